"""Tests of carepress/make."""
