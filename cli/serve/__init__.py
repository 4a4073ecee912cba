"""`meritgrid serve`: the server from its port to its end."""
