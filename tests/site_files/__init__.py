"""Tests of feeds, the sitemap and the search."""
