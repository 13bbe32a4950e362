"""Tests of Markdown and what it becomes."""
