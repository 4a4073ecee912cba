"""Computing of runs: inputs read in bulk and pinned as snapshots, what is wrong with them, rules, amounts."""
