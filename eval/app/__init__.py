"""Evaluations as the chat app offers them: runs kept beside an index, one at a time, and feedback made questions."""
