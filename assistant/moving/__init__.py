"""An index and its documents as one file that another machine opens: `pinpoint export` and `pinpoint import`.

In: an index, or a file that `export` wrote. Out: the file, or an index that answers as the first did. The file is
an archive (`archive.py`) with

    index/…     the index: `index.json`, the generation in force, the token vectors
    files/N/…   the documents' files, with the manifest and the termbase that speak for them; a number N for each folder

and in its list `"index_format"`, and `"documents"`: of each the `"id"`, the `"corpus"` and the `"place"` of its file
below `files/`. What the chat keeps besides (questions, evaluations, feedback) stays behind.

A document whose file is gone or cannot be read is exported without it, and named: it is answered from as before, but
leaves the index when that is rebuilt. Documents keep their ids, also when their files are read again. Imported files
lie in a folder of the index, where `ingest` and `--rebuild` find them. An index of a format that is no longer read is
made anew of the files.
"""
