"""The chain of a kind: its stages as data, their models matched by key, and their run over the facts of a scope."""
