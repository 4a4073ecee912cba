"""Classes of organisations: Decree 335/2025/ND-CP art. 8."""
