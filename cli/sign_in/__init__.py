"""`meritgrid token` and `meritgrid sessions`: sign in to a trial, and end what somebody signed in to."""
