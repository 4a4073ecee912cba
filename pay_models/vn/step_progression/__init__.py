"""Steps of a grade, regular and early, and over-frame pay: Decrees 204/2004 and 17/2013, Circular 08/2013."""
