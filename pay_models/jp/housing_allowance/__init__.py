"""Housing allowance of a tenant."""
