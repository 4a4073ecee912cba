"""Grade pay and allowances: Decree 204/2004/ND-CP."""
