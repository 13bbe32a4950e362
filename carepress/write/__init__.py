"""Brings a finished build into the output folder."""
