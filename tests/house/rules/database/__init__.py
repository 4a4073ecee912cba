"""Rules of the database: revisions, rights, dated rows, what is read and written."""
