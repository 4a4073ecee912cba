"""Pay pools of the National Security Personnel System."""
