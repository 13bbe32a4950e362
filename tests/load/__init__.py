"""Tests of reading content/, its settings, front matter and data."""
