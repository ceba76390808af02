"""Skills that nobody could offer: told by desks, added up for those who train people."""
