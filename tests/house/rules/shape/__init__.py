"""Rules of the shape of the code: files, names, rooms and the arrows between them."""
