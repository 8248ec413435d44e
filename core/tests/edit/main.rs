//! Gestures of the builder, each as a text before, a gesture, and the whole text after it.

mod fields;
mod growing;
mod patterns;
mod reading;
mod steps;

use loopscope_core::edit::{
    Block, Blocks, Gesture, Kind, Task, Value, Work, apply, change, invert, read,
};

/// The innermost block whose code begins with `start`.
fn find<'a>(blocks: &'a Blocks, text: &str, start: &str) -> &'a Block {
    let begins = |block: &&Block| text[block.span.start as usize..].starts_with(start);
    blocks
        .iter()
        .rfind(begins)
        .unwrap_or_else(|| panic!("no block {start:?} in\n{text}"))
}

fn check(before: &str, gesture: impl Fn(&Blocks) -> Gesture, after: &str) {
    let blocks = read(before).expect("the text is Python");
    let change = change(before, &gesture(&blocks)).expect("the gesture makes sense");
    let result = apply(before, &change.edits);
    assert_eq!(result, after);
    assert_eq!(apply(&result, &invert(before, &change.edits)), before);
    assert!(
        change.caret as usize <= result.len() && result.is_char_boundary(change.caret as usize)
    );
}

fn refused(before: &str, gesture: impl Fn(&Blocks) -> Gesture, message: &str) {
    let blocks = read(before).expect("the text is Python");
    let refusal = change(before, &gesture(&blocks)).expect_err("the gesture makes no sense");
    assert!(refusal.message.contains(message), "{}", refusal.message);
}

/// What the blocks of a text are, one a line, deeper ones indented.
fn outline(text: &str) -> String {
    let blocks = read(text).expect("the text is Python");
    let mut lines = String::new();
    for block in blocks.iter() {
        let mut depth = 0;
        let mut at = block;
        while let Some(owner) = blocks.owner(at).and_then(|id| blocks.get(id)) {
            depth += 1;
            at = owner;
        }
        let kind = match &block.kind {
            Kind::Function(function) => format!(
                "{} {}{}{}",
                if function.is_async {
                    "async def"
                } else {
                    "def"
                },
                function.name,
                function
                    .uses
                    .map_or(String::new(), |uses| format!(" used {uses}")),
                if function.is_entry { ", entry" } else { "" },
            ),
            Kind::Group(group) => format!("{:?} of {}", group.pattern, group.calls.len()),
            Kind::Call(call) => {
                let seconds = call
                    .seconds
                    .map_or(String::new(), |seconds| format!(" {seconds} s"));
                let blocking = if call.is_blocking { " blocking" } else { "" };
                let dot = if call.is_method { "." } else { "" };
                let inner = call
                    .inner
                    .as_ref()
                    .map_or(String::new(), |inner| format!(" {inner}"));
                format!(
                    "{:?} {dot}{}{inner}{seconds}{blocking}",
                    call.how, call.callee
                )
            }
            Kind::Compound => {
                let word = |id| blocks.suite(id).map_or("", |suite| &suite.keyword);
                let words: Vec<&str> = block.suites.iter().map(|id| word(*id)).collect();
                words.join(" / ")
            }
            Kind::Code(code) => format!("Code {code:?}"),
            Kind::Import(code) => format!("Import {code:?}"),
            Kind::Run(code) => format!("Run {code:?}"),
            other => format!("{other:?}"),
        };
        let values = block.fields.iter().map(|field| match &field.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number(number) => format!("{number}"),
            Value::Name(name) => name.clone(),
            Value::Code(code) => format!("`{code}`"),
        });
        let values: Vec<String> = values.collect();
        lines.push_str(&format!(
            "{}{} {kind} [{}]\n",
            "  ".repeat(depth),
            block.line,
            values.join(", "),
        ));
    }
    lines
}

fn task(name: &str, seconds: f64) -> Task {
    Task {
        name: name.to_owned(),
        seconds,
        work: Work::Waits,
        fails: false,
    }
}

const GATHER: &str = "\
import asyncio

async def call(name, seconds):
    print(name, \"connecting\")
    await asyncio.sleep(seconds)
    return name

async def main():
    results = await asyncio.gather(
        call(\"Database\", 1.5),  # slow
        # from memory
        call(\"Cache\", 0.5),
        call(\"Search-Index\", 1.2),
    )
    print(results)

asyncio.run(main())
";
