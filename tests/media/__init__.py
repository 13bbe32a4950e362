"""Tests of pictures, documents, cards and style sheets."""
