"""The rule of the benchmark `shares` as a pay model of ours and as a system of OpenFisca-core."""
