import string
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
class F(string.Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str): return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)
    def format_field(self, value, spec):
        if spec == "u": return str(value).upper()
        return super().format_field(value, spec)
    def convert_field(self, value, conv):
        if conv == "x": return "X" + str(value)
        return super().convert_field(value, conv)
    def check_unused_args(self, used, args, kwargs):
        print(sorted(map(str, used)), args, kwargs)
fm = F()
t(60, lambda: fm.format("{} {a} {b:u} {0!r}", 1, a=2))
t(61, lambda: fm.format("{} {} {b:u} {c!x}", 1, "z", a=2))
t(62, lambda: fm.format("{a:{w}}", a=2, w=5))
t(63, lambda: list(string.Formatter().parse("a{b!r:c}d{{}}{}")))
t(64, lambda: string.Formatter().format("{0} {}", 1))
t(65, lambda: string.Formatter().format("{} {0}", 1))
t(66, lambda: string.Formatter().format("{0.real} {1[0]} {x[a]}", 1, [2], x={"a": 3}))
t(67, lambda: string.Formatter().format("{!z}", 1))
t(68, lambda: string.Formatter().vformat("{a}", (), {"a": 1}))
t(69, lambda: string.Formatter().format("{a}"))
t(70, lambda: string.Formatter().format("{}"))
t(71, lambda: string.Formatter().get_field("0.real", (1,), {}))
t(72, lambda: string.Formatter().format())
t(73, lambda: string.Formatter().format("{"))
t(74, lambda: string.Formatter().format("{0:{1:{2}}}", 1, 2, 3))
t(75, lambda: string.Formatter().convert_field(3, "q"))
t(76, lambda: string.Formatter().format_field(3, "05"))
