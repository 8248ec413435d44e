"""http: the words of statuses; there are no servers and no connections here."""

from _network import PHRASES as _phrases
from enum import IntEnum as _IntEnum, StrEnum as _StrEnum


class _Status(_IntEnum):
    @property
    def phrase(self):
        return _phrases[self._value_]

    is_informational = property(lambda self: self._value_ // 100 == 1)
    is_success = property(lambda self: self._value_ // 100 == 2)
    is_redirection = property(lambda self: self._value_ // 100 == 3)
    is_client_error = property(lambda self: self._value_ // 100 == 4)
    is_server_error = property(lambda self: self._value_ // 100 == 5)


def _name(words):
    return words.upper().replace(" ", "_").replace("-", "_").replace("'", "")


_numbers = {_name(words): number for number, words in _phrases.items()}
_numbers |= {"REQUEST_ENTITY_TOO_LARGE": 413, "UNPROCESSABLE_ENTITY": 422}
HTTPStatus = _Status("HTTPStatus", _numbers)


class _Method(_StrEnum):
    def __repr__(self):
        return f"<HTTPMethod.{self._name_}>"


HTTPMethod = _Method(
    "HTTPMethod",
    [(name, name) for name in "CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split()],
)
