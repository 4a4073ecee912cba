"""Assessments of a unit and all below it, proposed or confirmed by one run of the model; exceptions by name."""
