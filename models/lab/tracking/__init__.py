"""Runs, models and pictures in MLflow."""
