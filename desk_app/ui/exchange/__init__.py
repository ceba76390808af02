"""Where the desk stands with the ministry, and what has to be settled."""
