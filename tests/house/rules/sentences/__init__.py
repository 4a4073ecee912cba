"""Rules of sentences: all that the domain and the API say is found in the source, and has its Vietnamese."""
