"""Extra income from savings on an agency's budget: Decree 75/2026/ND-CP arts. 9 and 11."""
