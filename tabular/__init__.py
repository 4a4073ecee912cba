"""What comes in from outside, made sound before anything counts with it. Imports no other part of Meritgrid."""
