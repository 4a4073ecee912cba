"""HTTP: middleware, request gate, the GraphQL endpoint, errors that leave before GraphQL, pages."""
