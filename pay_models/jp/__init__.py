"""Pay rules of Japan."""
