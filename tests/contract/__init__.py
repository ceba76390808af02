"""The contract, checked against the reference ministry however it is reached."""
