"""The error that the command line shows as one line: what was wrong, where, and what to do."""


class LabError(Exception):
    """A fault of the input or of the surroundings, not of the code."""
