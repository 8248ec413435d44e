import json
from datetime import datetime
from dataclasses import dataclass, asdict
print(json.dumps({"a": [1, 2.5, None, True], "b": "é\n\"", 3: "k", "n": {"x": ()}}), json.dumps([1, 2], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, indent=4, separators=(",", ": ")), json.dumps("é", ensure_ascii=False), json.dumps(float("inf")), json.dumps([]), json.dumps({}, indent=2))
print(json.loads('{"a": [1, 2.0, null, true, "\\u00e9"], "b": -1e3}'), json.loads(" [1 , 2 ] "), json.loads('"x"'), json.loads("1"), json.loads(b'{"a":1}'))
for bad in ("{", "[1,]", '{"a" 1}', "{'a': 1}", "nul", "", '"abc', "[1 2]", "01", "{} x"):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e, e.pos, e.lineno, e.colno)
try: json.dumps({1, 2})
except TypeError as e: print(e)
try: json.dumps({(1, 2): 3})
except TypeError as e: print(e)
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, datetime): return o.isoformat()
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({"t": datetime(2024, 1, 2, 3), "s": {3, 1}}, cls=Enc), json.dumps(datetime(2024, 1, 1), default=str), json.loads('{"a": {"b": 1}}', object_hook=lambda d: tuple(d.items())), json.loads("[1.5]", parse_float=str), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
try: Enc().encode(object)
except TypeError as e: print(e)
a = []; a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)
