"""Rules of texts: pages, words, and what is read from outside."""
