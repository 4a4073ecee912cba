"""Posts of units: positions, and the peer groups that they belong to, each from a day on by an act."""
