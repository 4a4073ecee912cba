"""The guarantee of purchasing power (GIPA) of French civil servants."""
