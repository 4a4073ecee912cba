"""Mergers of units: their people, months, scores and what is below them go over to another unit."""
