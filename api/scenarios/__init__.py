"""What-ifs over a run, as clients see them."""
