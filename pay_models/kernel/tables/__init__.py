"""The tables that a run takes: judged, and gathered from one stage to the next."""
