"""What a line keeps of its way: its steps, its months and work, and the words for both."""
