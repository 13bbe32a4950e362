"""The commands that a person types, and their exit codes."""

DONE, CONTENT_FAILED, WRONG_USAGE, ENVIRONMENT_FAILED = 0, 1, 2, 3
