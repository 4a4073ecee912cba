"""Kept counts: how many rows of a table a reader sees, summed up over units instead of counted."""
