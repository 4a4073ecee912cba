"""Allowances: what somebody has beside the grade and the post, each kind from a day on by an act."""
