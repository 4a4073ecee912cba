"""Step after a promotion: National Personnel Authority rule 9-8, table 7."""
