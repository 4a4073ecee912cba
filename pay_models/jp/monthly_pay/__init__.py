"""Monthly pay of administrative staff: base pay table, dependants, area and other allowances."""
