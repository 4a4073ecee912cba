"""Pay rules of Taiwan."""
