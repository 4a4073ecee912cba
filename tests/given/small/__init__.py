"""The small administration: its offices, two communes and the year that they worked."""
