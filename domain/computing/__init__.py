"""A run's inputs: read in bulk, pinned as snapshots, and what is wrong with them."""
