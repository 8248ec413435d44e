"""http: the words of statuses; there are no servers and no connections here."""

from _network import PHRASES as _phrases
from enum import IntEnum as _IntEnum


class _Status(_IntEnum):
    @property
    def phrase(self):
        return _phrases[self._value_]

    @property
    def is_success(self):
        return 200 <= self._value_ < 300


def _name(words):
    return words.upper().replace(" ", "_").replace("-", "_").replace("'", "")


HTTPStatus = _Status("HTTPStatus", {_name(words): number for number, words in _phrases.items()})
