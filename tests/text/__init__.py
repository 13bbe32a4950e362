"""Tests of what is done with words, numbers, addresses and YAML."""
