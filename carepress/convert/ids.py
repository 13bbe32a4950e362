"""The ids in one text, each once."""

from collections import Counter


class Ids:
    """The ids that are taken."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._same: Counter[str] = Counter()

    def take(self, name: str) -> bool:
        """Take an id; return whether it was free."""
        is_free = name not in self.taken
        self.taken.add(name)
        return is_free

    def take_like(self, wanted: str) -> str:
        """Return an id that was free and now is taken: the wanted one, or that with a number."""
        name = wanted
        while not self.take(name):
            self._same[wanted] += 1
            name = f"{wanted}-{self._same[wanted] + 1}"
        return name
