"""ICT Desk: the desktop program of the ICT desks of Bangladesh's missions abroad."""

__version__ = "0.3.0"
