"""Term and diligence allowances of a half-year: Act on pay of national servants arts. 19-4 and 19-7."""
