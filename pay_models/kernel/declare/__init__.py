"""What a model declares: its tables, its dated parameters and grids, its stages and formulas."""
