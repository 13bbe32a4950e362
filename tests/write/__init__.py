"""Tests of how a build comes into site/."""
