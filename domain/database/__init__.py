"""The database: sessions, connections, errors in words, bulk copy, migrations, the embedded server."""
