"""Bringing files and pasted text in: what was found, what would become of it, then one act."""
