"""Answers: from a question to a quote with a checked citation; the command line and the chat."""
