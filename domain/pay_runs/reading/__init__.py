"""What the views of runs are made of."""
