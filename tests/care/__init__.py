"""Tests of the project's own site."""
