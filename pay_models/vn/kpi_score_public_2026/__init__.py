"""KPI score of public employees: Decree 233/2026/ND-CP arts. 10 to 12."""
