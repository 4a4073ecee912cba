"""Pay rules of no country: what employers and textbooks use."""
