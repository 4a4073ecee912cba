"""Extra income of Hanoi: City Resolutions 46/2024 (2025) and 81/2025 (2026)."""
