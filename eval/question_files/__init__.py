"""Question files of several formats, read into one kind of `QuestionSet`."""
