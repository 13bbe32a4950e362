"""Tests of the rules of a check."""
