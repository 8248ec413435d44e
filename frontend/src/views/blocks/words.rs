//! How blocks are called and drawn: labels, glyphs, names for screen readers. Pure.

use loopscope_core::edit::{
    Block, Blocks, Call, Field, Function, How, Kind, Parent, Pattern, Place, Role, SNIPPETS,
    Snippet, Step, Value,
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
        Kind::Call(call) => look_of_call(call),
        Kind::Group(_) => ("gather", "s-waiting"),
        _ => ("", ""),
    }
}

fn look_of_call(call: &Call) -> Look {
    let name = call.callee.rsplit('.').next().unwrap_or("");
    match look_of_name(name) {
        Some(look) => look,
        None if call.is_blocking => ("blocked", "s-blocked"),
        None if call.is_method => ("running", "s-running"),
        None => READY,
    }
}

/// The picture of what asyncio's own words do.
fn look_of_name(name: &str) -> Option<Look> {
    Some(match name {
        "cancel" | "wait_for" | "shield" | "except cancel" | "with timeout" => {
            ("cancelled", "s-cancelled")
        }
        "to_thread" | "run_in_executor" => ("thread", "s-thread"),
        "put" | "get" | "join" | "acquire" | "release" | "set" | "clear" | "task_done"
        | "Queue" | "Event" | "Condition" | "Barrier" | "BoundedSemaphore" | "PriorityQueue"
        | "notify" | "notify_all" | "put_nowait" | "get_nowait" | "Semaphore" | "Lock"
        | "queue put" | "queue get" | "queue join" | "event set" | "event wait" | "event clear" => {
            ("lock", "s-waiting")
        }
        "wait" | "await task" | "yield to the loop" => WAITING,
        "CPU work" => ("blocked", "s-blocked"),
        "try / except" => ("failed", "s-failed"),
        _ => return None,
    })
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
        Kind::Jump(word) => (*word).to_owned(),
        Kind::Call(call) => {
            let awaited = if call.how == How::Awaited {
                "await "
            } else {
                ""
            };
            let name = call.callee.trim_start_matches("asyncio.");
            let inner = call
                .inner
                .as_ref()
                .map_or(String::new(), |inner| format!(" {inner}"));
            format!("{awaited}{name}{inner}")
        }
        Kind::Import(code) | Kind::Run(code) => code.clone(),
        Kind::Function(function) => function_words(function),
        Kind::Group(group) => pattern_words(group.pattern).to_owned(),
        Kind::Compound | Kind::Code(_) | Kind::Assign(_) => String::new(),
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
        Pattern::AsCompleted => "as_completed",
        Pattern::Semaphore => "Semaphore",
        Pattern::Threads => "to_thread",
        Pattern::Blocking => "Blocking",
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
    let is_header = !block.suites.is_empty() || matches!(block.kind, Kind::Assign(_));
    let shown = |field: &&Field| match field.role {
        Role::FunctionName | Role::Parameters => false,
        Role::Target => is_header,
        _ => true,
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
    Some(match function.uses? {
        0 => "not used".to_owned(),
        1 => "used once".to_owned(),
        uses => format!("used {uses} times"),
    })
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
        (Role::Target, _) if !block.suites.is_empty() => "name",
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

const fn group(label: &'static str, words: &'static str, pattern: Pattern) -> Offer {
    offer(label, words, GATHER, Step::Group(pattern))
}

const STEPS: [Offer; 5] = [
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
];

const TASKS: [Offer; 3] = [
    offer("await call", "coroutine", READY, Step::Call),
    offer(
        "create_task",
        "background fire and forget",
        READY,
        Step::CreateTask,
    ),
    offer("async def", "function coroutine", READY, Step::Function),
];

const GROUPS: [Offer; 8] = [
    group("one by one", "sequential await", Pattern::Sequential),
    group("gather", "together concurrent", Pattern::Gather),
    group("TaskGroup", "together structured", Pattern::TaskGroup),
    group("create_tasks", "together tasks", Pattern::CreateTask),
    group("as_completed", "first come order", Pattern::AsCompleted),
    group("at most 2", "semaphore limit permits", Pattern::Semaphore),
    group("in threads", "to_thread blocking worker", Pattern::Threads),
    group("blocking calls", "freeze one by one", Pattern::Blocking),
];

/// What the palette offers, under its headings.
#[must_use]
pub fn palette() -> Vec<(&'static str, Vec<Offer>)> {
    let fixed: [(&str, &[Offer]); 5] = [
        ("Steps", &STEPS),
        ("Tasks", &TASKS),
        ("Groups", &GROUPS),
        ("Control", &[]),
        ("Sync", &[]),
    ];
    let of_snippet = |snippet: &'static Snippet| {
        let look = look_of_name(snippet.label).unwrap_or(("running", "s-running"));
        offer(snippet.label, snippet.words, look, Step::Snippet(snippet))
    };
    fixed
        .iter()
        .map(|(title, first)| {
            let more = SNIPPETS.iter().filter(|snippet| snippet.group == *title);
            let all = first.iter().copied().chain(more.map(of_snippet)).collect();
            (*title, all)
        })
        .collect()
}

/// A place in words: "before print, line 4", "at the end of async def main".
#[must_use]
pub fn place_words(blocks: &Blocks, place: Place) -> String {
    let next = blocks.siblings(place.parent).get(place.index);
    if let Some(next) = next.and_then(|id| blocks.get(*id)) {
        return format!("before {}", name_of(blocks, next));
    }
    let (owner, word) = match place.parent {
        Parent::Group(group) => (Some(group), String::new()),
        Parent::Suite(suite) => {
            let suite = blocks.suite(suite);
            let owner = suite.and_then(|suite| suite.owner);
            (
                owner,
                suite.map_or(String::new(), |suite| suite.keyword.clone()),
            )
        }
    };
    match owner.and_then(|owner| blocks.get(owner)) {
        Some(owner) if owner.suites.len() > 1 => {
            format!("at the end of {word} of {}", name_of(blocks, owner))
        }
        Some(owner) => format!("at the end of {}", name_of(blocks, owner)),
        None => "at the end of the program".to_owned(),
    }
}

/// True when a search finds an entry of the palette.
#[must_use]
pub fn found(offer: &Offer, search: &str) -> bool {
    let all = format!("{} {}", offer.label, offer.words).to_ascii_lowercase();
    search
        .to_ascii_lowercase()
        .split_whitespace()
        .all(|word| all.contains(word))
}

/// Where the bar of each call of a group begins and ends, in seconds, and how long the scale is.
#[must_use]
pub fn bars(blocks: &Blocks, group: &Block) -> (Vec<Option<(f64, f64)>>, f64) {
    // When each place in which a call can run is free again.
    let count = match group.group() {
        Some(it) if matches!(it.pattern, Pattern::Sequential | Pattern::Blocking) => 1,
        Some(it) => it
            .limit
            .and_then(|limit| match group.fields.get(limit)?.value {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a number of permits is small"
                )]
                Value::Number(number) => Some(number.clamp(1.0, 1000.0) as usize),
                _ => None,
            })
            .unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut places: Vec<f64> = Vec::new();
    let mut scale = 0.0_f64;
    let mut all = Vec::new();
    for id in blocks.siblings(Parent::Group(group.id)) {
        let call = blocks.get(*id).and_then(|block| match &block.kind {
            Kind::Call(call) => call.seconds,
            _ => None,
        });
        let Some(seconds) = call else {
            all.push(None);
            continue;
        };
        if places.len() < count {
            places.push(0.0);
        }
        let first = (0..places.len()).fold(
            0,
            |best, at| {
                if places[at] < places[best] { at } else { best }
            },
        );
        let at = places[first];
        places[first] = at + seconds;
        all.push(Some((at, at + seconds)));
        scale = scale.max(at + seconds);
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
        let all = || palette().into_iter().flat_map(|(_, offers)| offers);
        let labels = |search: &str| {
            all()
                .filter(|offer| found(offer, search))
                .map(|offer| offer.label)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            labels("SLEEP"),
            ["await sleep", "time.sleep", "yield to the loop"]
        );
        assert_eq!(labels("sleep block"), ["time.sleep"]);
        assert_eq!(labels("zebra"), Vec::<&str>::new());
    }
}
