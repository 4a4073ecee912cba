"""Pay rules of Germany."""
