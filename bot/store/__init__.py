"""All SQL lives here; it knows the model and never the core."""
