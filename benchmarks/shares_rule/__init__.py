"""One rule on all sides: ours as a pay model, the peers' as scripts for environments of their own."""

from pathlib import Path

SCRIPTS = Path(__file__).parent
