"""The yearly adjustment of the General Schedule, for any raise."""
