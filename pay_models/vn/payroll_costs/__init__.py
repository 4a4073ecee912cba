"""Insurance, union fee, income tax, net pay and the employer's cost of public staff in Vietnam, from 2026."""
