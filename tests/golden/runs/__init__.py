"""Golden runs: pinned inputs of each kind of run, and the root that every release must give of them."""
