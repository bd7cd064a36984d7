"""Questions: their language and what kind of answer they ask for."""
