"""Verification of the trail: rows, runs, funds, files and the catalogue against what was recorded."""
