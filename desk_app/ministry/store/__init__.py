"""What the ministry keeps, on SQLite or PostgreSQL; rows never leave this package."""
