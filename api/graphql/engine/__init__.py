"""The engine under strawberry: the only place that touches private parts of strawberry and graphql-core."""
