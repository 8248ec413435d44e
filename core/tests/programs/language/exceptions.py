def check(kind):
    try:
        if kind == "zero":
            1 / 0
        elif kind == "key":
            {}["missing"]
        elif kind == "index":
            [][3]
        elif kind == "type":
            "a" + 1
        elif kind == "attr":
            None.x
        elif kind == "value":
            int("twelve")
        return "no error"
    except ZeroDivisionError as error:
        return f"zero: {error}"
    except (KeyError, IndexError) as error:
        return f"lookup: {error!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    else:
        return "else"
    finally:
        print("checked", kind)


for kind in ("zero", "key", "index", "type", "attr", "value", "none"):
    print(check(kind))


class AppError(Exception):
    def __init__(self, code, message="failed"):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    pass


try:
    raise NotFound(404, "no such page")
except AppError as error:
    print(error, error.code, error.args, isinstance(error, NotFound))

try:
    try:
        raise KeyError("inner")
    except KeyError as error:
        raise RuntimeError("outer") from error
except RuntimeError as error:
    print(repr(error.__cause__), error.__suppress_context__)

try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")
except ValueError as error:
    print(repr(error.__context__), error.__cause__)

try:
    raise ValueError("x") from None
except ValueError as error:
    print(error.__cause__, error.__suppress_context__)

try:
    try:
        raise OSError("again")
    except OSError:
        print("re-raise")
        raise
except OSError as error:
    error.add_note("a note")
    print(error, error.__notes__)

try:
    assert 1 + 1 == 3, "arithmetic"
except AssertionError as error:
    print("AssertionError:", error)


def finally_wins():
    try:
        raise ValueError
    finally:
        return "returned from finally"


print(finally_wins())
