"""The room for references: paste them and get the paragraphs, or a draft and have its cited sentences checked."""
