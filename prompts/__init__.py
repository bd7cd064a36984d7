"""Instructions for language models, one template a file. Extractive answers need none."""
