"""One record, with all that hangs on it."""
