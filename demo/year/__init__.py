"""The demo's year: work done, what was found of those who lead, assessments, and what its offices decide."""
