"""What every area's fields share: permissions, decisions, query cost, caches, scalars, problems."""
