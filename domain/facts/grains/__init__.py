"""Facts by what they are about: units and posts, people, work."""
