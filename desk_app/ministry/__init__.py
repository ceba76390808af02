"""The reference server of the ministry: the open contract, answered."""
