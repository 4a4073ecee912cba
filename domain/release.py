"""The release of Meritgrid that runs: what a run keeps beside what it computed, for information."""

from importlib.metadata import version

RELEASE = version("meritgrid")
