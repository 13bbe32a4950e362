"""Prepares pictures, drawings, documents, social cards and style sheets."""
