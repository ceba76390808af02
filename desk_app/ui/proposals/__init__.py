"""The mission's proposals to the ministry, and what it replied."""
