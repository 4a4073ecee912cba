"""Filters and orders of every list: what they take knows no type, so that types of all areas may use them."""
