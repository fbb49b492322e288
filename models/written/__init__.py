"""Stories written to learn from, and how they are read."""
