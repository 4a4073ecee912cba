"""Columns that are written as objects: quantities, values, permissions, sums."""
