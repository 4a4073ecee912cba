"""Leaves: unpaid, sick and maternity leave, each from a day until another by an act."""
