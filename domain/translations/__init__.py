"""Translations in the database: stored English texts in the reader's language, and numbers in its forms."""
