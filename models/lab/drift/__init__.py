"""Drift in the posts that people voted on: a report from an export of the service, with plots, offline."""
