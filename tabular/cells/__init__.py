"""Cells: text into types, identifiers, headers, and what to say of a cell that does not fit."""
