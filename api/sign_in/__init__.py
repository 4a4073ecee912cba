"""Authentication: tokens (JWT), their keys (JWKS), development tokens, and the account behind a subject."""
