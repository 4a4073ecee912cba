"""Performance pay of civil servants at the Deutsche Post."""
