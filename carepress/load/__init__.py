"""Reads content/ and checks it against its declarations."""
