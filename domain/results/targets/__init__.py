"""Targets: work assigned to people for a month, apart from what came of it."""
