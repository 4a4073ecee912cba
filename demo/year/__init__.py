"""The demo's year: work done, what was found of those who lead, assessments, the bonus."""
