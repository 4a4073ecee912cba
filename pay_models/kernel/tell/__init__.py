"""What a model and a run say to people: explanations, differences, histories, languages."""
