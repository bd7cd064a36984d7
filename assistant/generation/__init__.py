"""Answers that a language model writes, as far as they are borne out."""
