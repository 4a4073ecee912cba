"""Merit score of faculty members."""
