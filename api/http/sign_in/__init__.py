"""Addresses of sign-in: the session of a page, signing out, and what development offers instead of a provider."""
