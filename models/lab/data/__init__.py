"""The data sets: reading, splitting, gathering them, and what is made of their posts."""
