"""Openings and the people considered for them."""
