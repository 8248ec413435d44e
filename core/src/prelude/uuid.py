"""uuid: random identifiers, of the seeded generator."""

import os

_whole = int


class UUID:
    def __init__(self, hex=None, bytes=None, *, int=None, version=None):
        if [hex, bytes, int].count(None) != 2:
            raise TypeError(
                "one of the hex, bytes, bytes_le, fields, or int arguments must be given"
            )
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = _whole(hex, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = _whole.from_bytes(bytes)
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError("illegal version number")
            int = int & ~(0xF << 76 | 0xC << 60) | version << 76 | 0x8 << 60
        object.__setattr__(self, "int", int)

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    hex = property(lambda self: f"{self.int:032x}")
    bytes = property(lambda self: self.int.to_bytes(16))
    urn = property(lambda self: f"urn:uuid:{self}")
    version = property(lambda self: self.int >> 76 & 0xF if self.int >> 62 & 3 == 2 else None)

    def __int__(self):
        return self.int

    def __str__(self):
        hex = self.hex
        return f"{hex[:8]}-{hex[8:12]}-{hex[12:16]}-{hex[16:20]}-{hex[20:]}"

    def __repr__(self):
        return f"UUID({str(self)!r})"

    def __hash__(self):
        return hash(self.int)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented


def uuid4():
    return UUID(bytes=os.urandom(16), version=4)
