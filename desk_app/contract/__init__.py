"""The ministry API in Python: its messages, their encoding, and the `Ministry` protocol."""
