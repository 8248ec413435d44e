//! Imports that a gesture makes necessary. None is ever taken out.

use crate::edit::gesture::Draft;
use crate::edit::length;
use crate::edit::read::Document;
use crate::edit::tree::Kind;

/// Adds `import …` for the modules of those names that the text cannot write yet.
pub(crate) fn add(document: &Document, used: &[(&str, &str)], draft: &mut Draft) {
    let mut lines: Vec<String> = Vec::new();
    for (module, name) in used {
        let line = format!("import {module}");
        if document.names.reference(module, name).1 && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        return;
    }
    let newline = document.layout.newline;
    let lines = lines.join(newline);
    if let Some(last) = document.names.last_import {
        document.insert_behind(last.end, &lines, draft);
        return;
    }
    let is_docstring = |code: &String| code.trim_start().starts_with(['"', '\'']);
    match document.blocks.iter().next() {
        Some(block) if matches!(&block.kind, Kind::Code(code) if is_docstring(code)) => {
            document.insert_behind(block.extent.end, &format!("{newline}{lines}"), draft);
        }
        Some(block) => {
            draft.insert(block.extent.start, format!("{lines}{newline}{newline}"));
        }
        None => {
            draft.insert(length(document.text()), format!("{lines}{newline}"));
        }
    }
}
