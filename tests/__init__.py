"""The tests of Carepress. `python3 build.py test` runs them all."""
