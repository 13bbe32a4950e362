"""Checks finished pages, and what leads from one to the other."""
