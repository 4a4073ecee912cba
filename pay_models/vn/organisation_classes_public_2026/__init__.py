"""Classes of public service units: Decree 233/2026/ND-CP art. 7."""
