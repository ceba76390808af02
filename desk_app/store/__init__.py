"""The local store: what the desk knows, on one encrypted file, with everything not yet sent.

`opening.open_store` gives a `Store`. Reads that a list or a keystroke waits for are prepared SQL
on the driver's connection (`reading`, `indexing`), so that the first list is shown before
SQLAlchemy is imported; everything that writes, and the bookkeeping of edits, goes through the
typed models.
"""
