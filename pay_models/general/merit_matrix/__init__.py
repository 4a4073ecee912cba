"""Merit raises by a matrix, kept to a budget."""
