"""Pay rules of the Philippines."""
