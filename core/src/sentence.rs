//! Sentences as parts: what is bold, what is code, which words open a definition.
//!
//! A template is our own text with marks in it: `*bold*`, `` `code` ``, `[term]` and `{}` for the
//! next value. Values are never read for marks, so a task called `*` stays what it is.

use crate::trace::Nanos;

/// One piece of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    Plain(String),
    /// The start that names task and verb.
    Bold(String),
    /// CPython's own word, or a piece of the program.
    Code(String),
    /// A word of the trade; views show the definition when it is asked for.
    Term {
        text: String,
        definition: &'static str,
    },
}

impl Part {
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Bold(text) | Self::Code(text) | Self::Term { text, .. } => {
                text
            }
        }
    }
}

/// Makes the parts of a template; values fill its `{}` in order.
#[must_use]
pub fn say(template: &str, values: &[&str]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut values = values.iter();
    let mut style = ' ';
    let mut text = String::new();
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' if letters.peek() == Some(&'}') => {
                letters.next();
                text.push_str(values.next().copied().unwrap_or(""));
            }
            '*' | '`' | '[' | ']' => {
                finish(&mut parts, style, &mut text);
                let closes = style == letter || letter == ']';
                style = if closes { ' ' } else { letter };
            }
            // A sentence that ends with a piece of the program is not ended twice.
            '.' if text.is_empty() && parts.last().is_some_and(ends) => {}
            other => text.push(other),
        }
    }
    finish(&mut parts, style, &mut text);
    parts
}

fn ends(part: &Part) -> bool {
    matches!(part, Part::Code(code) if code.ends_with(['.', '!', '?', '…', ':']))
}

fn finish(parts: &mut Vec<Part>, style: char, text: &mut String) {
    let text = std::mem::take(text);
    if text.is_empty() {
        return;
    }
    parts.push(match style {
        '*' => Part::Bold(text),
        '`' => Part::Code(text),
        '[' => Part::Term {
            definition: definition(&text),
            text,
        },
        _ => Part::Plain(text),
    });
}

/// The parts as one text, for screen readers and the command line.
#[must_use]
pub fn plain(parts: &[Part]) -> String {
    parts.iter().map(Part::text).collect()
}

/// What the words of the trade mean, each once.
const GLOSSARY: [(&str, &str); 15] = [
    (
        "ready queue",
        "The tasks and callbacks whose turn comes next, first in, first out. The loop takes them \
         one by one.",
    ),
    (
        "iteration",
        "One round of the loop: it collects the timers that are due, then runs everything that \
         was in the ready queue when the round began.",
    ),
    (
        "task",
        "A coroutine that the event loop runs by itself, in turns with the others.",
    ),
    (
        "coroutine",
        "What a call of an async def function makes. It runs only when it is awaited or made a \
         task.",
    ),
    (
        "callback",
        "A plain function that the loop calls once, such as the one that ends a sleep.",
    ),
    ("handle", "One entry of the ready queue."),
    (
        "step",
        "The code of a task from one await to the next. Nobody else runs meanwhile.",
    ),
    (
        "seat",
        "The one place in which code runs: the loop has a single thread.",
    ),
    (
        "loop's thread",
        "The one thread in which the event loop and all of its tasks run.",
    ),
    (
        "clock",
        "Virtual time. It stands still while code runs and moves on when all wait.",
    ),
    (
        "cancel request",
        "A call of cancel(). The task learns of it at its next step.",
    ),
    (
        "permit",
        "A place that a semaphore gives out; there are as many as it was made with.",
    ),
    (
        "worker",
        "A thread or process of a pool. It runs plain functions beside the loop.",
    ),
    (
        "GIL",
        "CPython's global interpreter lock: of all threads, the one that has it runs Python code. \
         After 5 ms of work another may have it; who sleeps or waits gives it away at once.",
    ),
    (
        "deadlock",
        "Every task waits for something that only another waiting task could do.",
    ),
];

fn definition(text: &str) -> &'static str {
    let found = GLOSSARY.iter().find(|(word, _)| *word == text);
    found.map_or("", |(_, definition)| definition)
}

/// A moment: `0.50 s`.
#[must_use]
pub fn moment(at: Nanos) -> String {
    format!("{} s", clock(at))
}

/// A moment without its unit: two decimals, and more in the first tenth of a second, where two
/// would not tell it from others: `0.50`, `0.05`, `0.012`, `0.001`.
#[must_use]
pub fn clock(at: Nanos) -> String {
    let decimals = decimals(at);
    let text = format!("{:.decimals$}", at.seconds());
    match decimals {
        2 => text,
        _ => text.trim_end_matches('0').to_owned(),
    }
}

/// Decimals that tell a moment in the first tenth of a second from others; two behind that.
#[must_use]
pub const fn decimals(at: Nanos) -> usize {
    match at.0 {
        1..100_000_000 => 10 - at.0.ilog10() as usize,
        _ => 2,
    }
}

/// A length as people write it: `0.5 s`, `2 s`, `0.125 s`; at most six decimals.
#[must_use]
pub fn length(length: Nanos) -> String {
    let text = format!("{:.6}", length.seconds());
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}

/// `A`, `A and B`, `A, B and C`, `A, B, C and 5 more`.
#[must_use]
pub fn listed(names: &[impl AsRef<str>]) -> String {
    let text = |index: usize| names[index].as_ref();
    match names.len() {
        0 => String::new(),
        1 => text(0).to_string(),
        2 => format!("{} and {}", text(0), text(1)),
        3 => format!("{}, {} and {}", text(0), text(1), text(2)),
        more => format!(
            "{}, {}, {} and {} more",
            text(0),
            text(1),
            text(2),
            more - 3
        ),
    }
}

/// `Cache's`, `Alerts'`.
#[must_use]
pub fn possessive(name: &str) -> String {
    let ending = if name.ends_with('s') { "'" } else { "'s" };
    format!("{name}{ending}")
}

/// A number with its thousands apart: `1,500,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 task`, `2 tasks`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::{GLOSSARY, Part, clock, definition, length, listed, moment, plain, say};
    use crate::trace::Nanos;

    #[test]
    fn marks_make_parts_and_values_are_not_read() {
        let parts = say("*{} runs* in the [ready queue] with `gather`.", &["a*b"]);
        assert_eq!(plain(&parts), "a*b runs in the ready queue with gather.");
        assert_eq!(parts[0], Part::Bold("a*b runs".into()));
        assert!(matches!(&parts[2], Part::Term { definition, .. } if !definition.is_empty()));
        assert_eq!(parts[4], Part::Code("gather".into()));
    }

    #[test]
    fn a_cut_piece_of_the_program_is_not_ended_twice() {
        let parts = say("nobody caught `{}`. It prints `{}`.", &["Error: a…", "b"]);
        assert_eq!(plain(&parts), "nobody caught Error: a… It prints b.");
    }

    #[test]
    fn lengths_and_lists() {
        assert_eq!(length(Nanos(500_000_000)), "0.5 s");
        assert_eq!(length(Nanos(2_000_000_000)), "2 s");
        assert_eq!(moment(Nanos(1_200_000_000)), "1.20 s");
        assert_eq!(clock(Nanos(0)), "0.00");
        assert_eq!(clock(Nanos(100_000_000)), "0.10");
        assert_eq!(clock(Nanos(50_000_000)), "0.05");
        assert_eq!(clock(Nanos(12_500_000)), "0.013");
        assert_eq!(clock(Nanos(1_000_000)), "0.001");
        assert_eq!(clock(Nanos(12_300)), "0.000012");
        assert_eq!(clock(Nanos(1)), "0.000000001");
        assert_eq!(listed(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
        assert_eq!(
            GLOSSARY
                .iter()
                .filter(|(word, _)| definition(word).is_empty())
                .count(),
            0
        );
    }
}
