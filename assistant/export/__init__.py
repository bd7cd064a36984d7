"""Answers and conversations to take away: as plain text, as Markdown and for Word, each with its sources.

`blocks` says what there is to write, `answer_blocks` and `conversation` put it together, `plain_text`, `markdown` and
`docx_file` write it. All of them write the same. Nothing is searched, asked or kept here.
"""
