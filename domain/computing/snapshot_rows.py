"""What of a snapshot is hashed into the root of a run that pins it. A file is pinned by its sha256."""

from domain.audit.hashing.rows import Rows

# Never reorder, rename or drop: append under a new kind instead. $1 is the snapshot's hash.
SNAPSHOT = (
    Rows(
        "meritgrid snapshot 1",
        ("hash", "unit_id", "year", "people", "taken_by", "taken_at"),
        "snapshot t where hash = $1",
    ),
    Rows(
        "meritgrid snapshot frame 1",
        ("snapshot_hash", "name", "sha256", "rows"),
        "snapshot_frame t where snapshot_hash = $1 order by name collate ucs_basic",
    ),
)
