"""`meritgrid documents`: what clients ask, registered by its hash."""
