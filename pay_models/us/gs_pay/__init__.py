"""Pay of the General Schedule, with locality and the cap."""
