"""What is known of a country: facts, strategy, how the desk stands there."""
