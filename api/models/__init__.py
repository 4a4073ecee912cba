"""The pay models that ship: what they compute, their numbers, and the text of the rule, as clients see them."""
