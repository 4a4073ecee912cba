"""Runs and what-ifs as the user waits for them: of this tree, and of release 0.3.0."""
