"""Briefs: content (pure data), composed from records in both languages, and set on paper."""
