"""Index pay of French civil servants: index times the value of the point."""
