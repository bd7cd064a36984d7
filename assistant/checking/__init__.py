"""Checking: whether the paragraphs that a claim cites bear it out, across languages."""
