"""A demand from first word to win or loss: stages, what Bangladesh can deliver, closing."""
