import textwrap
T = "The quick brown fox-terrier jumped over the lazy dog.  It is well--known that supercalifragilisticexpialidocious words\nare   long. Really! \"Yes.\" he said"
for w in (8, 12, 20, 33, 70):
    for kw in ({}, dict(break_long_words=False), dict(break_on_hyphens=False), dict(drop_whitespace=False), dict(fix_sentence_endings=True), dict(max_lines=2), dict(max_lines=1, placeholder="~"), dict(max_lines=3, placeholder="...", initial_indent="* ", subsequent_indent="  "), dict(replace_whitespace=False), dict(expand_tabs=False, tabsize=2)):
        try: print(w, kw, textwrap.wrap(T + "\tend", w, **kw))
        except ValueError as e: print(w, kw, e)
w = textwrap.TextWrapper(width=20, initial_indent="> ")
print(w.fill("hello there general kenobi you are bold")); w.subsequent_indent = "| "; w.width = 15
print(w.fill("hello there general kenobi you are bold"), w.width, w.max_lines, w.placeholder)
for x in ("Hello  world!", "a", "", "verylongwordindeed and more"):
    for wd in (5, 8, 12): 
        for ph in (" [...]", "…", "..."):
            try: print(repr(textwrap.shorten(x, wd, placeholder=ph)))
            except ValueError as e: print(e)
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11))
print(textwrap.wrap("", 10), textwrap.wrap("   ", 10), textwrap.wrap("  lead", 10))
try: textwrap.wrap("x", 0)
except ValueError as e: print(e)
try: textwrap.wrap("x", bogus=1)
except TypeError as e: print(e)
