"""`meritgrid compute`: a model over the rows of files."""
