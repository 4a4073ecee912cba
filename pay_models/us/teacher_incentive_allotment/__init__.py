"""Texas allotment for designated teachers."""
