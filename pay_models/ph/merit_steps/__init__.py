"""Step increments for merit in the Philippines: two ratings in a row, within two quotas."""
