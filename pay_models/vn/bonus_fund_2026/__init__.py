"""Yearly bonus fund and its shares: Decree 161/2026/ND-CP art. 4."""
