"""The sites of the tools that compare.py measures."""
