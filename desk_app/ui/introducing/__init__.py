"""Introductions: who could open a door, who is asked, and what came of it."""
