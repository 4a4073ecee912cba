"""What every mutation is made of: its decision, its input and its payload."""
