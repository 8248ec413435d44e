//! What the compiler makes of small programs, and what every code must satisfy.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::supported::{Attributes, Modules};
use super::{Options, Origin, compile, compile_with};
use crate::code::{Code, Const, Op};
use crate::diagnostic::{self, Diagnostic};
use crate::source::Source;

/// A few modules with a few names.
struct Shelf;

impl Modules for Shelf {
    fn attributes(&self, module: &str) -> Option<Attributes> {
        let names: &[&str] = match module {
            "abc" => &["ABCMeta"],
            "asyncio" => &["gather", "run", "sleep"],
            "collections" | "time" => &["sleep"],
            "collections.abc" => &["Mapping"],
            "concurrent" => &[],
            "concurrent.futures" => &["ThreadPoolExecutor"],
            "os" => &["cpu_count"],
            _ => return None,
        };
        Some(Attributes::Only(
            names.iter().map(|name| (*name).into()).collect(),
        ))
    }
}

const SHELF: Options = Options {
    origin: Origin::User,
    file: 0,
    modules: &Shelf,
};

fn compiled(text: &str) -> Rc<Code> {
    let source = Source::new("program.py", text);
    match compile_with(&source, SHELF) {
        Ok(code) => {
            check_stack(&code);
            code
        }
        Err(errors) => panic!(
            "{}",
            errors.iter().map(|e| e.render(&source)).collect::<String>()
        ),
    }
}

fn refused(text: &str) -> Vec<Diagnostic> {
    match compile_with(&Source::new("program.py", text), SHELF) {
        Ok(_) => panic!("{text:?} was compiled"),
        Err(diagnostics) => diagnostics,
    }
}

fn children(code: &Code) -> impl Iterator<Item = &Rc<Code>> {
    code.consts.iter().filter_map(|constant| match constant {
        Const::Code(code) => Some(code),
        _ => None,
    })
}

/// The code with this qualified name.
fn find(code: &Rc<Code>, qualname: &str) -> Option<Rc<Code>> {
    if &*code.qualname == qualname {
        return Some(code.clone());
    }
    children(code).find_map(|child| find(child, qualname))
}

/// Walks every way through the instructions: the stack is equally deep on all ways to one place,
/// never too short, never deeper than said, and empty at the end.
fn check_stack(code: &Code) {
    let mut depths: Vec<Option<i32>> = vec![None; code.ops.len()];
    let mut ways = vec![(0, 0)];
    let limit = i32::try_from(code.stack_size).unwrap();
    while let Some((at, depth)) = ways.pop() {
        let op = code.ops[at];
        let place = || format!("{} {at} {op:?}\n{}", code.qualname, code.disassemble());
        if let Some(known) = depths[at] {
            assert_eq!(known, depth, "{}", place());
            continue;
        }
        depths[at] = Some(depth);
        let jump = op.target();
        let (next, jumped) = (
            depth + op.stack_effect(false),
            depth + op.stack_effect(true),
        );
        assert!(next >= 0 && depth <= limit && next <= limit, "{}", place());
        if op == Op::ReturnValue {
            assert_eq!(depth, 1, "{}", place());
        }
        if let Some(handler) = code.handler_at(u32::try_from(at).unwrap()) {
            let kept = i32::try_from(handler.depth).unwrap();
            assert!(kept <= depth, "{}", place());
            ways.push((handler.target as usize, kept + 1));
        }
        if let Some(target) = jump {
            ways.push((target as usize, jumped));
        }
        if !op.ends_block() {
            ways.push((at + 1, next));
        }
    }
    assert_eq!(code.ops.len(), code.spans.len());
    children(code).for_each(|child| check_stack(child));
}

fn listing(text: &str) -> String {
    compiled(text).disassemble()
}

#[test]
fn a_call_of_a_method_makes_no_bound_object() {
    let expected = "\
<module> Module stack 4
   0 LoadGlobal(0) (asyncio)
   1 LoadMethod(1) (run)
   2 LoadGlobal(2) (main)
   3 Call(0)
   4 LoadConst(0) (True)
   5 CallMethodKw { total: 2, names: 1 } (Tuple([Str(\"debug\")]))
   6 PopTop
   7 LoadConst(2) (None)
   8 ReturnValue
";
    assert_eq!(listing("asyncio.run(main(), debug=True)"), expected);
}

#[test]
fn awaiting_is_one_instruction() {
    let expected = "\
<module> Module stack 1
   0 MakeFunction { flags: 0, code: 0 } (code f)
   1 StoreGlobal(0) (f)
   2 LoadConst(1) (None)
   3 ReturnValue

f Function Coroutine stack 2
   0 Resume
   1 LoadFast(0) (x)
   2 GetAwaitable(Expression)
   3 LoadConst(0) (None)
   4 YieldFrom
   5 ReturnValue
";
    assert_eq!(listing("async def f(x):\n    return await x"), expected);
}

#[test]
fn finally_runs_on_every_way_out() {
    let code = compiled(
        "def f():\n    for i in x:\n        try:\n            return i\n        finally:\n            g()\n",
    );
    let f = find(&code, "f").unwrap();
    let calls = f.ops.iter().filter(|op| **op == Op::Call(0)).count();
    // Once on the way out by `return`, once behind an exception; the end is never reached.
    assert_eq!(calls, 2, "{}", f.disassemble());
}

#[test]
fn handlers_do_not_overlap_and_are_sorted() {
    let text = "\
def f():
    try:
        a()
        try:
            b()
        except E as e:
            c()
        else:
            d()
    except* G as g:
        h()
    finally:
        with x as y, z:
            return 1
";
    let code = find(&compiled(text), "f").unwrap();
    for pair in code.handlers.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{}", code.disassemble());
    }
}

#[test]
fn closures_name_the_cells_of_the_frame_around() {
    let code = compiled(
        "def outer(a):\n    b = 1\n    def middle():\n        def inner():\n            return a, b, c\n        return inner\n    c = 2\n    return middle\n",
    );
    let outer = find(&code, "outer").unwrap();
    let names: Vec<&str> = outer.cells.iter().map(|cell| &*cell.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(outer.cells[0].parameter, Some(0));
    assert_eq!(outer.cells[1].parameter, None);
    let inner = find(&code, "outer.<locals>.middle.<locals>.inner").unwrap();
    let middle = find(&code, "outer.<locals>.middle").unwrap();
    for free in &inner.free {
        assert_eq!(middle.deref_name(free.outer), &*free.name);
    }
    for free in &middle.free {
        assert_eq!(outer.deref_name(free.outer), &*free.name);
    }
}

#[test]
fn comprehensions_live_in_the_frame_with_variables_of_their_own() {
    let code = find(&compiled("def f(x):\n    return [x for x in x], x"), "f").unwrap();
    assert_eq!(code.local_names.len(), 2, "{}", code.disassemble());
    assert!(children(&code).next().is_none());
    let kept = find(
        &compiled("def f():\n    return [lambda: i for i in y]"),
        "f",
    )
    .unwrap();
    assert!(
        kept.ops.contains(&Op::MakeCell(0)),
        "{}",
        kept.disassemble()
    );
    let class = compiled("class A:\n    x = 1\n    y = [x for _ in z]");
    let listing = class.disassemble();
    assert!(listing.contains("LoadName(1) (z)"), "{listing}");
    assert!(listing.contains("LoadGlobal(0) (x)"), "{listing}");
}

#[test]
fn methods_that_ask_for_their_class_get_its_cell() {
    let code = compiled("class A(B):\n    def f(self):\n        return super().f()");
    let method = find(&code, "A.f").unwrap();
    assert_eq!(&*method.free[0].name, "__class__");
    let body = find(&code, "A").unwrap();
    assert_eq!(&*body.cells[0].name, "__class__");
    assert!(body.ops.contains(&Op::LoadClosure(0)));
}

#[test]
fn private_names_carry_their_class() {
    let listing = listing("class _A:\n    def f(self):\n        self.__x = __y");
    assert!(listing.contains("StoreAttr(1) (_A__x)"), "{listing}");
    assert!(listing.contains("LoadGlobal(0) (_A__y)"), "{listing}");
}

#[test]
fn class_annotations_are_kept_as_text() {
    let code = find(
        &compiled("class A:\n    x: int = 3\n    y: 'list[str]'\n"),
        "A",
    )
    .unwrap();
    let notes: Vec<&Const> = code
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::SetupAnnotation(at) => Some(&code.consts[*at as usize]),
            _ => None,
        })
        .collect();
    let entry = |name: &str, text: &str| {
        Const::Tuple([Const::Str(name.into()), Const::Str(text.into())].into())
    };
    assert_eq!(notes, [&entry("x", "int"), &entry("y", "'list[str]'")]);
}

#[test]
fn numbers_keep_their_place_and_their_sign() {
    let source = Source::new(
        "program.py",
        "sleep(0.5, -3, 99999999999999999999, -9223372036854775808)",
    );
    let code = compile(&source).unwrap();
    let loaded: Vec<(&str, &Const)> = code
        .ops
        .iter()
        .zip(&code.spans)
        .filter_map(|(op, span)| match op {
            Op::LoadConst(at) => Some((source.slice(*span), &code.consts[*at as usize])),
            _ => None,
        })
        .take(4)
        .collect();
    assert_eq!(
        loaded,
        [
            ("0.5", &Const::Float(0.5)),
            ("-3", &Const::Int(-3)),
            (
                "99999999999999999999",
                &Const::BigInt("99999999999999999999".into())
            ),
            ("-9223372036854775808", &Const::Int(i64::MIN)),
        ]
    );
}

#[test]
fn spans_are_what_tracebacks_mark() {
    let text = "x = (a\n     .first(1)\n     .second(b[0] + c))\n";
    let source = Source::new("program.py", text);
    let code = compile(&source).unwrap();
    let marked = |wanted: &dyn Fn(&Op) -> bool| -> Vec<&str> {
        let pairs = code.ops.iter().zip(&code.spans);
        pairs
            .filter(|(op, _)| wanted(op))
            .map(|(_, span)| source.slice(*span))
            .collect()
    };
    assert_eq!(
        marked(&|op| matches!(op, Op::LoadMethod(_))),
        ["first", "second"]
    );
    let calls = marked(&|op| matches!(op, Op::CallMethod(_)));
    assert_eq!(calls, ["first(1)", "second(b[0] + c)"]);
    assert_eq!(marked(&|op| matches!(op, Op::BinaryOp(_))), ["b[0] + c"]);
    assert_eq!(marked(&|op| *op == Op::BinarySubscr), ["b[0]"]);
}

#[test]
fn docstrings_lose_their_indentation() {
    let text = "def f():\n    \"\"\"First.\n\n        More.\n      Less.\n    \"\"\"\n";
    let code = find(&compiled(text), "f").unwrap();
    assert_eq!(code.doc.as_deref(), Some("First.\n\n  More.\nLess.\n"));
}

#[test]
fn what_is_not_there_is_refused_with_a_way_out() {
    for (text, place, word) in [
        ("import urllib3", "urllib3", "time.sleep(0.5)"),
        ("import websockets", "websockets", "asyncio.sleep(0.5)"),
        ("from redis import Redis", "redis", "asyncio.sleep(0.5)"),
        ("import numpy as np", "numpy", "lists"),
        (
            "import os\nos.system('ls')",
            "os.system",
            "ProcessPoolExecutor",
        ),
        (
            "import asyncio\nasyncio.open_connection()",
            "asyncio.open_connection",
            "Queue",
        ),
        (
            "import asyncio as aio\naio.slep(1)",
            "aio.slep",
            "asyncio.sleep",
        ),
        ("from asyncio import gatther", "gatther", "asyncio.gather"),
        (
            "import concurrent.futures\nconcurrent.futures.Pool()",
            "concurrent.futures.Pool",
            "",
        ),
        ("x = open('f')", "open", "list"),
        ("name = input()", "input", "into the program"),
        ("eval('1')", "eval", "itself"),
        ("z = 2j", "2j", "floats"),
        ("from . import x", "from . import x", "into the program"),
        ("t'{x}'", "t'{x}'", "f-string"),
    ] {
        let diagnostics = refused(text);
        assert_eq!(diagnostics.len(), 1, "{text}: {diagnostics:?}");
        let diagnostic = &diagnostics[0];
        assert_eq!(diagnostic.code, diagnostic::Code::Unsupported, "{text}");
        let span = diagnostic.span;
        assert_eq!(
            &text[span.start as usize..span.end as usize],
            place,
            "{text}"
        );
        assert!(
            diagnostic.help.contains(word),
            "{text}: {}",
            diagnostic.help
        );
    }
}

#[test]
fn names_of_the_program_are_not_judged() {
    for text in [
        "def open(x): pass\nopen(1)",
        "import asyncio\nasyncio = Fake()\nasyncio.open_connection()",
        "def f(asyncio):\n    asyncio.nothing()",
        "import time\ndef f():\n    global time\n    time = 1\n    time.nothing",
        "class A:\n    def open(self): pass\n    x = open",
        "from abc import ABCMeta\nclass A(metaclass=ABCMeta): pass",
        "self.open()",
        "from asyncio import *",
        "from collections import abc\nabc.Mapping",
    ] {
        compiled(text);
    }
    let prelude = Options {
        origin: Origin::Prelude,
        ..Options::default()
    };
    let source = Source::new("prelude.py", "import _loop\n_loop.open_connection(open)");
    let code = compile_with(&source, prelude).unwrap();
    assert!(code.hidden);
}

#[test]
fn all_refusals_are_told_but_errors_of_the_language_come_first() {
    let both = refused("import urllib3\nimport numpy\nopen('x')");
    assert_eq!(both.len(), 3);
    let error = refused("import urllib3\nreturn 1");
    assert_eq!(error[0].message, "'return' outside function");
    assert_eq!(error.len(), 1);
}

#[test]
fn nested_finally_blocks_do_not_explode() {
    let mut text = String::from("def f():\n");
    for depth in 1..19 {
        let indent = " ".repeat(depth);
        text.push_str(&format!("{indent}try: return x\n{indent}finally:\n"));
    }
    text.push_str(&format!("{}return 1\n", " ".repeat(20)));
    let result = compile(&Source::new("program.py", text));
    if let Err(diagnostics) = result {
        assert_eq!(diagnostics[0].code, diagnostic::Code::Limit);
    }
}

// ---- whole programs ------------------------------------------------------------------------------

fn python_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
}

/// All Python of the project: lessons, test programs, and the page's own.
fn project_texts() -> Vec<String> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../examples", "tests", "src/prelude"] {
        python_files(&core.join(folder), &mut files);
    }
    files.sort();
    assert!(!files.is_empty());
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
fn every_program_of_the_project_has_a_sound_stack() {
    for text in project_texts() {
        let options = Options {
            origin: Origin::Prelude,
            ..Options::default()
        };
        if let Ok(code) = compile_with(&Source::new("program.py", text), options) {
            check_stack(&code);
        }
    }
}

/// A small generator of the project's own, so that the test is the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutated(text: &str, random: &mut Random) -> String {
    const PIECES: [&str; 40] = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "=",
        "\n",
        "\n    ",
        "'",
        "\"",
        "f'{",
        "}'",
        "*",
        "**",
        "await ",
        "async ",
        "lambda: ",
        "yield ",
        "return ",
        "for x in ",
        "if ",
        "else ",
        "try:",
        "except* E:",
        "finally:",
        "with ",
        "match x:\n case ",
        "class A:",
        "def f(",
        "@",
        "\\",
        "é",
        "#",
        "del ",
        "global x",
        "nonlocal x",
        ":=",
    ];
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let at = boundary(&text, random.below(text.len() + 1));
        match random.below(4) {
            0 => text.truncate(at),
            1 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
            2 => {
                let end = boundary(&text, (at + random.below(30)).min(text.len()));
                text.replace_range(at..end.max(at), "");
            }
            _ => {
                let end = boundary(&text, (at + random.below(60)).min(text.len())).max(at);
                let piece = text[at..end].to_owned();
                let to = boundary(&text, random.below(text.len() + 1));
                text.insert_str(to, &piece);
            }
        }
    }
    text
}

#[test]
fn broken_programs_never_panic() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for text in project_texts() {
        for _ in 0..3 {
            let broken = mutated(&text, &mut random);
            let source = Source::new("program.py", broken.clone());
            match compile(&source) {
                Ok(code) => check_stack(&code),
                Err(diagnostics) => {
                    assert!(!diagnostics.is_empty());
                    diagnostics
                        .iter()
                        .for_each(|diagnostic| drop(diagnostic.render(&source)));
                }
            }
            let mut end = 0;
            for (span, _) in crate::highlight::tokens(&broken) {
                assert!(span.start >= end && span.end > span.start);
                end = span.end;
            }
        }
    }
}
