"""The room where questions are asked: the conversation, and what an answer can be taken away as."""
