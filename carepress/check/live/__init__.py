"""Holds a live site against the build that it should be."""
