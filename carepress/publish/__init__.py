"""Brings the finished site to where it is served, with rclone, and an earlier release back."""
