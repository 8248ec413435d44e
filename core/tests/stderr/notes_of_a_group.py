e = ExceptionGroup("grp", [ValueError("a")])
e.add_note("first\nsecond")
e.exceptions[0].add_note("leaf note")
raise e
