"""HTTP: middleware, request gate, sign-in, the GraphQL endpoint, errors that leave before GraphQL, pages."""
