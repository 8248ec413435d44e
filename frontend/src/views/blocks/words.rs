//! How blocks are called and drawn: labels, glyphs, names for screen readers. Pure.

use loopscope_core::edit::{
    Block, Blocks, Field, Function, How, Kind, Parent, Pattern, Role, Step, Value,
};

/// The picture of a block: the name of its glyph and the class of its state.
pub type Look = (&'static str, &'static str);

/// What the task does in a step: print runs, sleep waits, return is done, raise fails.
#[must_use]
pub fn look_of(block: &Block) -> Look {
    match &block.kind {
        Kind::Sleep | Kind::Await => ("waiting", "s-waiting"),
        Kind::BlockingSleep => ("blocked", "s-blocked"),
        Kind::Print | Kind::Run(_) => ("running", "s-running"),
        Kind::Return => ("done", "s-done"),
        Kind::Raise => ("failed", "s-failed"),
        Kind::Call(call) if call.is_blocking => ("blocked", "s-blocked"),
        Kind::Call(_) => ("ready", "s-ready"),
        Kind::Group(_) => ("gather", "s-waiting"),
        _ => ("", ""),
    }
}

/// The words before the fields of a row.
#[must_use]
pub fn label_of(block: &Block) -> String {
    match &block.kind {
        Kind::Sleep => "await sleep".to_owned(),
        Kind::BlockingSleep => "time.sleep".to_owned(),
        Kind::Print => "print".to_owned(),
        Kind::Return => "return".to_owned(),
        Kind::Raise => "raise".to_owned(),
        Kind::Await => "await".to_owned(),
        Kind::Pass => "pass".to_owned(),
        Kind::Call(call) => match call.how {
            How::Plain => call.callee.clone(),
            How::Awaited => format!("await {}", call.callee),
            How::Task => format!("create_task {}", call.callee),
        },
        Kind::Import(code) | Kind::Run(code) => code.clone(),
        Kind::Function(function) => function_words(function),
        Kind::Group(group) => pattern_words(group.pattern).to_owned(),
        Kind::Compound | Kind::Code(_) => String::new(),
    }
}

fn function_words(function: &Function) -> String {
    let keyword = if function.is_async {
        "async def"
    } else {
        "def"
    };
    format!("{keyword} {}", function.name)
}

#[must_use]
pub fn pattern_words(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Sequential => "One after another",
        Pattern::Gather => "gather",
        Pattern::CreateTask => "create_task",
        Pattern::TaskGroup => "TaskGroup",
    }
}

/// What a field shows without being edited.
#[must_use]
pub fn value_words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => seconds(*number),
        Value::Name(code) | Value::Code(code) => code.clone(),
    }
}

/// A number as the fields show it: `1.5`, `2`, `0.25`.
#[must_use]
pub fn seconds(number: f64) -> String {
    format!("{}", (number * 1e6).round() / 1e6)
}

/// The name of a block in words: "await sleep 0.5 seconds, line 5".
#[must_use]
pub fn name_of(blocks: &Blocks, block: &Block) -> String {
    let mut words = match &block.kind {
        Kind::Compound => block
            .suites
            .first()
            .and_then(|suite| blocks.suite(*suite))
            .map_or(String::new(), |suite| suite.keyword.clone()),
        Kind::Code(code) => code.lines().next().unwrap_or("code").trim().to_owned(),
        Kind::Group(group) => {
            let count = group.calls.len();
            let calls = if count == 1 { "call" } else { "calls" };
            format!("{}, {count} {calls}", pattern_words(group.pattern))
        }
        _ => label_of(block),
    };
    let shown = |field: &&Field| {
        !matches!(
            field.role,
            Role::FunctionName | Role::Parameters | Role::Target
        )
    };
    for field in block.fields.iter().filter(shown) {
        words.push(' ');
        words.push_str(&value_words(&field.value));
        if field.role == Role::Seconds && matches!(field.value, Value::Number(_)) {
            words.push_str(" seconds");
        }
    }
    if let Kind::Function(function) = &block.kind
        && let Some(used) = used_words(function)
    {
        words.push_str(", ");
        words.push_str(&used);
    }
    format!("{words}, line {}", block.line)
}

/// "used 3 times", "asyncio.run starts here".
#[must_use]
pub fn used_words(function: &Function) -> Option<String> {
    if function.is_entry {
        return Some("asyncio.run starts here".to_owned());
    }
    match function.uses {
        0 => Some("not used".to_owned()),
        1 => Some("used once".to_owned()),
        uses => Some(format!("used {uses} times")),
    }
}

/// What a field is called: "Cache seconds", "print value".
#[must_use]
pub fn field_name(block: &Block, field: &Field) -> String {
    let first_text = block.fields.iter().find_map(|field| match &field.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    let owner = match &block.kind {
        Kind::Call(call) => first_text.unwrap_or_else(|| call.callee.clone()),
        Kind::Function(function) => {
            return match field.role {
                Role::FunctionName => "Name of the function".to_owned(),
                _ => format!("Parameters of {}", function.name),
            };
        }
        _ => label_of(block),
    };
    let what = match (field.role, field.label.as_str()) {
        (Role::Target, _) => "takes the result",
        (Role::Header, _) => "condition",
        (Role::Exception, _) => "exception",
        (_, "") if field.role == Role::Seconds => "seconds",
        (_, "") => "value",
        (_, label) => label,
    };
    format!("{owner} {what}").trim().to_owned()
}

/// One entry of the palette.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Offer {
    pub label: &'static str,
    /// Further words that a search finds it by.
    pub words: &'static str,
    pub look: Look,
    pub step: Step,
}

const fn offer(label: &'static str, words: &'static str, look: Look, step: Step) -> Offer {
    Offer {
        label,
        words,
        look,
        step,
    }
}

const WAITING: Look = ("waiting", "s-waiting");
const GATHER: Look = ("gather", "s-waiting");
const READY: Look = ("ready", "s-ready");

pub const PALETTE: [(&str, &[Offer]); 3] = [
    (
        "Steps",
        &[
            offer(
                "await sleep",
                "wait pause asyncio.sleep",
                WAITING,
                Step::Sleep,
            ),
            offer(
                "time.sleep",
                "block freeze",
                ("blocked", "s-blocked"),
                Step::BlockingSleep,
            ),
            offer("print", "say output", ("running", "s-running"), Step::Print),
            offer("return", "result done", ("done", "s-done"), Step::Return),
            offer(
                "raise",
                "fail error exception",
                ("failed", "s-failed"),
                Step::Raise,
            ),
        ],
    ),
    (
        "Tasks",
        &[
            offer("await call", "coroutine", READY, Step::Call),
            offer(
                "create_task",
                "background fire and forget",
                READY,
                Step::CreateTask,
            ),
            offer("async def", "function coroutine", READY, Step::Function),
        ],
    ),
    (
        "Groups",
        &[
            offer(
                "one by one",
                "sequential await",
                GATHER,
                Step::Group(Pattern::Sequential),
            ),
            offer(
                "gather",
                "together concurrent",
                GATHER,
                Step::Group(Pattern::Gather),
            ),
            offer(
                "TaskGroup",
                "together structured",
                GATHER,
                Step::Group(Pattern::TaskGroup),
            ),
            offer(
                "create_tasks",
                "together tasks",
                GATHER,
                Step::Group(Pattern::CreateTask),
            ),
        ],
    ),
];

/// True when a search finds an entry of the palette.
#[must_use]
pub fn found(offer: &Offer, search: &str) -> bool {
    let all = format!("{} {}", offer.label, offer.words).to_lowercase();
    search
        .to_lowercase()
        .split_whitespace()
        .all(|word| all.contains(word))
}

/// Where the bar of each call of a group begins and ends, in seconds, and how long the scale is.
#[must_use]
pub fn bars(blocks: &Blocks, group: &Block) -> (Vec<Option<(f64, f64)>>, f64) {
    let is_sequential = group
        .group()
        .is_some_and(|it| it.pattern == Pattern::Sequential);
    let mut at = 0.0;
    let mut scale = 0.0_f64;
    let mut all = Vec::new();
    for id in blocks.siblings(Parent::Group(group.id)) {
        let call = blocks.get(*id).and_then(|block| match &block.kind {
            Kind::Call(call) => call.seconds,
            _ => None,
        });
        all.push(call.map(|seconds| (at, at + seconds)));
        if let Some(seconds) = call {
            scale = scale.max(at + seconds);
            if is_sequential {
                at += seconds;
            }
        }
    }
    (all, scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::edit::read;

    const TEXT: &str = "import asyncio\n\nasync def f(name, seconds):\n    await \
                        asyncio.sleep(seconds)\n\nasync def main():\n    await f(\"A\", 1.5)\n    \
                        await f(\"B\", 0.5)\n\nasyncio.run(main())\n";

    #[test]
    fn blocks_are_named_in_words() {
        let blocks = read(TEXT).unwrap_or_default();
        let names: Vec<String> = blocks.iter().map(|block| name_of(&blocks, block)).collect();
        assert_eq!(
            names,
            [
                "import asyncio, line 1",
                "async def f, used 2 times, line 3",
                "await sleep seconds, line 4",
                "async def main, asyncio.run starts here, line 6",
                "One after another, 2 calls, line 7",
                "f A 1.5 seconds, line 7",
                "f B 0.5 seconds, line 8",
                "asyncio.run(main()), line 10",
            ]
        );
    }

    #[test]
    fn bars_of_a_sequence_are_staggered() {
        let blocks = read(TEXT).unwrap_or_default();
        let group = blocks.iter().find(|block| block.group().is_some());
        let bars = group.map(|group| bars(&blocks, group));
        assert_eq!(bars, Some((vec![Some((0.0, 1.5)), Some((1.5, 2.0))], 2.0)));
    }

    #[test]
    fn the_palette_is_searched_by_every_word() {
        let all = || PALETTE.iter().flat_map(|(_, offers)| offers.iter());
        let labels = |search: &str| {
            all()
                .filter(|offer| found(offer, search))
                .map(|offer| offer.label)
                .collect::<Vec<_>>()
        };
        assert_eq!(labels("SLEEP"), ["await sleep", "time.sleep"]);
        assert_eq!(labels("sleep block"), ["time.sleep"]);
        assert_eq!(labels("zebra"), Vec::<&str>::new());
    }
}
