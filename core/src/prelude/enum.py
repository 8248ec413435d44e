"""enum: named constants that are instances of their class."""

from types import MappingProxyType


class auto:
    """A value that the class chooses; several may be joined before it has."""

    def __init__(self, value=None, parts=()):
        self.value = value
        self._parts = parts

    def __or__(self, other):
        return auto(parts=(self, other))

    __ror__ = __or__


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


_property = property


class property(property):
    pass


def _is_member(cls_name, name, value):
    if name.startswith("_") and name.endswith("_") and len(name) > 2:
        return False
    if name.startswith(f"_{cls_name}__"):
        return False
    if isinstance(value, nonmember):
        return False
    if isinstance(value, member):
        return True
    if isinstance(value, (staticmethod, classmethod, _property)) or hasattr(type(value), "__get__"):
        return False
    if isinstance(value, type):
        # A class that the body makes stays what it is.
        return not f".{value.__qualname__}".endswith(f".{cls_name}.{value.__name__}")
    return not hasattr(value, "__code__")


Enum = ReprEnum = None
# Builtin types of which members can be.
_MADE = int, str, float, bytes, tuple


class EnumType(type):
    def __new__(mcls, cls_name, bases, namespace, /, *, boundary=None, **kwds):
        if boundary is not None:
            namespace["_boundary_"] = boundary
        members = {}
        rest = {}
        hidden = namespace.get("_ignore_", ())
        if isinstance(hidden, str):
            hidden = hidden.replace(",", " ").split()
        for name, value in namespace.items():
            if name in hidden or name == "_ignore_":
                continue
            if bases and _is_member(cls_name, name, value):
                members[name] = value.value if isinstance(value, member) else value
            else:
                rest[name] = value.value if isinstance(value, nonmember) else value
        if "mro" in members:
            raise ValueError("invalid enum member name(s) 'mro'")
        for base in bases:
            if getattr(base, "_member_map_", None):
                raise TypeError(f"<enum {cls_name!r}> cannot extend {base!r}")
        own_new = rest.pop("__new__", None)
        cls = super().__new__(mcls, cls_name, bases, rest, **kwds)
        cls._member_map_ = {}
        cls._member_names_ = []
        cls._value2member_map_ = {}
        data_type = object
        # What comes before the class that makes the objects belongs to them: a subclass without a
        # `__new__` of its own.
        candidate = None
        for base in cls.__mro__[1:-1]:
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    data_type = base._member_type_
                    break
                candidate = None
            elif base in _MADE or "__new__" in base.__dict__ or hasattr(base, "__dataclass_fields__"):
                data_type = candidate or base
                break
            else:
                candidate = candidate or base
        cls._member_type_ = data_type
        if own_new is None:
            for base in cls.__mro__[1:]:
                own_new = base.__dict__.get("_own_new_")
                if own_new is not None:
                    break
        cls._own_new_ = own_new
        if data_type is not object and ReprEnum is not None:
            # The members are shown as members, not as the numbers or texts that they also are.
            kept = ("__repr__",) if ReprEnum in cls.__mro__ else ("__repr__", "__str__", "__format__")
            for name in kept:
                if name not in rest and (
                    data_type is bytes or getattr(cls, name) is getattr(data_type, name)
                ):
                    type.__setattr__(cls, name, getattr(Enum, name))
        last_values = []
        for name, value in members.items():
            value = _resolve(cls, name, value, last_values)
            last_values.append(value)
            _make_member(cls, name, value, own_new, data_type)
        order = namespace.get("_order_")
        if order is not None:
            order = order.replace(",", " ").split()
            if order != cls._member_names_:
                names = cls._member_names_
                raise TypeError(f"member order does not match _order_:\n  {names}\n  {order}")
        return cls

    def _redefined(cls, name, old, namespace):
        """A name of the body of a class below this one got its second value."""
        if _is_member(None, name, old) or _is_member(None, name, namespace[name]):
            if name not in namespace.get("_ignore_", ()):
                if isinstance(old, auto):
                    old = EnumType("", (cls,), {**namespace, name: old})[name].value
                raise TypeError(f"{name!r} already defined as {old!r}")

    def __call__(cls, value, names=None, *more, **options):
        if cls._member_map_ or names is None and not options:
            return cls.__lookup(value if names is None else (value, names, *more))
        return _functional(cls, value, (names, *more) if more else names or (), **options)

    def __lookup(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for known in cls._member_map_.values():
                if known._value_ == value:
                    return known
        error = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        try:
            found = cls._missing_(value)
        except ValueError:
            raise
        except Exception as failed:
            failed.__context__ = error
            raise
        if isinstance(found, cls):
            return found
        if issubclass(cls, Flag) and cls._boundary_ == EJECT and isinstance(found, int):
            return found
        if found is not None:
            context, error = error, TypeError(
                f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid "
                "member"
            )
            error.__context__ = context
        raise error

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return any(known._value_ == value for known in cls._member_map_.values())

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __dir__(cls):
        shown = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
            "__len__", "__members__", "__module__", "__name__", "__qualname__",
            *cls._member_names_,
        }
        if cls._own_new_ is not None:
            shown.add("__new__")
        return sorted(shown if cls._member_type_ is object else shown.union(dir(cls._member_type_)))

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}) and not name.startswith("_"):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)


EnumMeta = EnumType


def _resolve(cls, name, value, last_values):
    if isinstance(value, auto):
        if value._parts:
            left, right = [_resolve(cls, name, part, last_values) for part in value._parts]
            value.value = left | right
        elif value.value is None:
            # Kept: the same object under a second name is an alias.
            value.value = cls._generate_next_value_(name, 1, len(last_values), last_values[:])
        return value.value
    if isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
        resolved = []
        for item in value:
            resolved.append(_resolve(cls, name, item, last_values) if isinstance(item, auto) else item)
        return tuple(resolved)
    return value


def _make_member(cls, name, value, own_new, data_type):
    args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
    if own_new is not None:
        function = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        made = function(cls, *args)
    elif data_type is object:
        made = object.__new__(cls)
    else:
        made = data_type.__new__(cls, *args)
    if "_value_" not in made.__dict__:
        if data_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = data_type(*args)
            except Exception:
                made._value_ = value
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    made.__init__(*args)
    value = made._value_
    for known in cls._member_map_.values():
        if known._value_ == value and type(known._value_) is type(value):
            made = known
            break
    else:
        if not issubclass(cls, Flag) or (isinstance(value, int) and value and value & (value - 1) == 0):
            cls._member_names_.append(name)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            pass
    found = next((base.__dict__[name] for base in cls.__mro__[1:] if name in base.__dict__), None)
    is_shadow = callable(found) or isinstance(found, property)
    type.__setattr__(cls, name, _Shadow(made, name, found) if is_shadow else made)
    cls._member_map_[name] = made


class _Shadow:
    """A member whose name the members already have: the class gives it, they give their own."""

    def __init__(self, made, name, found):
        self._made = made
        self._name = name
        self._found = found

    def __get__(self, obj, owner=None):
        if obj is None:
            return self._made
        if isinstance(self._found, property):
            return self._found.__get__(obj, owner)
        return getattr(obj._value_, self._name)


def _functional(
    cls, cls_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None
):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {}
    if isinstance(names, dict):
        namespace.update(names)
    else:
        values = []
        for at, item in enumerate(names):
            if isinstance(item, str):
                namespace[item] = cls._generate_next_value_(item, start, at, values[:])
                values.append(namespace[item])
            else:
                namespace[item[0]] = item[1]
    bases = (cls,) if type is None else (type, cls)
    if module is not None:
        namespace["__module__"] = module
    if qualname is not None:
        namespace["__qualname__"] = qualname
    return EnumType(cls_name, bases, namespace, boundary=boundary)


class Enum(metaclass=EnumType):
    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def _read_only(name):
        def setter(self, value):
            raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")

        return setter

    name = name.setter(_read_only("name"))
    value = value.setter(_read_only("value"))
    del _read_only

    def __repr__(self):
        text = repr(self._value_)
        if getattr(self._value_, "__dataclass_params__", None) and text.endswith(")"):
            # The fields alone.
            text = text[text.index("(") + 1 : -1]
        return f"<{self.__class__.__name__}.{self._name_}: {text}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other if self.__class__._member_type_ is object else NotImplemented

    def __dir__(self):
        cls = self.__class__
        shown = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        for known in (self, *cls.__mro__):
            for name in getattr(known, "__dict__", ()):
                if not name.startswith("_") and name not in cls._member_map_:
                    shown.add(name)
        return sorted(shown)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self, format_spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, IntEnum) else other)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        kinds = ("is not a string", "encoding must be a string, not", "errors must be a string, not")
        for at, value in enumerate(values):
            if not isinstance(value, str):
                shown = f"{value!r} {kinds[at]}" if at == 0 else f"{kinds[at]} {value!r}"
                raise TypeError(shown)
        return str.__new__(cls, *values)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return str.__format__(self, format_spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, StrEnum) else other)

    def __hash__(self):
        return hash(self._value_)


# Members of FlagBoundary, which needs what comes first.
STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"


class Flag(Enum):
    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for known in cls._member_map_.values():
            every |= known._value_
        if value & ~every and value >= 0 or value < ~every:
            if cls._boundary_ == STRICT:
                width = max(value.bit_length(), every.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n"
                    f"  allowed {_bits(every, width)}"
                )
            if cls._boundary_ == CONFORM:
                value &= every
            elif cls._boundary_ == EJECT:
                return value
        if value < 0:
            value &= every
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        base = cls._member_type_
        made = object.__new__(cls) if base is object else base.__new__(cls, value)
        names = [name for name in cls._member_names_ if cls._member_map_[name]._value_ & value]
        if names and value & ~every:
            names.append(str(value & ~every))
        made._name_ = "|".join(names) or None
        made._value_ = value
        made.__objclass__ = cls
        cls._value2member_map_[value] = made
        return made

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self.__class__._member_type_ is not object and isinstance(other, int):
            return other
        return None

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __contains__(self, other):
        cls = self.__class__
        if not isinstance(other, cls):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} "
                f"and {cls.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for name in self.__class__._member_names_:
            known = self.__class__._member_map_[name]
            if known._value_ & self._value_:
                yield known

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    def __invert__(self):
        return self.__class__(~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __hash__(self):
        return hash(self._value_)


class IntFlag(int, Flag):
    _boundary_ = KEEP
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __iter__ = Flag.__iter__
    __len__ = Flag.__len__

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(self, format_spec)

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, Enum) else other)

    def __hash__(self):
        return hash(self._value_)


def unique(enumeration):
    doubled = []
    for name, known in enumeration.__members__.items():
        if name != known.name:
            doubled.append(f"{name} -> {known.name}")
    if doubled:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(doubled)}")
    return enumeration


def _bits(value, width):
    """A number as the words about flags show it: its sign, then its bits."""
    return f"0b{int(value < 0)} {value & (1 << width) - 1:0{width}b}"


def verify(*checks):
    def check(enumeration):
        name = enumeration.__name__
        if UNIQUE in checks:
            doubled = [
                f"{alias} -> {known.name}"
                for alias, known in enumeration.__members__.items()
                if alias != known.name
            ]
            if doubled:
                raise ValueError(f"aliases found in {enumeration!r}: {', '.join(doubled)}")
        values = [known.value for known in enumeration]
        if CONTINUOUS in checks and len(values) > 1:
            low, high = min(values), max(values)
            if issubclass(enumeration, Flag):
                missing = [2**bit for bit in range(low.bit_length(), high.bit_length() - 1)]
                kind, missing = "flag", [bit for bit in missing if bit not in values]
            else:
                kind, missing = "enum", [one for one in range(low, high) if one not in values]
            if missing:
                shown = ", ".join([str(one) for one in missing])
                raise ValueError(f"invalid {kind} {name!r}: missing values {shown}")
        if NAMED_FLAGS in checks:
            names, missing = [], 0
            for alias, known in enumeration._member_map_.items():
                unnamed = known.value
                for value in values:
                    unnamed &= ~value
                if alias not in enumeration._member_names_ and unnamed > 0:
                    names.append(alias)
                    missing |= unnamed
            if names:
                *rest, last = names
                shown = f"aliases {', '.join(rest)} and {last} are" if rest else f"alias {last} is"
                kind = "combined values of" if missing & missing - 1 else "value"
                raise ValueError(
                    f"invalid Flag {name!r}: {shown} missing {kind} {missing:#x} "
                    "[use enum.show_flag_values(value) for details]"
                )
        return enumeration

    return check


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck
