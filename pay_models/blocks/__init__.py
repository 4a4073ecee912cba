"""The building blocks that pay rules share: bands, grids, ranks, quotas and shares of a fund."""
