"""The demo's people: who they are, their careers, their grades."""
