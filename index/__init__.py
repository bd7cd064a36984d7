"""Search: from paragraphs to an index on disk, and from a question to ranked paragraphs."""
