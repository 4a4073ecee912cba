"""Vietnam: one folder for each legal text."""
