"""Yearly classes of public employees: Decree 233/2026/ND-CP arts. 12 and 14."""
