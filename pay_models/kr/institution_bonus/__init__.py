"""Performance bonus of public institutions by management evaluation."""
