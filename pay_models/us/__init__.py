"""Pay rules of the United States."""
