"""Tests of the cache: a build that redoes only what changed gives what a clean one gives, and does no more than it must."""
