"""Pay rules of Chile."""
