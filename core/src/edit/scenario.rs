//! A whole program from a table of tasks.

use crate::edit::apply;
use crate::edit::gesture::{Gesture, Task, change};
use crate::edit::tree::Pattern;

/// The program that runs these tasks in a pattern: readable, complete, ready to be edited.
#[must_use]
pub fn scenario(tasks: &[Task], pattern: Pattern) -> String {
    let mut text = String::new();
    for task in tasks {
        let gesture = Gesture::AddTask {
            group: None,
            task: task.clone(),
            pattern,
        };
        if let Ok(made) = change(&text, &gesture) {
            text = apply(&text, &made.edits);
        }
    }
    text
}
