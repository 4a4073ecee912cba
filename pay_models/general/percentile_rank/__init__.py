"""Percentile rank of a result among peers."""
