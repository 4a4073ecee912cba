"""What the `meritgrid` command does, one file for each group of commands. Heavy imports stay in functions."""
