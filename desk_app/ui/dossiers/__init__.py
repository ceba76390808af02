"""Dossiers as they are read."""
