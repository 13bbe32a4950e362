"""Applies templates: pages, and what they show of the site."""
