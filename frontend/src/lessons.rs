//! The lessons: programs of `examples/`, with the words for them in their first lines.
//!
//! ```text
//! # title: Gather: run them together
//! # text: a sentence; several lines are joined
//! # question: a question to think about
//! # start: 0.50        the moment at which the lesson opens, in seconds
//!
//! import asyncio       the program that the page shows begins behind the blank line
//! ```

use loopscope_core::trace::Nanos;
use std::rc::Rc;

/// One lesson.
#[derive(Clone, PartialEq, Debug)]
pub struct Lesson {
    /// Its name in links: the file's name without number and ending.
    pub key: &'static str,
    pub title: &'static str,
    pub text: String,
    pub question: &'static str,
    pub start: Nanos,
    pub program: Rc<str>,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../examples/", $name, ".py")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "01_coroutines",
    "02_sequential",
    "03_gather",
    "04_faults",
    "05_blocking",
    "06_executor",
    "07_fire_and_forget",
    "08_await_or_gather",
    "09_semaphore",
    "10_shield",
    "11_task_group",
    "12_producer_consumer",
    "13_cancellation",
    "14_fairness",
];

/// What a first visit opens.
pub const FIRST: &str = "gather";

/// All lessons in order.
#[must_use]
pub fn all() -> Vec<Lesson> {
    FILES.iter().map(|(name, file)| parse(name, file)).collect()
}

/// The number of the lesson with this key.
#[must_use]
pub fn find(lessons: &[Lesson], key: &str) -> Option<usize> {
    lessons.iter().position(|lesson| lesson.key == key)
}

fn parse(name: &'static str, file: &'static str) -> Lesson {
    let key = name.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '_');
    let mut lesson = Lesson {
        key,
        title: key,
        text: String::new(),
        question: "",
        start: Nanos(0),
        program: "".into(),
    };
    let mut rest = file;
    while let Some((line, behind)) = rest.split_once('\n') {
        let Some((word, value)) = line
            .strip_prefix("# ")
            .and_then(|line| line.split_once(": "))
        else {
            break;
        };
        match word {
            "title" => lesson.title = value,
            "text" if lesson.text.is_empty() => value.clone_into(&mut lesson.text),
            "text" => {
                lesson.text.push(' ');
                lesson.text.push_str(value);
            }
            "question" => lesson.question = value,
            "start" => lesson.start = Nanos::from_seconds(value.trim().parse().unwrap_or(0.0)),
            _ => break,
        }
        rest = behind;
    }
    lesson.program = rest.trim_start_matches('\n').into();
    lesson
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_has_its_words_and_a_program() {
        let lessons = all();
        assert!(lessons.len() >= 12);
        for lesson in &lessons {
            assert_ne!(lesson.title, lesson.key);
            assert!(lesson.text.ends_with('.'), "{}", lesson.key);
            assert!(lesson.question.ends_with('?'), "{}", lesson.key);
            assert!(lesson.program.contains("asyncio.run("), "{}", lesson.key);
            assert!(!lesson.program.starts_with('#'), "{}", lesson.key);
        }
        let gather = &lessons[find(&lessons, FIRST).unwrap()];
        assert_eq!(gather.start, Nanos(500_000_000));
        assert!(gather.program.starts_with("import asyncio\n"));
    }
}
