"""How a model runs: over frames, over files, and again under other parameters."""
