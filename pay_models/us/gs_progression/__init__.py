"""Steps and promotions of the General Schedule."""
