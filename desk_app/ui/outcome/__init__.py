"""The paper's way back: a code opens the form with the printed points of a meeting."""
