"""SQL text of reads: JSON written by the database, connections, pagination, parameters."""
