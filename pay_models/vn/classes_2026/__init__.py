"""Yearly classes and the quota on excellent: Decree 335/2025/ND-CP arts. 11 and 20."""
