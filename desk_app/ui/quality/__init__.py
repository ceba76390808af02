"""Care of the records: how complete they are, lists of what wants care, many changed at once."""
