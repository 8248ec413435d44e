match {"a": 1}:
    case {"a": v} if v.foo: pass
