"""`meritgrid explain` and `meritgrid diff`: why a row is what it is, and why two runs differ."""
