"""Extra income of Ho Chi Minh City: City Resolutions 08/2023 and 27/2025, City Decision 20/2024."""
