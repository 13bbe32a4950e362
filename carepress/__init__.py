"""Carepress presses Markdown articles and YAML data through Jinja templates into a static informational website."""

__version__ = "0.1.0"
