"""What came in as values: literals, variables and texts, and what is wrong with them in words."""
