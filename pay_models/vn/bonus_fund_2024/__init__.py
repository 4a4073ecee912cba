"""Yearly bonus fund of a unit and its shares: Decree 73/2024/ND-CP art. 4."""
