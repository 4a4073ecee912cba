"""Pay rules of India (`in` is a word of Python)."""
