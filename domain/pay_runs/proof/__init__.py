"""The proof of a run: what its lines and inputs are hashed to, and computing it again."""
