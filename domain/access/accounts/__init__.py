"""Accounts: opened, renamed and closed, the first of all, the subjects of the provider, sessions of the pages."""
