//! Tracebacks as CPython prints them (`Lib/traceback.py`), without the frames of libraries.

use super::exception;
use super::excerpt;
use super::format;
use super::parameters::nearest;
use crate::world::World;
use crate::world::value::{Exception, Outcome, Raise, Str, TracebackEntry, Value};
use std::rc::Rc;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// Exceptions of one group that are printed.
const GROUP_WIDTH: usize = 15;
/// Groups inside each other that are printed.
const GROUP_DEPTH: usize = 10;
/// Lines of one recursive call that are printed before they are counted.
const REPEATED: usize = 3;

/// The whole text, chained exceptions first; ends in a line break.
pub fn render(world: &mut World, exception: &Rc<Exception>) -> String {
    render_limited(world, exception, true, None)
}

/// As [`render`], perhaps without the exceptions that it is chained to, and with so many frames of
/// each: the outermost ones, or the innermost ones where the limit is negative.
pub fn render_limited(
    world: &mut World,
    exception: &Rc<Exception>,
    chained: bool,
    limit: Option<i64>,
) -> String {
    let mut page = Page {
        limit,
        ..Page::default()
    };
    chain(world, exception, chained, &mut page);
    page.text
}

/// The text under way, with the margin of the groups around.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
    /// The group's closing rule is still to be drawn by its last member.
    need_close: bool,
    limit: Option<i64>,
}

impl Page {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Writes lines with the margin of the group; `margin` is the character in front.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            self.text.push_str(&indent);
            self.text.push(margin);
            self.text.push(' ');
            self.text.push_str(line);
        }
    }
}

fn chain(world: &mut World, exception: &Rc<Exception>, chained: bool, page: &mut Page) {
    let mut links = vec![(exception.clone(), "")];
    let mut seen = vec![Rc::as_ptr(exception)];
    loop {
        if !chained {
            break;
        }
        let last = links[links.len() - 1].0.clone();
        let cause = last.cause.borrow().clone();
        let context = last.context.borrow().clone();
        let next = match (cause, context) {
            (Some(cause), _) => (cause, CAUSE),
            (None, Some(context)) if !last.suppress_context.get() => (context, CONTEXT),
            _ => break,
        };
        if seen.contains(&Rc::as_ptr(&next.0)) {
            break;
        }
        seen.push(Rc::as_ptr(&next.0));
        // The link's text is printed behind the exception that it leads to.
        links.push(next);
    }
    for (exception, link) in links.into_iter().rev() {
        one(world, &exception, chained, page);
        if !link.is_empty() {
            page.emit(link, '|');
        }
    }
}

fn one(world: &mut World, exception: &Rc<Exception>, chained: bool, page: &mut Page) {
    // Where it passed the library alone, the header stands without lines.
    let mut was_raised = !exception.traceback.borrow().is_empty();
    let mut lines = entries(world, exception, usize::MAX);
    if let Some(limit) = page.limit {
        let kept = usize::try_from(limit.unsigned_abs()).unwrap_or(usize::MAX);
        let over = lines.len().saturating_sub(kept);
        if limit < 0 {
            lines.drain(..over);
        } else {
            lines.truncate(kept);
        }
        was_raised = !lines.is_empty();
    }
    let Some(members) = exception::members(world, exception) else {
        if was_raised {
            page.emit("Traceback (most recent call last):\n", '|');
            page.emit(&lines.concat(), '|');
        }
        let last = last_lines(world, exception, true);
        page.emit(&last, '|');
        return;
    };
    if page.depth > GROUP_DEPTH {
        page.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
        return;
    }
    let is_toplevel = page.depth == 0;
    if is_toplevel {
        page.depth += 1;
    }
    if was_raised {
        let margin = if is_toplevel { '+' } else { '|' };
        page.emit(
            "Exception Group Traceback (most recent call last):\n",
            margin,
        );
        page.emit(&lines.concat(), '|');
    }
    let last = last_lines(world, exception, true);
    page.emit(&last, '|');
    group(world, &members, chained, page);
    if is_toplevel {
        page.depth = 0;
    }
}

fn group(world: &mut World, members: &[Rc<Exception>], chained: bool, page: &mut Page) {
    let shown = members.len().min(GROUP_WIDTH + 1);
    page.need_close = false;
    for (at, member) in members.iter().take(shown).enumerate() {
        if at + 1 == shown {
            page.need_close = true;
        }
        let is_cut = at >= GROUP_WIDTH;
        let title = if is_cut {
            "...".to_owned()
        } else {
            (at + 1).to_string()
        };
        let corner = if at == 0 { "+-" } else { "  " };
        let rule = format!(
            "{}{corner}+---------------- {title} ----------------\n",
            page.indent()
        );
        page.text.push_str(&rule);
        page.depth += 1;
        if is_cut {
            let left = members.len() - GROUP_WIDTH;
            let plural = if left > 1 { "s" } else { "" };
            page.emit(&format!("and {left} more exception{plural}\n"), '|');
        } else {
            chain(world, member, chained, page);
        }
        if at + 1 == shown && page.need_close {
            let rule = format!("{}+------------------------------------\n", page.indent());
            page.text.push_str(&rule);
            page.need_close = false;
        }
        page.depth -= 1;
    }
}

/// One text for each frame of the program that the exception passed, outermost first; the lines
/// of a deep recursion are counted. Only the innermost frames are told, so many of all.
pub fn entries(world: &mut World, exception: &Rc<Exception>, innermost: usize) -> Vec<String> {
    let all = exception.traceback.borrow().clone();
    let all = all.iter().take(innermost).rev();
    let visible = all.filter(|entry| !entry.code.hidden);
    let mut texts = Vec::new();
    let mut last: Option<(u32, Rc<str>)> = None;
    let mut count = 0;
    let close = |count: usize, texts: &mut Vec<String>| {
        if count > REPEATED {
            let more = count - REPEATED;
            let plural = if more > 1 { "s" } else { "" };
            texts.push(format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    for entry in visible {
        let line = world.source.line_of(entry.span.start);
        let place = (line, entry.code.code.name.clone());
        if last.as_ref() == Some(&place) {
            count += 1;
        } else {
            close(count, &mut texts);
            last = Some(place);
            count = 1;
        }
        if count <= REPEATED {
            texts.push(render_entry(world, entry));
        }
    }
    close(count, &mut texts);
    texts
}

fn render_entry(world: &World, entry: &TracebackEntry) -> String {
    let source = &world.source;
    let line = source.line_of(entry.span.start);
    let mut text = format!(
        "  File \"{}\", line {line}, in {}\n",
        source.name(),
        entry.code.code.name
    );
    text.push_str(&excerpt::render(source, entry.span));
    text
}

/// The last line of a traceback, what CPython guesses was meant, and the notes. Names that the
/// failing code could see are told only below the lines of its frames.
pub fn last_lines(world: &mut World, exception: &Rc<Exception>, has_frames: bool) -> String {
    let mut text = last_line(world, exception);
    let mut or_did = ". Did";
    if let Some(name) = suggestion(world, exception, has_frames) {
        let text_end = if text.ends_with('?') || text.ends_with('.') {
            ""
        } else {
            "."
        };
        text.push_str(&format!("{text_end} Did you mean: '{name}'?"));
        or_did = " Or did";
    }
    if let Some(module) = forgotten_import(world, exception) {
        text.push_str(&format!("{or_did} you forget to import '{module}'?"));
    }
    text.push('\n');
    for note in notes(world, exception) {
        text.push_str(&note);
        text.push('\n');
    }
    text
}

fn notes(world: &mut World, exception: &Rc<Exception>) -> Vec<String> {
    let key = world.names.notes.clone();
    let Some(Value::List(list)) = exception.dict.get_name(&key) else {
        return Vec::new();
    };
    let items = list.0.borrow().clone();
    items
        .iter()
        .filter_map(|note| format::str(world, note).ok())
        .map(|note| note.as_str().to_owned())
        .collect()
}

/// The name that was not found, where it is a module's.
fn forgotten_import(world: &World, exception: &Rc<Exception>) -> Option<String> {
    let name = exception.dict.get_text("name")?.as_str()?;
    let is_module = crate::prelude::source(&name).is_some()
        || crate::builtins::modules::native(&name).is_some();
    (is_module && exception::is_instance(world, exception, "NameError"))
        .then(|| name.as_str().to_owned())
}

/// A name near to the one that was not found. Private attributes are guessed for private ones only.
fn suggestion(world: &mut World, exception: &Rc<Exception>, has_frames: bool) -> Option<Rc<str>> {
    let wrong = exception.dict.get_text("name")?.as_str()?;
    if exception::is_instance(world, exception, "AttributeError") {
        let object = exception.dict.get_text("obj")?;
        let names = names_of(world, &object);
        let names = names.iter().map(|name| name.as_str());
        return excerpt::closest(wrong.as_str(), names).map(Into::into);
    }
    if !has_frames || !exception::is_instance(world, exception, "NameError") {
        return None;
    }
    let mut names = visible_names(world, exception);
    match exception.dict.get_text("obj") {
        Some(Value::Tuple(unset)) => {
            names.retain(|name| {
                !unset
                    .iter()
                    .any(|unset| unset.as_str().as_ref() == Some(name))
            });
        }
        Some(_) => return Some(format!("self.{}", wrong.as_str()).into()),
        None => {}
    }
    let mut names = names.iter().map(|name| name.as_str());
    nearest(wrong.as_str(), &mut names).map(Into::into)
}

/// Attribute names of an object, for suggestions.
fn names_of(world: &World, object: &Value) -> Vec<Rc<Str>> {
    let mut names = Vec::new();
    let mut add = |dict: &crate::world::dict::Dict| {
        names.extend(dict.entries().iter().filter_map(|entry| entry.key.as_str()));
    };
    if !matches!(object, Value::Function(_))
        && let Some(dict) = super::attribute::own_dict(world, object)
    {
        add(&dict);
    }
    let class = match object {
        Value::Class(class) => class.clone(),
        other => world.class_of(other),
    };
    for class in class.lineage() {
        add(&class.dict);
    }
    crate::sort::sort_by(&mut names, |one, other| one.as_str().cmp(other.as_str()));
    names
}

/// Names that the failing code could see: its locals, globals and builtins.
fn visible_names(world: &World, exception: &Rc<Exception>) -> Vec<Rc<Str>> {
    let mut names = Vec::new();
    if let Some(entry) = exception.traceback.borrow().first() {
        let code = &entry.code.code;
        names.extend(code.local_names.iter().map(|name| Str::new(&**name)));
        names.extend(code.cells.iter().map(|cell| Str::new(&*cell.name)));
        names.extend(code.free.iter().map(|free| Str::new(&*free.name)));
    }
    let main = world
        .modules
        .get("__main__")
        .map(|module| module.dict.clone());
    for dict in [main, Some(world.builtins.clone())].into_iter().flatten() {
        names.extend(dict.entries().iter().filter_map(|entry| entry.key.as_str()));
    }
    names.extend(OTHER_BUILTINS.map(Str::new));
    names
}

/// What CPython has among its builtins, and a page has not.
const OTHER_BUILTINS: [&str; 6] = ["None", "False", "True", "open", "input", "complex"];

/// `ValueError: message`: the last line of a traceback.
pub fn last_line(world: &mut World, exception: &Rc<Exception>) -> String {
    let class = exception.class.clone();
    let module = class.module.borrow().clone();
    let name = class.qualname.borrow().clone();
    let name = match module.as_str() {
        "builtins" | "__main__" => name.as_str().to_owned(),
        module => format!("{module}.{}", name.as_str()),
    };
    match message(world, exception) {
        Ok(message) if message.is_empty() => name,
        Ok(message) => format!("{name}: {message}"),
        Err(_) => format!("{name}: <exception str() failed>"),
    }
}

/// `str(exception)`.
///
/// # Errors
/// What an own `__str__` raises.
pub fn message(world: &mut World, exception: &Rc<Exception>) -> Outcome<String> {
    match format::str(world, &Value::Exception(exception.clone())) {
        Ok(text) => Ok(text.as_str().to_owned()),
        Err(Raise::Exception(inner)) => Err(Raise::Exception(inner)),
        Err(Raise::Halt) => Ok(String::new()),
    }
}

/// The class name without its module, and the message: as the schedule log shows an end.
pub fn end_line(world: &mut World, exception: &Rc<Exception>) -> String {
    let name = exception.class.name.borrow().clone();
    match message(world, exception) {
        Ok(message) if !message.is_empty() => format!("{}: {message}", name.as_str()),
        _ => name.as_str().to_owned(),
    }
}
