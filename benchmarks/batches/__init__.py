"""What is done for many at once, beside one after the other."""
