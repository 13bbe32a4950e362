"""Keeps what builds have made, so that the next one makes only what has changed."""
