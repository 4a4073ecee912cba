"""Allowance for steady service in January and July: art. 7 of the decree on civil servants' allowances."""
