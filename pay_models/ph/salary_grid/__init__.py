"""The salary schedule of the Philippines and its step increments for length of service."""
