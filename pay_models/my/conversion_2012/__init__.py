"""Conversion of salaries into the Malaysian scheme of 2012 (SBPA)."""
