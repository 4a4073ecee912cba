"""Rules of the GraphQL schema."""
