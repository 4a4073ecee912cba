"""Yearly steps by rating: National Personnel Authority rule 9-8, and a local rule."""
