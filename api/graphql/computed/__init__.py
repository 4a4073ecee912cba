"""Fields whose values are computed in this process, not read by a statement."""
