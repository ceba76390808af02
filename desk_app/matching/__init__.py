"""What Bangladesh can deliver, who can open a door, and what nobody has: pure, on values."""
