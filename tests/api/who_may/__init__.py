"""Who may do what in which state: rules by hand, the matrix that follows, and API and database held to it."""
