"""What readers see of accounts and rights, where it takes more than a view."""
