"""What policy goals, KPIs and products share: an owner, a code, and what each is from a day on by an act."""
