"""Tests of templates and what pages hold."""
