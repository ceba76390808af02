"""Lists of records of one kind."""
