"""Performance bonus of teachers: an equal part and a part by grade."""
