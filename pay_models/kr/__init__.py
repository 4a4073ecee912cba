"""Pay rules of Korea."""
