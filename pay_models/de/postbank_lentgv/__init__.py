"""Performance pay of civil servants at the Postbank."""
