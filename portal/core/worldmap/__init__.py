"""A map of the world in bands of time difference, and what is told of the clocks there."""
