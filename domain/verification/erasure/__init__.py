"""What nobody can open any more, for the secret that salts it is deleted."""
