"""Overtime pay of a month."""
