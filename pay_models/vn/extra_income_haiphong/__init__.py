"""Extra income of Hai Phong from 1 July 2025 to 31 December 2026: City Resolution of 13 November 2025."""
