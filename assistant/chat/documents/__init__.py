"""The room for the documents, and the filter of what questions are answered from."""
