"""Classes of the performance bonus by shares of people."""
