"""Colours, type and spacing: the only place that knows how the window looks."""
