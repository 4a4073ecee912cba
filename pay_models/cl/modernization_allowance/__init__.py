"""The modernization allowance of Chile: Law 19.553."""
