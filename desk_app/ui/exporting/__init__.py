"""Records going out as files for other programs."""
