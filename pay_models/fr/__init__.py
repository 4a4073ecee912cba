"""Pay rules of France."""
