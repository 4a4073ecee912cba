"""What models take: one fact per table and grain, read raw, joined in Polars."""
