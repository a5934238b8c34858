"""Calibrating and measuring exported models, and comparing the families."""
