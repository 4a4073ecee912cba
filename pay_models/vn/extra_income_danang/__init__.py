"""Extra income of Da Nang in 2026: City Resolution of 11 December 2025."""
