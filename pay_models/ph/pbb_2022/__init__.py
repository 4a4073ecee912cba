"""The performance-based bonus of the Philippines from fiscal year 2022 on."""
