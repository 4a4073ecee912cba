"""Pay rules of Indonesia."""
