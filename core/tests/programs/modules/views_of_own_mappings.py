# What views of a mapping are joined to is a set.
from collections.abc import MutableMapping


class Store(MutableMapping):
    def __init__(self, **items):
        self._items = items

    def __getitem__(self, key):
        return self._items[key]

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


store = Store(a=1, b=2)
print(store.keys() & {"a", "z"}, store.keys() - {"a"}, sorted(store.keys() | {"c"}))
print(store.items() & {("a", 1)}, sorted(store.items() ^ {("a", 1), ("q", 0)}))
print(type(store.keys() & {"a"}))
