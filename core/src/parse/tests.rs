use super::{MAX_DEPTH, MAX_SOURCE_BYTES, parse};
use crate::compile::compile;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// Texts that are no Python, with what CPython 3.14.2 says of each.
#[rustfmt::skip]
const ERRORS: &[(&str, &str)] = &[
    ("def f(a,a): pass", "duplicate argument 'a' in function definition"),
    ("lambda a,a: 0", "duplicate argument 'a' in function definition"),
    ("def f():\n  nonlocal x", "no binding for nonlocal 'x' found"),
    ("nonlocal x", "nonlocal declaration not allowed at module level"),
    ("def f():\n  x=1\n  global x", "name 'x' is assigned to before global declaration"),
    ("def f():\n  print(x)\n  global x", "name 'x' is used prior to global declaration"),
    ("def f(x):\n  global x", "name 'x' is parameter and global"),
    ("def f():\n  global x\n  x: int = 3", "annotated name 'x' can't be global"),
    ("def f():\n  global x\n  nonlocal x", "name 'x' is nonlocal and global"),
    ("await x", "'await' outside function"),
    ("def f():\n  await x", "'await' outside async function"),
    ("def f():\n  async with x: pass", "'async with' outside async function"),
    ("async with x: pass", "'async with' outside async function"),
    ("async for x in y: pass", "'async for' outside async function"),
    ("def f():\n  async for x in y: pass", "'async for' outside async function"),
    ("return 1", "'return' outside function"),
    ("class C:\n  return 1", "'return' outside function"),
    ("yield 1", "'yield' outside function"),
    ("class C:\n  yield 1", "'yield' outside function"),
    ("break", "'break' outside loop"),
    ("continue", "'continue' not properly in loop"),
    ("def f():\n  break", "'break' outside loop"),
    ("async def f():\n  yield 1\n  return 2", "'return' with value in async generator"),
    ("async def f():\n  yield from x", "'yield from' inside async function"),
    ("[(yield 1) for x in y]", "'yield' inside list comprehension"),
    ("((yield 1) for x in y)", "'yield' inside generator expression"),
    ("{(yield 1): 2 for x in y}", "'yield' inside dict comprehension"),
    ("def f():\n  from x import *", "import * only allowed at module level"),
    ("[x async for x in y]", "asynchronous comprehension outside of an asynchronous function"),
    ("def f():\n  [x async for x in y]", "asynchronous comprehension outside of an asynchronous function"),
    ("[await x for x in y]", "asynchronous comprehension outside of an asynchronous function"),
    ("def f():\n [await x for x in y]", "asynchronous comprehension outside of an asynchronous function"),
    ("lambda: await x", "'await' outside async function"),
    ("[(x := 1) for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x'"),
    ("class C:\n  [(x := 1) for z in y]", "assignment expression within a comprehension cannot be used in a class body"),
    ("[x for x in (y := z)]", "assignment expression cannot be used in a comprehension iterable expression"),
    ("f(a=1, a=2)", "keyword argument repeated: a"),
    ("try: pass\nexcept* E:\n  return", "'return' outside function"),
    ("def f():\n try: pass\n except* E:\n  return", "'break', 'continue' and 'return' cannot appear in an except* block"),
    ("try: pass\nexcept:\n pass\nexcept E: pass", "default 'except:' must be last"),
    ("f() = 1", "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
    ("a + 1 = 2", "cannot assign to expression here. Maybe you meant '==' instead of '='?"),
    ("None = 1", "cannot assign to None"),
    ("f() += 1", "'function call' is an illegal expression for augmented assignment"),
    ("(a, b) += 1", "'tuple' is an illegal expression for augmented assignment"),
    ("x = 5 = y", "cannot assign to literal"),
    ("del f()", "cannot delete function call"),
    ("for f() in x: pass", "cannot assign to function call"),
    ("with a as f(): pass", "cannot assign to function call"),
    ("1 = x", "cannot assign to literal here. Maybe you meant '==' instead of '='?"),
    ("'a' = 1", "cannot assign to literal here. Maybe you meant '==' instead of '='?"),
    ("if x = 3: pass", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
    ("print 'a'", "Missing parentheses in call to 'print'. Did you mean print(...)?"),
    ("print a", "Missing parentheses in call to 'print'. Did you mean print(...)?"),
    ("exec 'a'", "Missing parentheses in call to 'exec'. Did you mean exec(...)?"),
    ("x = (1,", "'(' was never closed"),
    ("x = [1, 2\ny = 3", "'[' was never closed"),
    ("x = 1)", "unmatched ')'"),
    ("x = (1]", "closing parenthesis ']' does not match opening parenthesis '('"),
    ("x = (\n1]", "closing parenthesis ']' does not match opening parenthesis '(' on line 1"),
    ("'abc", "unterminated string literal (detected at line 1)"),
    ("'''abc", "unterminated triple-quoted string literal (detected at line 1)"),
    ("f'abc", "unterminated f-string literal (detected at line 1)"),
    ("f'{a", "'{' was never closed"),
    ("f'{a!z}'", "f-string: invalid conversion character 'z': expected 's', 'r', or 'a'"),
    ("f'{}'", "f-string: valid expression required before '}'"),
    ("f'a}'", "f-string: single '}' is not allowed"),
    ("f'{a b}'", "invalid syntax. Perhaps you forgot a comma?"),
    ("if x\n  pass", "expected ':'"),
    ("if x:\npass", "expected an indented block after 'if' statement on line 1"),
    ("for x in y:\npass", "expected an indented block after 'for' statement on line 1"),
    ("def f():\npass", "expected an indented block after function definition on line 1"),
    ("class A:\nx", "expected an indented block after class definition on line 1"),
    ("while x:\n\ny", "expected an indented block after 'while' statement on line 1"),
    ("  x = 1", "unexpected indent"),
    ("if x:\n    a\n  b", "unindent does not match any outer indentation level"),
    ("if x:\n    a\n      b", "unexpected indent"),
    ("x = 1 +", "invalid syntax"),
    ("x = ", "invalid syntax"),
    ("a b", "invalid syntax"),
    ("a = b c", "invalid syntax"),
    ("f(a b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("[a b]", "invalid syntax. Perhaps you forgot a comma?"),
    ("import", "Expected one or more names after 'import'"),
    ("from x import", "Expected one or more names after 'import'"),
    ("from x import (", "'(' was never closed"),
    ("from x import a,", "trailing comma not allowed without surrounding parentheses"),
    ("def", "invalid syntax"),
    ("def f", "expected '('"),
    ("def f(", "'(' was never closed"),
    ("class", "invalid syntax"),
    ("class A", "expected ':'"),
    ("lambda", "invalid syntax"),
    ("x = $", "invalid syntax"),
    ("x = ?", "invalid syntax"),
    ("x = 1 2", "invalid syntax"),
    ("0777", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"),
    ("1_", "invalid decimal literal"),
    ("1__0", "invalid decimal literal"),
    ("0x", "invalid hexadecimal literal"),
    ("0b2", "invalid digit '2' in binary literal"),
    ("1e", "invalid decimal literal"),
    ("1abc", "invalid decimal literal"),
    ("x = 'a' 1", "invalid syntax"),
    ("f(**a, *b)", "iterable argument unpacking follows keyword argument unpacking"),
    ("f(a=1, b)", "positional argument follows keyword argument"),
    ("f(**a, b)", "positional argument follows keyword argument unpacking"),
    ("f(x for x in y, 1)", "Generator expression must be parenthesized"),
    ("def f(a=1, b): pass", "parameter without a default follows parameter with a default"),
    ("def f(*): pass", "named arguments must follow bare *"),
    ("def f(**a, b): pass", "arguments cannot follow var-keyword argument"),
    ("def f(*a, *b): pass", "* argument may appear only once"),
    ("def f(a, /, b, /): pass", "/ may appear only once"),
    ("*a = 1", "starred assignment target must be in a list or tuple"),
    ("*a", "can't use starred expression here"),
    ("a, *b, *c = x", "multiple starred expressions in assignment"),
    ("x: int: str", "invalid syntax"),
    ("match x:\n  case a: pass\n  case b: pass", "name capture 'a' makes remaining patterns unreachable"),
    ("match x:\n  case _: pass\n  case b: pass", "wildcard makes remaining patterns unreachable"),
    ("match x:\n  case a | b: pass", "name capture 'a' makes remaining patterns unreachable"),
    ("match x:\n  case [a, a]: pass", "multiple assignments to name 'a' in pattern"),
    ("match x:\n  case [*a, *b]: pass", "multiple starred names in sequence pattern"),
    ("match x:\n  case {1: a, 1: b}: pass", "mapping pattern checks duplicate key (1)"),
    ("match x:\n  case C(a=1, a=2): pass", "attribute name repeated in class pattern: a"),
    ("match x:\n  case [a] | [b]: pass", "alternative patterns bind different names"),
    ("async x", "invalid syntax"),
    ("async def", "invalid syntax"),
    ("else: pass", "invalid syntax"),
    ("elif x: pass", "invalid syntax"),
    ("except: pass", "invalid syntax"),
    ("finally: pass", "invalid syntax"),
    ("try: pass", "expected 'except' or 'finally' block"),
    ("try:\n  pass\nx", "expected 'except' or 'finally' block"),
    ("\\N", "unexpected character after line continuation character"),
    ("'\\x1'", "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape"),
    ("b'é'", "bytes can only contain ASCII literal characters"),
    ("b'\\x1'", "(value error) invalid \\x escape at position 0"),
    ("'\\u12'", "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \\uXXXX escape"),
    ("x = \\ y", "unexpected character after line continuation character"),
    ("raise x from", "invalid syntax"),
    ("assert", "invalid syntax"),
    ("assert x,", "invalid syntax"),
    ("del", "invalid syntax"),
    ("global", "invalid syntax"),
    ("return = 1", "invalid syntax"),
    ("True = 1", "cannot assign to True"),
    ("def True(): pass", "invalid syntax"),
    ("from __future__ import foo", "future feature foo is not defined"),
    ("x = 1\nfrom __future__ import annotations", "from __future__ imports must occur at the beginning of the file"),
    ("__debug__ = 1", "cannot assign to __debug__"),
    ("def f(__debug__): pass", "cannot assign to __debug__"),
    ("class A[T, T]: pass", "duplicate type parameter 'T'"),
    ("with open(x) as f\n  pass", "expected ':'"),
    ("for i in range(3)\n  pass", "expected ':'"),
    ("while True print(1)", "invalid syntax"),
    ("x = {1: 2, 3}", "':' expected after dictionary key"),
    ("x = {1, 2: 3}", "invalid syntax"),
    ("x = {1:}", "expression expected after dictionary key and ':'"),
    ("x = {**a for a in b}", "dict unpacking cannot be used in dict comprehension"),
    ("[*a for a in b]", "iterable unpacking cannot be used in comprehension"),
    ("x = a if b", "expected 'else' after 'if' expression"),
    ("not", "invalid syntax"),
    ("x not y", "invalid syntax"),
    ("x is is y", "invalid syntax"),
    ("a ! b", "invalid syntax"),
    ("a <> b", "invalid syntax"),
    ("a && b", "invalid syntax"),
    ("a || b", "invalid syntax"),
    ("i++", "invalid syntax"),
    ("x = y++", "invalid syntax"),
    ("(x.y := 1)", "cannot use assignment expressions with attribute"),
    ("x := 1", "invalid syntax"),
    ("class A: x = yield", "'yield' outside function"),
    ("if x:\n\ty\n        z", "inconsistent use of tabs and spaces in indentation"),
    ("print(1", "'(' was never closed"),
    ("a = [1, 2, 3\nprint(a)\n", "'[' was never closed"),
    ("d = {'a': 1\nprint(d)", "'{' was never closed"),
    ("async def main():\n    await asyncio.gather(\n        a(),\n        b()\n\nasyncio.run(main())\n", "'(' was never closed"),
    ("def f(x):\n    return x +\n", "invalid syntax"),
    ("x == 1:\n", "invalid syntax"),
    ("if x == 1\n    print(x)\n", "expected ':'"),
    ("else if x: pass", "invalid syntax"),
    ("for x y: pass", "invalid syntax"),
    ("for x in : pass", "invalid syntax"),
    ("try:\n    x\nprint(1)\n", "expected 'except' or 'finally' block"),
    ("import a as", "invalid syntax"),
    ("from a import b c", "invalid syntax"),
    ("def f(x y): pass", "invalid syntax"),
    ("def f(1): pass", "invalid syntax"),
    ("def f(x.y): pass", "invalid syntax"),
    ("x = 'it's'", "unterminated string literal (detected at line 1)"),
    ("print('hello)", "unterminated string literal (detected at line 1)"),
    ("print(\"hello)\nx = 1", "unterminated string literal (detected at line 1)"),
    ("async def f()\n    pass", "expected ':'"),
    ("await = 3", "invalid syntax"),
    ("f(a, b=)", "expected argument value expression"),
    ("f(=1)", "invalid syntax"),
    ("f(a.b=1)", "expression cannot contain assignment, perhaps you meant \"==\"?"),
    ("f(1=2)", "expression cannot contain assignment, perhaps you meant \"==\"?"),
    ("f(True=1)", "cannot assign to True"),
    ("print(f'{x!}')", "f-string: missing conversion character"),
    ("x = [i for i in range(3) if]", "invalid syntax"),
    ("yield = 1", "assignment to yield expression not possible"),
    ("pass x", "invalid syntax"),
    ("break 1", "invalid syntax"),
    ("'abc' 'def", "unterminated string literal (detected at line 1)"),
    ("a = 1;; b = 2", "invalid syntax"),
    ("@", "invalid syntax"),
    ("@x", "invalid syntax"),
    ("@x\ny = 1", "invalid syntax"),
    ("with x: ", "expected an indented block after 'with' statement on line 1"),
    ("with x:", "expected an indented block after 'with' statement on line 1"),
    ("def f():", "expected an indented block after function definition on line 1"),
    ("def f():\n", "expected an indented block after function definition on line 1"),
    ("class A:\n    def f(self):\n\n    x = 1", "expected an indented block after function definition on line 2"),
    ("if True:\n    # comment\nx = 1", "expected an indented block after 'if' statement on line 1"),
    ("async for x in y:\n  pass", "'async for' outside async function"),
    ("case = 3\nmatch = 2\nprint(match case)", "invalid syntax"),
    ("for i in x y: pass", "invalid syntax"),
    ("for i in x print(i)", "invalid syntax"),
    ("def f() x: pass", "expected ':'"),
    ("def f() -> x y: pass", "expected ':'"),
    ("class A x: pass", "invalid syntax"),
    ("class A() x: pass", "invalid syntax"),
    ("with a b: pass", "invalid syntax"),
    ("with a as b c: pass", "invalid syntax"),
    ("with open(a) as f, x y: pass", "invalid syntax"),
    ("try x: pass", "expected ':'"),
    ("try: pass\nfinally x: pass", "expected ':'"),
    ("try: pass\nexcept x y: pass", "invalid syntax"),
    ("try: pass\nexcept x as y z: pass", "invalid syntax"),
    ("try: pass\nexcept* x y: pass", "invalid syntax"),
    ("else x", "invalid syntax"),
    ("while x y: pass", "invalid syntax"),
    ("if x y: pass", "invalid syntax"),
    ("if x: pass\nelif x y: pass", "invalid syntax"),
    ("if x: pass\nelse y: pass", "expected ':'"),
    ("async def f() x: pass", "expected ':'"),
    ("async with a b: pass", "invalid syntax"),
    ("async for a in b c: pass", "invalid syntax"),
    ("match x y:\n case 1: pass", "invalid syntax"),
    ("match x:\n case 1 x: pass", "invalid syntax"),
    ("lambda x y: 1", "invalid syntax"),
    ("f(a, b c)", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = [1 2]", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = {1 2}", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = {1: 2 3: 4}", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = (1 2)", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(a b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(a if b c)", "expected 'else' after 'if' expression"),
    ("x = a[1 2]", "invalid syntax. Perhaps you forgot a comma?"),
    ("from a import (b c)", "invalid syntax"),
    ("import a b", "invalid syntax"),
    ("import a, b c", "invalid syntax"),
    ("class A(b c): pass", "invalid syntax. Perhaps you forgot a comma?"),
    ("def f(a b): pass", "invalid syntax"),
    ("with (a b): pass", "invalid syntax. Perhaps you forgot a comma?"),
    ("del a b", "invalid syntax"),
    ("assert a b", "invalid syntax"),
    ("return a b", "invalid syntax"),
    ("raise A b", "invalid syntax"),
    ("for x y in z: pass", "invalid syntax"),
    ("[x for x y in z]", "'in' expected after for-loop variables"),
    ("for x: pass", "invalid syntax"),
    ("[x for x]", "'in' expected after for-loop variables"),
    ("x = yield y z", "invalid syntax"),
    ("await x y", "invalid syntax"),
    ("a.b c", "invalid syntax"),
    ("a() b", "invalid syntax"),
    ("a[1] b", "invalid syntax"),
    ("a = b() c", "invalid syntax"),
    ("if x:\n  pass\n else:\n  pass", "unindent does not match any outer indentation level"),
    ("f(x=1 y=2)", "invalid syntax. Perhaps you forgot a comma?"),
    ("f(**a b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("f(*a b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = 'a' b", "invalid syntax"),
    ("x = f'a' b", "invalid syntax"),
    ("x = b 'a'", "invalid syntax"),
    ("print('a' b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("print('a' + 'b' c)", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(f'{a b}')", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(f'{a + b c}')", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(x, end='' y)", "invalid syntax. Perhaps you forgot a comma?"),
    ("try:\n  pass\nexcept* E:\n", "expected an indented block after 'except*' statement on line 3"),
    ("async with a:\n", "expected an indented block after 'with' statement on line 1"),
    ("if x:\n  pass\nelif y:\nz", "expected an indented block after 'elif' statement on line 3"),
    ("try:\nx", "expected an indented block after 'try' statement on line 1"),
    ("try:\n pass\nfinally:\nx", "expected an indented block after 'finally' statement on line 3"),
    ("try:\n pass\nexcept:\nx", "expected an indented block after 'except' statement on line 3"),
    ("try:\n pass\nexcept E:\nx", "expected an indented block after 'except' statement on line 3"),
    ("try:\n pass\nexcept E as e:\nx", "expected an indented block after 'except' statement on line 3"),
    ("try:\n pass\nexcept* E:\nx", "expected an indented block after 'except*' statement on line 3"),
    ("with a:\nx", "expected an indented block after 'with' statement on line 1"),
    ("async def f():\nx", "expected an indented block after function definition on line 1"),
    ("match x:\ny", "expected an indented block after 'match' statement on line 1"),
    ("match x:\n case 1:\n y", "expected an indented block after 'case' statement on line 2"),
    ("for a in b:\n  pass\nelse:\nx", "expected an indented block after 'else' statement on line 3"),
    ("while a:\n  pass\nelse:\nx", "expected an indented block after 'else' statement on line 3"),
    ("if a:\n  pass\nelse:\nx", "expected an indented block after 'else' statement on line 3"),
    ("try:\n  pass\nexcept:\n  pass\nelse:\nx", "expected an indented block after 'else' statement on line 5"),
    ("async with a:\nx", "expected an indented block after 'with' statement on line 1"),
    ("async def f():\n  async for a in b:\n  x", "expected an indented block after 'for' statement on line 2"),
    ("if (x = 3): pass", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
    ("if x == 3 and y = 4: pass", "invalid syntax"),
    ("while x.y = 3: pass", "cannot assign to attribute here. Maybe you meant '==' instead of '='?"),
    ("f(1 'a')", "invalid syntax. Perhaps you forgot a comma?"),
    ("x = {'a': 1 'b': 2}", "invalid syntax. Perhaps you forgot a comma?"),
    ("print(lambda x y: 1)", "invalid syntax"),
    ("def f((a, b)): pass", "Function parameters cannot be parenthesized"),
    ("lambda class: 1", "invalid syntax"),
    ("f'{a'", "f-string: expecting '}'"),
    ("f'{d[1}'", "closing parenthesis '}' does not match opening parenthesis '['"),
    ("t'a", "unterminated t-string literal (detected at line 1)"),
    ("'a\\'", "unterminated string literal (detected at line 1); perhaps you escaped the end quote?"),
    ("lambda x: x = 1", "cannot assign to lambda"),
    ("x < y = 1", "cannot assign to comparison"),
    ("not x = 1", "cannot assign to expression"),
    ("x if y else z = 1", "cannot assign to conditional expression"),
    ("x === y", "invalid syntax"),
    ("for (x in y): pass", "invalid syntax"),
    ("f(class=1)", "invalid syntax"),
    ("def f(x=): pass", "expected default value expression"),
    ("def f(**a=1): pass", "var-keyword argument cannot have default value"),
    ("print(*)", "Invalid star expression"),
    ("import class", "invalid syntax"),
    ("import a,", "invalid syntax"),
    ("import x from y", "Did you mean to use 'from ... import ...' instead?"),
    ("[i, j for i in y]", "did you forget parentheses around the comprehension target?"),
    ("def f(x) => int: pass", "expected ':'"),
    ("x = 1，2", "invalid character '，' (U+FF0C)"),
    ("if (x == 1:\n    pass", "invalid syntax"),
    ("def f(x:\n    pass", "'(' was never closed"),
    ("f(a(), b()\n    c()\n\ng(d()", "invalid syntax. Perhaps you forgot a comma?"),
    ("whille True:\n    pass", "invalid syntax. Did you mean 'while'?"),
    ("improt asyncio", "invalid syntax. Did you mean 'import'?"),
    ("async def main():\n    x = 1\n    awiat f()", "invalid syntax. Did you mean 'await'?"),
    ("if x:\n    a\nelsif y:\n    b", "invalid syntax. Did you mean 'elif'?"),
    ("yeild 1", "invalid syntax"),
    ("def f():\n    retrun 1", "invalid syntax. Did you mean 'return'?"),
    ("def f():\n  while x:\n    for a in b: pass\n  retrun y", "invalid syntax"),
    ("print('She said 'no' and left')", "invalid syntax. Is this intended to be part of the string?"),
    ("x = 'a' b'c'", "cannot mix bytes and nonbytes literals"),
    ("x = 5 if y else", "expected expression after 'else', but statement is given"),
    ("x = pass if y else 3", "expected expression before 'if', but statement is given"),
    ("x = {1: *a}", "cannot use a starred expression in a dictionary value"),
    ("import x as y.z", "cannot use attribute as import target"),
    ("try: pass\nexcept E as e.x: pass", "cannot use except statement with attribute"),
    ("match x:\n  case 1 as a.b: pass", "cannot use attribute as pattern target"),
    ("import from x", "invalid syntax"),
    ("lambda (x): x", "Lambda expression parameters cannot be parenthesized"),
    ("f'{a +}'", "f-string: expecting '=', or '!', or ':', or '}'"),
    ("f'{a = b}'", "f-string: expecting '!', or ':', or '}'"),
    ("f'{class}'", "f-string: expecting a valid expression after '{'"),
    ("f'{!r}'", "f-string: valid expression required before '!'"),
    ("f'{a:>10'", "f-string: expecting '}', or format specs"),
    ("print(f'{a:.2f')", "closing parenthesis ')' does not match opening parenthesis '{'"),
];

/// What is marked: line and column, both from 1, and how many characters.
#[rustfmt::skip]
const PLACES: &[(&str, u32, u32, u32)] = &[
    ("if x = 5: pass", 1, 4, 5),
    ("while (line = read()): pass", 1, 8, 13),
    ("f(a b)", 1, 3, 3),
    ("print('hello' + x y)", 1, 7, 13),
    ("x = {'a': b c}", 1, 11, 3),
    ("print(f'{a b}')", 1, 10, 3),
    ("def f(a, (b, c)): pass", 1, 10, 6),
    ("x = [i, j for i in y]", 1, 6, 4),
    ("f(x.y=2)", 1, 3, 4),
    ("f(True=1)", 1, 3, 5),
    ("{1: 2, 3}", 1, 8, 1),
    ("def f(x=): pass", 1, 8, 1),
    ("x == 1:\n    pass", 1, 7, 1),
    ("x = 1\n    y = 2", 2, 4, 1),
    ("if x:\n    a\n  b = 2", 3, 8, 1),
    ("x = 10L", 1, 6, 1),
    ("x = 1__0", 1, 6, 1),
    ("x = 012", 1, 5, 1),
    ("x = b'é'", 1, 5, 4),
    ("x = \\ 1", 1, 6, 1),
    ("print x, y", 1, 1, 10),
    ("import x from y", 1, 1, 15),
    ("if (x == 1:\n    pass", 1, 11, 1),
    ("whille True:\n    pass", 1, 1, 6),
    ("x = [i fro i in y]", 1, 8, 3),
    ("print('She said 'no' and left')", 1, 18, 2),
    ("f(a=1, b(c), d)", 1, 15, 1),
    ("f(**k, *a)", 1, 6, 4),
    ("f(a, b=)", 1, 6, 2),
    ("x = 5 if y", 1, 5, 6),
    ("x = [a if b for a in c]", 1, 6, 6),
    ("raise E, 'x'", 1, 8, 1),
    ("try: pass\nexcept A, B as e: pass", 2, 8, 9),
    ("import x as y.z", 1, 13, 3),
    ("f'{a * b - }'", 1, 10, 1),
];

#[test]
fn errors_are_marked_where_cpython_marks_them() {
    for (text, line, column, length) in PLACES {
        let source = Source::new("program.py", *text);
        let span = first_error(text).span;
        let at = source.position(span.start);
        assert_eq!((at.line, at.column + 1), (*line, *column), "{text:?}");
        let end = (span.end as usize).min(text.len());
        let shown = text.get(span.start as usize..end).unwrap_or(" ");
        assert_eq!(shown.chars().count().max(1), *length as usize, "{text:?}");
    }
}

fn first_error(text: &str) -> Diagnostic {
    match compile(&Source::new("program.py", text)) {
        Ok(_) => panic!("{text:?} was compiled"),
        Err(diagnostics) => diagnostics.into_iter().next().unwrap(),
    }
}

#[test]
fn errors_are_said_as_cpython_says_them() {
    for (text, expected) in ERRORS {
        let error = first_error(text);
        assert_eq!(error.message, *expected, "{text:?}");
        assert_eq!(error.code, Code::Syntax, "{text:?}");
        assert!(error.span.start as usize <= text.len(), "{text:?}");
    }
}

/// Runs on a stack as small as a browser gives, where an overflow would end the whole test run.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(run)
        .unwrap();
    thread.join().unwrap();
}

#[test]
fn depth_ends_in_a_message() {
    const NESTS: [(&str, &str); 24] = [
        ("(", ")"),
        ("[", "]"),
        ("{1:", "}"),
        ("f(", ")"),
        ("f(a=", ")"),
        ("f[", "]"),
        ("f'{", "}'"),
        ("[i for i in ", "]"),
        ("[", " for i in b]"),
        ("(", " for i in b)"),
        ("(lambda: ", ")"),
        ("(a if -b else ", ")"),
        ("(a or b and c < ", ")"),
        ("(a := ", ")"),
        ("not ", ""),
        ("-", ""),
        ("await ", ""),
        ("lambda: ", ""),
        ("lambda a, *b: ", ""),
        ("a if b else ", ""),
        ("a ** ", ""),
        ("a + ", ""),
        ("a.", ""),
        ("yield ", ""),
    ];
    on_small_stack(|| {
        for (open, close) in NESTS {
            for depth in [90, 199, 398, 1000, 20_000] {
                let text = format!("x = {}a{}\n", open.repeat(depth), close.repeat(depth));
                let result = compile(&Source::new("program.py", text));
                assert!(depth < 1000 || result.is_err(), "{open} {depth}");
            }
        }
    });
}

#[test]
fn depth_of_blocks_ends_in_a_message() {
    on_small_stack(|| {
        for head in [
            "if a:",
            "while a:",
            "try:",
            "with a:",
            "def f():",
            "class A:",
            "for a in b:",
        ] {
            for depth in [20, 99, 101, 1000] {
                let blocks: String = (0..depth)
                    .map(|at| format!("{}{head}\n", " ".repeat(at)))
                    .collect();
                let inner = format!(
                    "{}x = {}1{}\n",
                    " ".repeat(depth),
                    "(-".repeat(150),
                    ")".repeat(150)
                );
                let result = compile(&Source::new("program.py", blocks + &inner));
                assert!(depth < 101 || result.is_err(), "{head} {depth}");
            }
        }
    });
}

#[test]
fn limits_are_named() {
    let long = "x = 1\n".repeat(MAX_SOURCE_BYTES / 6 + 1);
    assert_eq!(first_error(&long).code, Code::Limit);
    let deep = format!("x = {}a", "not ".repeat(MAX_DEPTH + 1));
    let error = first_error(&deep);
    assert_eq!(error.code, Code::Limit);
    assert!(
        error.message.contains("inside each other"),
        "{}",
        error.message
    );
    let brackets = format!("x = {}1{}", "(".repeat(201), ")".repeat(201));
    assert_eq!(
        first_error(&brackets).message,
        "too many nested parentheses"
    );
}

#[test]
fn long_but_flat_text_is_fine() {
    let args = "a, ".repeat(20_000);
    for text in [
        format!("f({args})\n"),
        format!("x = [{args}]\n"),
        format!("x = {}1\n", "a = ".repeat(5_000)),
        format!("if a: pass\n{}", "elif b: pass\n".repeat(5_000)),
        format!("x = {}\n", "'a' ".repeat(20_000)),
    ] {
        assert!(
            parse(&Source::new("program.py", text.clone())).is_ok(),
            "{}",
            &text[..30]
        );
    }
}

#[test]
fn names_of_characters_are_refused_with_a_way_out() {
    let error = first_error("print('\\N{EM DASH}')");
    assert_eq!(error.code, Code::Unsupported);
    assert!(error.help.contains("\\u2014"), "{}", error.help);
}

#[test]
fn quotes_of_word_processors_are_named() {
    assert_eq!(
        first_error("print(“hi”)").message,
        "invalid character '“' (U+201C)"
    );
    let hidden = first_error("x\u{a0}= 1").message;
    assert_eq!(hidden, "invalid non-printable character U+00A0");
}
