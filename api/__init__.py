"""GraphQL over HTTP: who asks, what for, how the answer leaves. Knows requests, not SQL."""
