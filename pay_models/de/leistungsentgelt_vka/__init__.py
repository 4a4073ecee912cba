"""Performance pay of municipal employees."""
