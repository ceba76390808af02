"""The living capacity book: who has how many heads of which skill free, month by month."""
