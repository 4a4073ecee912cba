"""The house rules that a machine can judge: each takes what it judges and returns the faults as sentences."""
