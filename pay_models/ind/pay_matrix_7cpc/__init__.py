"""The pay matrix of the 7th Central Pay Commission of India."""
