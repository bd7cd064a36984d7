"""Conversation: questions that lean on earlier ones, made to stand alone."""
