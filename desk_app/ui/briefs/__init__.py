"""Composing, previewing and printing a brief."""
