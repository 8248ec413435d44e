//! Properties of every gesture, over all programs of the lessons and the tests, with gestures
//! chosen at random from a fixed seed.

use loopscope_core::compile;
use loopscope_core::edit::{
    Block, Blocks, Gesture, Kind, Parent, Pattern, Place, Role, SNIPPETS, Step, SuiteId, Task,
    Value, Work, Wrap, apply, change, code_of, invert, read,
};
use std::fs;
use std::path::{Path, PathBuf};

/// A linear congruential generator with Knuth's constants.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

fn programs() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join("../examples"), &mut found);
    collect(&root.join("tests/programs"), &mut found);
    found.sort();
    let text = |path: PathBuf| fs::read_to_string(&path).ok().map(|text| (path, text));
    found.into_iter().filter_map(text).collect()
}

fn any_block<'a>(blocks: &'a Blocks, chance: &mut Chance) -> Option<&'a Block> {
    let count = blocks.iter().count();
    blocks.iter().nth(chance.below(count))
}

fn any_place(blocks: &Blocks, chance: &mut Chance) -> Place {
    let suite = u32::try_from(chance.below(blocks.suites().len())).unwrap_or(0);
    let parent = Parent::Suite(SuiteId(suite));
    Place {
        parent,
        index: chance.below(blocks.siblings(parent).len() + 1),
    }
}

fn any_gesture(text: &str, blocks: &Blocks, chance: &mut Chance) -> Option<Gesture> {
    const STEPS: [Step; 11] = [
        Step::Sleep,
        Step::BlockingSleep,
        Step::Print,
        Step::Raise,
        Step::Return,
        Step::Call,
        Step::CreateTask,
        Step::Group(Pattern::Gather),
        Step::Group(Pattern::TaskGroup),
        Step::Group(Pattern::CreateTask),
        Step::Function,
    ];
    let block = any_block(blocks, chance)?;
    let id = block.id;
    let group_of = |wanted: usize| {
        let groups: Vec<_> = blocks
            .iter()
            .filter(|block| block.group().is_some())
            .collect();
        (!groups.is_empty()).then(|| groups[wanted % groups.len()])
    };
    Some(match chance.below(15) {
        0 => Gesture::Delete(id),
        1 => Gesture::Duplicate(id),
        2 | 3 => Gesture::Shift {
            block: id,
            down: chance.below(2) == 0,
        },
        4 | 5 => {
            let parent = block.parent;
            let index = chance.below(blocks.siblings(parent).len() + 1);
            let to = if chance.below(2) == 0 {
                Place { parent, index }
            } else {
                any_place(blocks, chance)
            };
            Gesture::Move { block: id, to }
        }
        6 => Gesture::AddStep {
            place: any_place(blocks, chance),
            step: match chance.below(2) {
                0 => *chance.of(&STEPS),
                _ => Step::Snippet(chance.of(&SNIPPETS)),
            },
        },
        12 => Gesture::Wrap {
            block: id,
            wrap: *chance.of(&[Wrap::Try, Wrap::Timeout, Wrap::Semaphore, Wrap::Thread]),
        },
        13 => Gesture::Unwrap(id),
        14 => Gesture::KeepExceptions(group_of(chance.below(9))?.id),
        7 => {
            let task = Task {
                name: "né \"w\"\\".to_owned(),
                seconds: 0.25,
                work: *chance.of(&[Work::Waits, Work::Blocks, Work::Computes]),
                fails: chance.below(3) == 0,
            };
            let wanted = chance.below(9);
            let group = group_of(wanted)
                .filter(|_| !wanted.is_multiple_of(3))
                .map(|block| block.id);
            Gesture::AddTask {
                group,
                task,
                pattern: *chance.of(&Pattern::ALL),
            }
        }
        8 | 9 => {
            let group = group_of(chance.below(9))?.id;
            Gesture::SetPattern {
                group,
                pattern: *chance.of(&Pattern::ALL),
            }
        }
        10 => Gesture::SetCode {
            block: id,
            text: code_of(text, id),
        },
        _ => {
            let field = chance.below(block.fields.len());
            let value = match block.fields.get(field)?.role {
                Role::FunctionName | Role::Target => Value::Name("renamed_here".to_owned()),
                Role::Parameters | Role::Header => return None,
                _ => match chance.below(3) {
                    0 => Value::Text("a \"b\" 'c' \\ \n \u{7} ☕".to_owned()),
                    1 => Value::Number(0.75),
                    _ => Value::Code("max(1, 2)".to_owned()),
                },
            };
            Gesture::SetField {
                block: id,
                field,
                value,
            }
        }
    })
}

/// The lines of a text without their indentation, sorted; blank lines left out.
fn words(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.sort_unstable();
    lines
}

/// Lines of `before` that are not in `after`, as often as they are missing.
fn missing(before: &str, after: &str) -> Vec<String> {
    let mut rest = words(after);
    let mut gone = Vec::new();
    for line in words(before) {
        match rest.iter().position(|other| *other == line) {
            Some(at) => {
                rest.remove(at);
            }
            None => gone.push(line.to_owned()),
        }
    }
    gone
}

fn comments(text: &str) -> Vec<&str> {
    let comment = |line: &&str| line.trim_start().starts_with('#');
    let mut found: Vec<&str> = text.lines().filter(comment).map(str::trim).collect();
    found.sort_unstable();
    found
}

/// What a gesture promises about the lines that it does not speak of.
fn check_lines(gesture: &Gesture, blocks: &Blocks, before: &str, after: &str) {
    let gone = missing(before, after);
    match gesture {
        Gesture::SetCode { .. } => assert_eq!(before, after, "code set to itself changes nothing"),
        Gesture::Shift { block, .. } | Gesture::Move { block, .. } => {
            let in_suite = blocks
                .get(*block)
                .is_some_and(|block| matches!(block.parent, Parent::Suite(_)));
            if in_suite {
                assert!(
                    gone.iter().all(|line| line == "pass"),
                    "a move loses lines: {gone:?}"
                );
            }
        }
        Gesture::Duplicate(block)
            if blocks
                .get(*block)
                .is_some_and(|block| matches!(block.parent, Parent::Suite(_))) =>
        {
            assert!(gone.is_empty(), "a copy loses lines: {gone:?}");
        }
        Gesture::AddStep { .. } => {
            assert!(
                gone.iter().all(|line| line == "pass"),
                "a step loses lines: {gone:?}"
            );
        }
        Gesture::Wrap { block, wrap } if *wrap != Wrap::Thread => {
            let in_suite = blocks
                .get(*block)
                .is_some_and(|block| matches!(block.parent, Parent::Suite(_)));
            assert!(
                gone.is_empty() || !in_suite,
                "a frame loses lines: {gone:?}"
            );
        }
        Gesture::Unwrap(block) | Gesture::Wrap { block, .. } => {
            let extent = blocks.get(*block).map(|block| block.extent);
            let extent = extent.unwrap_or_default();
            let outside = [
                &before[..extent.start as usize],
                &before[extent.end as usize..],
            ];
            let lost = missing(&outside.join("\n"), after);
            // Beside a member of a group lie pieces of lines, which the lines afterwards contain.
            let is_piece = |piece: &String| after.lines().any(|line| line.contains(&**piece));
            assert!(lost.iter().all(is_piece), "lines around are lost: {lost:?}");
        }
        Gesture::SetPattern { .. } => {
            assert_eq!(
                comments(before),
                comments(after),
                "a pattern loses comments"
            );
        }
        Gesture::Delete(block) => {
            let extent = blocks
                .get(*block)
                .map(|block| block.extent)
                .unwrap_or_default();
            let kept = before[..extent.start as usize].lines().count();
            let same = before
                .lines()
                .zip(after.lines())
                .take(kept.saturating_sub(1));
            let in_group = blocks
                .get(*block)
                .is_some_and(|block| matches!(block.parent, Parent::Group(_)));
            for (old, new) in same {
                assert!(
                    old == new || in_group,
                    "a line before the deleted block changed"
                );
            }
        }
        _ => {}
    }
}

#[test]
fn every_gesture_gives_python_and_can_be_undone() {
    let mut chance = Chance(0x5eed);
    let (mut made, mut refused) = (0_u32, 0_u32);
    let programs = programs();
    assert!(programs.len() >= 14, "the lessons are there");
    for (path, program) in &programs {
        let mut text = program.clone();
        let mut history = Vec::new();
        for round in 0..6 {
            let blocks = match read(&text) {
                Ok(blocks) => blocks,
                Err(wrong) => panic!("{}: {}\n{text}", path.display(), wrong.message),
            };
            let Some(gesture) = any_gesture(&text, &blocks, &mut chance) else {
                continue;
            };
            let Ok(change) = change(&text, &gesture) else {
                refused += 1;
                continue;
            };
            made += 1;
            let after = apply(&text, &change.edits);
            let told = format!(
                "{}, round {round}: {gesture:?}\n{text}\n-----\n{after}",
                path.display()
            );
            assert!(read(&after).is_ok(), "{told}");
            if compile("", &text).is_ok()
                && let Err(wrong) = compile("", &after)
            {
                panic!("does not compile: {wrong:?}\n{told}");
            }
            assert!(
                after.is_char_boundary(change.caret as usize),
                "caret outside: {told}"
            );
            let inverse = invert(&text, &change.edits);
            assert_eq!(apply(&after, &inverse), text, "{told}");
            let outcome =
                std::panic::catch_unwind(|| check_lines(&gesture, &blocks, &text, &after));
            assert!(outcome.is_ok(), "{told}");
            history.push(inverse);
            text = after;
        }
        for inverse in history.iter().rev() {
            text = apply(&text, inverse);
        }
        assert_eq!(
            &text,
            program,
            "{}: undoing all gestures gives the text",
            path.display()
        );
    }
    assert!(
        made > refused,
        "most gestures make sense: {made} made, {refused} refused"
    );
}

#[test]
fn no_line_of_a_program_is_without_a_block() {
    for (path, text) in programs() {
        let blocks = read(&text).unwrap_or_else(|wrong| panic!("{}", wrong.message));
        for (line, code) in (1_u32..).zip(text.lines()) {
            let trimmed = code.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let start = text
                .lines()
                .take(line as usize - 1)
                .map(|line| line.len() + 1)
                .sum::<usize>();
            let at = u32::try_from(start + code.len() - code.trim_start().len()).unwrap_or(0);
            assert!(
                blocks.at(at).is_some(),
                "{} line {line} has no block",
                path.display()
            );
        }
        for block in blocks
            .iter()
            .filter(|block| matches!(block.kind, Kind::Code(_)))
        {
            assert!(
                !text[block.span.start as usize..block.span.end as usize]
                    .trim()
                    .is_empty()
            );
        }
    }
}
