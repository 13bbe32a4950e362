"""Tests of how pages become one site: lists, neighbors, addresses."""
