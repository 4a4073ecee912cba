"""Hashes of the trail: canonical bytes, leaves and Merkle trees (RFC 9162)."""
