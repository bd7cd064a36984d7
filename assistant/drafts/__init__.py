"""Drafts: their cited sentences, each compared with what it cites."""
