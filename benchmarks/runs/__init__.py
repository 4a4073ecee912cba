"""Runs and what-ifs as the user waits for them: of this tree, and of the release before."""
