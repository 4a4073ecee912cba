"""Performance bonus of teachers in 2004: 90 % equal, 10 % by grade."""
