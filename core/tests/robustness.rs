//! No text brings Loopscope down: arbitrary characters, Python words in any order, and programs
//! with something broken in them end in a refusal, an exception, a result or a named limit; never
//! in a panic, and never in a hang.

mod support;

use loopscope_core::{Limits, compile, log, run};
use std::fs;
use std::process::ExitCode;
use support::Case;

/// Texts a case, and cases a kind. More for a long hunt: `LOOPSCOPE_HUNT=100 cargo test …`.
const TEXTS: u64 = 40;
const CASES: u64 = 10;

const WORDS: &str = "async def await class return yield from import asyncio lambda if elif else for while \
     try except finally raise with as match case in not and or is None True False pass break continue \
     global nonlocal del assert print main self x y z gather sleep create_task run Lock Queue TaskGroup \
     except* 0 1 0.5 1e400 99999999999999999999 -1 'text' f'{x!r:>{y}}' b'bytes' \"\"\" \\ ( ) [ ] { } : ; , . = == \
     := -> + - * ** / // % @ & | ^ ~ << >> < > != ... # \\N{DOT} é 漢 \u{200b} \t";

fn main() -> ExitCode {
    let hunt = std::env::var("LOOPSCOPE_HUNT")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let mut cases = Vec::new();
    for number in 0..CASES * hunt {
        cases.push(case("characters", number, characters));
        cases.push(case("words", number, words));
        cases.push(case("mutated", number, mutated));
    }
    support::run_all(cases)
}

fn case(kind: &str, number: u64, make: fn(&mut Dice) -> String) -> Case {
    let name = format!("{kind}_{number:02}");
    let kind = kind.to_string();
    Case {
        name,
        check: Box::new(move || {
            for text in 0..TEXTS {
                let mut dice = Dice::new(number * TEXTS + text + 1);
                let source = make(&mut dice);
                let tried = source.clone();
                support::patiently(move || survive(&tried)).map_err(|report| {
                    let file = support::folder("target").join(format!("{kind}-{number}-{text}.py"));
                    let _ = fs::write(&file, &source);
                    format!("{report}\nthe text is in {}", file.display())
                })?;
            }
            Ok(())
        }),
    }
}

fn survive(source: &str) -> Result<(), String> {
    let limits = Limits {
        operations: 300_000,
        steps: 5_000,
        events: 60_000,
        output_bytes: 100_000,
        items: 100_000,
        ..Limits::default()
    };
    match compile("program.py", source) {
        Ok(program) => {
            let recording = run(&program, &limits);
            let lines = log::lines(&recording);
            let ended = recording.end().is_some() && !lines.is_empty();
            if ended {
                Ok(())
            } else {
                Err("the run has no end".into())
            }
        }
        Err(diagnostics) => {
            // An error at the very end points at one column behind it.
            let length = source.len() as u32 + 1;
            let inside = |start, end| start <= end && end <= length;
            let fine = !diagnostics.is_empty()
                && diagnostics
                    .iter()
                    .all(|d| inside(d.span.start, d.span.end) && !d.message.is_empty());
            if fine {
                Ok(())
            } else {
                Err(format!("a refusal without place or words: {diagnostics:?}"))
            }
        }
    }
}

/// A small generator of numbers that is the same everywhere (xorshift64*).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        high as usize % n.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn characters(dice: &mut Dice) -> String {
    let length = dice.below(400);
    let character = |dice: &mut Dice| match dice.below(5) {
        0 => char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
        1 => *dice.pick(&['\n', ' ', '\t', '\r', '"', '\'', '\\', '{', '}', '(']),
        _ => char::from(32 + dice.below(95) as u8),
    };
    (0..length).map(|_| character(dice)).collect()
}

fn words(dice: &mut Dice) -> String {
    let words: Vec<&str> = WORDS.split(' ').filter(|word| !word.is_empty()).collect();
    let mut text = String::new();
    for _ in 0..dice.below(120) {
        text.push_str(dice.pick::<&str>(&words));
        match dice.below(8) {
            0 => text.push('\n'),
            1 => text.push_str(":\n    "),
            2 => {}
            _ => text.push(' '),
        }
    }
    text
}

/// A program of the test folders with one to four things broken.
fn mutated(dice: &mut Dice) -> String {
    let mut files = support::python_files(&support::folder("core/tests/programs"));
    files.extend(support::python_files(&support::folder("examples")));
    let mut text = fs::read_to_string(dice.pick(&files)).expect("what the test needs is there");
    for _ in 0..=dice.below(4) {
        text = mutate(dice, &text);
    }
    text
}

fn mutate(dice: &mut Dice, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(String::from).collect();
    if lines.is_empty() {
        return words(dice);
    }
    let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(8) {
        0 => drop(lines.remove(a)),
        1 => lines.insert(a, lines[b].clone()),
        2 => lines.swap(a, b),
        3 => lines[a] = lines[a].replacen("await ", "", 1),
        4 => lines[a] = format!("    {}", lines[a]),
        5 => lines.truncate(a + 1),
        6 => replace_word(dice, &mut lines[a]),
        _ => {
            let mut characters: Vec<char> = lines[a].chars().collect();
            if !characters.is_empty() {
                characters.remove(dice.below(characters.len()));
            }
            lines[a] = characters.into_iter().collect();
        }
    }
    lines.join("\n") + "\n"
}

fn replace_word(dice: &mut Dice, line: &mut String) {
    let pool: Vec<&str> = WORDS.split(' ').filter(|word| !word.is_empty()).collect();
    let mut parts: Vec<&str> = line.split(' ').collect();
    let at = dice.below(parts.len());
    parts[at] = dice.pick::<&str>(&pool);
    *line = parts.join(" ");
}
