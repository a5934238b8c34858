"""The kinds of models, what they are built of, and how an exported one is opened."""
