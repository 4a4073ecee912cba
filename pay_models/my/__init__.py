"""Pay rules of Malaysia."""
