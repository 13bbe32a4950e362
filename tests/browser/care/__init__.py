"""What this site itself says, looked at in a browser."""
