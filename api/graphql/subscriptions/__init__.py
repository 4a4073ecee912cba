"""Subscriptions: what a subscriber is told when a row changes, with the rights of that moment."""
