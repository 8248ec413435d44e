//! No text brings Loopscope down: arbitrary characters, Python words in any order, and programs
//! with something broken in them end in a refusal, an exception, a result or a named limit; never
//! in a panic, and never in a hang. All that a page shows of such a run can be shown, too.

mod support;

use loopscope_core::bend::bends;
use loopscope_core::chart::chart;
use loopscope_core::chrome::chrome;
use loopscope_core::edit::{TextEdit, apply};
use loopscope_core::explain::explain;
use loopscope_core::findings::findings;
use loopscope_core::inspect::journey::journeys;
use loopscope_core::inspect::replay::Replay;
use loopscope_core::mend::mends;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Actor, TaskId};
use loopscope_core::{Limits, Program, Progress, compile, log, run};
use std::fs;
use std::process::ExitCode;
use std::rc::Rc;
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
            if recording.end().is_none() || lines.is_empty() {
                return Err("the run has no end".into());
            }
            look_around(&program, &limits, &Timeline::new(Rc::new(recording)))
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

/// Cursors of one run that are looked at.
const CURSORS: usize = 40;

/// What the page makes of a run: sentences, findings and their edits, the inside of a task.
fn look_around(program: &Program, limits: &Limits, timeline: &Timeline) -> Result<(), String> {
    let recording = timeline.recording();
    let stride = timeline.moments().len() / CURSORS + 1;
    for moment in timeline.moments().iter().step_by(stride) {
        let sentence = explain(timeline, moment.stop).text();
        if sentence.trim().is_empty() || sentence.contains('\n') {
            return Err(format!("cursor {}: {sentence:?}", moment.stop));
        }
    }
    let text = recording.source.text();
    let makes_a_program = |label: &str, edits: &[TextEdit]| {
        let after = apply(text, edits);
        match compile("program.py", &after) {
            Ok(_) => Ok(()),
            Err(_) => Err(format!("{label:?} makes no program:\n{after}")),
        }
    };
    let all = findings(recording);
    for mend in all
        .iter()
        .flat_map(|finding| mends(recording, &all, finding))
    {
        makes_a_program(&mend.label, &mend.edits)?;
    }
    let _ = (chart(timeline, 80), chrome(timeline, &all));
    let task = TaskId(0);
    let _ = journeys(timeline, task);
    let of_task = |at: &usize| recording.records()[*at].by == Actor::Task(task);
    let cursor = (0..recording.records().len()).rfind(of_task).unwrap_or(0);
    let place = recording.records().get(cursor).map(|record| record.span);
    for bend in bends(recording, task, place.unwrap_or_default()) {
        makes_a_program(&bend.label, &bend.edits)?;
    }
    let mut replay = Replay::new(program, limits, cursor);
    while replay.advance(10_000) == Progress::Running {}
    let _ = replay.inside(Some(task));
    Ok(())
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
