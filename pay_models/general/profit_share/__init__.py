"""Profit shares of a pool."""
