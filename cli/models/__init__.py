"""`meritgrid models`: which pay models there are, and what is in one."""
