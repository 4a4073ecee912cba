"""Pay rules of Singapore."""
