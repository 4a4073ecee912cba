"""The performance-based bonus of the Philippines for fiscal year 2015."""
