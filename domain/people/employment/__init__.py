"""Employment: people are hired, take up posts and leave, each from a day on by an act."""
