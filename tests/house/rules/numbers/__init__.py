"""Rules of numbers: money, units, and the files that hold the numbers of the law."""
