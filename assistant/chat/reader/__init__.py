"""The source reader: a paragraph in its place, or the documents that there are."""
