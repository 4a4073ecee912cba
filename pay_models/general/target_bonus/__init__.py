"""Bonus as a target times what published curves pay."""
