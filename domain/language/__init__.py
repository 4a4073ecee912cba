"""Languages: sentences as templates with named values, their catalogue, and the forms of numbers and days."""
