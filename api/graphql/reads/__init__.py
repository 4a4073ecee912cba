"""Fields that read: a GraphQL selection becomes one SQL statement whose JSON passes through."""
