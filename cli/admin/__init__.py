"""`meritgrid admin`: what the owner of the database does for whoever administers rights."""
