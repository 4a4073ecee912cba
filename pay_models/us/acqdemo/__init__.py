"""Pay line and pay pools of the Acquisition Demonstration Project."""
