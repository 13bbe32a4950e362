"""Checks what people wrote."""
