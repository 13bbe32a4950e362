"""Every type of data that passes between the stages, as frozen dataclasses without behavior."""
