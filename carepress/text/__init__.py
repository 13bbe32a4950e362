"""Pure functions over text, addresses and numbers, and the readers of YAML and HTML."""
