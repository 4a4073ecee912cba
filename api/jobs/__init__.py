"""GraphQL of jobs: work behind requests."""
