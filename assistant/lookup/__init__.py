"""Citation lookup: a reference as a person writes it, and the paragraphs that it points to."""
