//! The editor: a real text area over a drawing of its text.
//!
//! ```text
//!   panel (scrolls both ways)
//!   └─ sheet (as large as the text)
//!      ├─ band      behind the line that runs
//!      ├─ lines     coloured text and numbers, only those that are seen
//!      ├─ textarea  transparent text, the caret, the browser's own undo
//!      └─ notes     marks of tasks at the right edge, errors under their lines
//! ```
//!
//! The sheet has the size of the whole text and the panel scrolls it, so the drawing and the text
//! area can never come apart, and a text of 2,000 lines costs what a screenful costs.

use crate::editing::{self, Edit, UndoGroups};
use crate::engine::RunView;
use crate::platform;
use crate::sheet::{self, Mark, Marks, Sheet};
use crate::state::Action;
use crate::views::glyph::glyph;
use loopscope_core::diagnostic::{Code as DiagnosticCode, Diagnostic};
use loopscope_core::trace::{Nanos, TaskId};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Lines drawn above and below those that are seen, so that scrolling meets drawn ones.
const SPARE_LINES: u32 = 20;
/// The drawn part moves on by this many lines at once.
const SEEN_STEP: u32 = 10;
/// Most errors that are shown in the text.
const MOST_ERRORS: usize = 10;

#[derive(Properties, PartialEq)]
pub struct CodeProps {
    pub text: Rc<str>,
    /// `None` while the picture on the board is not the one of this text.
    pub view: Option<Rc<RunView>>,
    pub diagnostics: Rc<[Diagnostic]>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    /// The clock, which tells who is late while the loop is held.
    #[prop_or_default]
    pub now: Nanos,
    pub selected: Option<TaskId>,
    /// Where to put the caret (byte offset) when `caret_serial` changes: after an undo or a
    /// gesture.
    #[prop_or_default]
    pub caret: Option<u32>,
    #[prop_or_default]
    pub caret_serial: u32,
    #[prop_or_default]
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

/// The lines that are drawn, from 1, the last one left out.
type Seen = Range<u32>;

#[component]
pub fn Code(props: &CodeProps) -> Html {
    let area = use_node_ref();
    let panel = use_node_ref();
    let probe = use_node_ref();
    let seen = use_state(|| 1..60_u32);
    let caret_line = use_state(|| 0_u32);
    let leaves = use_state(|| false);
    let sheet = use_memo(props.text.clone(), |text| Sheet::new(text));
    let marks = use_marks(props);

    {
        let area = area.clone();
        use_effect_with(props.text.clone(), move |text| {
            platform::set_text_area(&area, text)
        });
    }
    {
        let (area, text, caret) = (area.clone(), props.text.clone(), props.caret);
        use_effect_with(props.caret_serial, move |_| {
            if let Some(caret) = caret {
                let at = units(&text, caret as usize);
                platform::select_text(&area, at, at);
            }
        });
    }
    {
        let (panel, probe, area) = (panel.clone(), probe.clone(), area.clone());
        let serial = props.view.as_ref().map(|view| view.serial);
        use_effect_with((marks.now, serial), move |(line, _)| {
            if let (Some(line), Some((_, height))) = (line, platform::size_of(&probe))
                && !platform::has_focus(&area)
            {
                let top = f64::from(*line - 1) * height;
                platform::reveal(&panel, top - height, height * 4.0);
            }
        });
    }
    let look = {
        let (panel, probe, seen) = (panel.clone(), probe.clone(), seen.clone());
        Callback::from(move |()| {
            if let Some(range) = seen_lines(&panel, &probe)
                && *seen != range
            {
                seen.set(range);
            }
        })
    };
    {
        let (panel, look) = (panel.clone(), look.clone());
        use_effect_with((), move |()| {
            let watch = platform::SizeWatch::new(&panel, move |_, _| look.emit(()));
            move || drop(watch)
        });
    }

    let on_scroll = Callback::from(move |_: Event| look.emit(()));
    let groups = use_mut_ref(UndoGroups::default);
    let on_key = key_handler(props, &area, &leaves, &groups);
    let on_input = {
        let (dispatch, before) = (props.dispatch.clone(), props.text.clone());
        Callback::from(move |event: InputEvent| {
            let text: Rc<str> = platform::value_of(&event).into();
            let kind = event.input_type();
            groups
                .borrow_mut()
                .note(&before, &text, &kind, platform::now_ms());
            dispatch.emit(Action::Type(text));
        })
    };
    let on_caret = {
        let (area, caret_line) = (area.clone(), caret_line.clone());
        let (panel, probe) = (panel.clone(), probe.clone());
        Callback::from(move |()| {
            if let Some((text, start, _)) = platform::text_area(&area) {
                let at = editing::byte_from_utf16(&text, start as usize);
                let line = text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1;
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                // The field has no height of its own to scroll in, so a caret that a key put
                // outside of the panel is brought into it here.
                if let Some((_, height)) = platform::size_of(&probe) {
                    platform::reveal(&panel, f64::from(line - 1) * height, height * 1.5);
                }
                caret_line.set(line);
            }
        })
    };
    let on_blur = {
        let (leaves, caret_line) = (leaves.clone(), caret_line.clone());
        Callback::from(move |_: FocusEvent| {
            leaves.set(false);
            caret_line.set(0);
        })
    };

    let lines = sheet.line_count();
    let drawn = seen.start..seen.end.min(lines + 1);
    html! {
        <div class={classes!("editor", (lines > 999).then_some("wide"))} ref={panel} onscroll={on_scroll}>
            <div class="ed-sheet" style={format!("--lines:{}", lines + 2)}>
                <div class="ed-longest" ref={probe} aria-hidden="true">{ sheet.longest() }</div>
                { band(&marks) }
                <div class="ed-lines" aria-hidden="true" style={top(drawn.start)}>
                    { for drawn.clone().map(|line| {
                        let look = look_of(&marks, line);
                        html! {
                            <Line key={line} sheet={Held(sheet.clone())} {line} {look} />
                        }
                    }) }
                </div>
                <textarea
                    ref={area}
                    class="ed-area"
                    aria-label="Program"
                    aria-describedby="ed-help ed-where ed-errors"
                    aria-invalid={(!props.diagnostics.is_empty()).to_string()}
                    readonly={props.readonly}
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    wrap="off"
                    onkeydown={on_key}
                    oninput={on_input}
                    onkeyup={on_caret.reform(|_: KeyboardEvent| ())}
                    onclick={on_caret.reform(|_: MouseEvent| ())}
                    onfocus={on_caret.reform(|_: FocusEvent| ())}
                    onblur={on_blur}
                />
                { for props.diagnostics.iter().take(MOST_ERRORS).map(|diagnostic| {
                    error(&sheet, diagnostic, *caret_line, &drawn)
                }) }
                { mark_rows(props, &sheet, &marks, &drawn) }
            </div>
            if *leaves {
                <p class="ed-hint">{ "Tab now leaves the editor" }</p>
            }
            { hidden_words(props, &sheet, &marks) }
        </div>
    }
}

/// Where every task is, made again only when the cursor moves, or the clock while somebody blocks.
#[hook]
fn use_marks(props: &CodeProps) -> Rc<Marks> {
    let key = (props.view.clone(), props.cursor);
    let state = use_memo(key.clone(), |(view, cursor)| {
        view.as_ref().map(|view| view.timeline.at(*cursor))
    });
    let blocked = state
        .as_ref()
        .as_ref()
        .is_some_and(|state| state.block.is_some());
    let late_at = if blocked { props.now } else { Nanos(0) };
    use_memo((key, late_at), move |((view, _), now)| {
        match (view, state.as_ref()) {
            (Some(view), Some(state)) => {
                let recording = &view.recording;
                sheet::marks(state, &recording.trace, &recording.source, *now)
            }
            _ => Marks::default(),
        }
    })
}

/// What an offset in bytes is for the browser.
fn units(text: &str, byte: usize) -> u32 {
    u32::try_from(editing::utf16_from_byte(text, byte)).unwrap_or(u32::MAX)
}

fn top(line: u32) -> String {
    format!("--line:{}", line.saturating_sub(1))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "line numbers of a text are small, and a float cast saturates"
)]
fn seen_lines(panel: &NodeRef, probe: &NodeRef) -> Option<Seen> {
    let (top, height) = platform::scroll_place(panel)?;
    let (_, line) = platform::size_of(probe)?;
    if line < 1.0 {
        return None;
    }
    let first = ((top / line) as u32).saturating_sub(SPARE_LINES) / SEEN_STEP * SEEN_STEP + 1;
    let count = (height / line) as u32 + 2 * SPARE_LINES + SEEN_STEP;
    Some(first..first + count)
}

// ---------------------------------------------------------------- keys

/// What a key in the editor means.
enum Key {
    Edit(Edit),
    Act(Action),
    /// The browser's own undo; when it has nothing to take back, ours.
    Travel(Action),
    Leaves,
    Native,
}

fn meaning(event: &KeyboardEvent, text: &str, selection: Range<usize>, readonly: bool) -> Key {
    let (shift, alt) = (event.shift_key(), event.alt_key());
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    match key.as_str() {
        "Escape" => return Key::Leaves,
        "Enter" if control => return Key::Act(Action::TogglePlay),
        "ArrowLeft" if event.ctrl_key() && !shift && !alt => return Key::Act(Action::StepBack),
        "ArrowRight" if event.ctrl_key() && !shift && !alt => return Key::Act(Action::StepForward),
        _ if readonly => return Key::Native,
        "z" | "Z" if control && !alt => {
            return Key::Travel(if shift { Action::Redo } else { Action::Undo });
        }
        "y" if control && !alt => return Key::Travel(Action::Redo),
        "/" if control => return Key::Edit(editing::toggle_comment(text, selection)),
        _ if control || alt => return Key::Native,
        _ => {}
    }
    let edit = match (key.as_str(), shift) {
        ("Tab", false) => Some(editing::indent(text, selection)),
        ("Tab", true) => {
            // Nothing to take away is no reason to leave the field.
            let nothing = Edit {
                range: selection.start..selection.start,
                insert: String::new(),
                select: selection.clone(),
            };
            Some(editing::dedent(text, selection).unwrap_or(nothing))
        }
        ("Enter", _) => Some(editing::newline(text, selection)),
        ("Backspace", _) => editing::backspace(text, selection),
        _ => None,
    };
    edit.map_or(Key::Native, Key::Edit)
}

fn key_handler(
    props: &CodeProps,
    area: &NodeRef,
    leaves: &UseStateHandle<bool>,
    groups: &Rc<RefCell<UndoGroups>>,
) -> Callback<KeyboardEvent> {
    let (area, leaves, groups) = (area.clone(), leaves.clone(), groups.clone());
    let (dispatch, readonly) = (props.dispatch.clone(), props.readonly);
    Callback::from(move |event: KeyboardEvent| {
        // A key that ends a composition belongs to the input method.
        if event.is_composing() || (*leaves && event.key() == "Tab") {
            return;
        }
        let Some((text, start, end)) = platform::text_area(&area) else {
            return;
        };
        let byte = |units: u32| editing::byte_from_utf16(&text, units as usize);
        let key = meaning(&event, &text, byte(start)..byte(end), readonly);
        let modifier = matches!(event.key().as_str(), "Shift" | "Control" | "Alt" | "Meta");
        if *leaves != matches!(key, Key::Leaves) && !modifier {
            leaves.set(matches!(key, Key::Leaves));
        }
        match key {
            Key::Edit(edit) => {
                event.prevent_default();
                event.stop_propagation();
                let new = edit.apply(&text);
                let range = (units(&text, edit.range.start), units(&text, edit.range.end));
                let select = (units(&new, edit.select.start), units(&new, edit.select.end));
                platform::type_into(&area, range, &edit.insert, select);
            }
            Key::Act(action) => {
                event.prevent_default();
                event.stop_propagation();
                dispatch.emit(action);
            }
            Key::Travel(action) => {
                event.prevent_default();
                event.stop_propagation();
                let back = action == Action::Undo;
                let stops = |text: &str| groups.borrow().stops_at(text);
                if !platform::travel_in(&area, back, stops) {
                    dispatch.emit(action);
                }
                groups.borrow_mut().end_group();
            }
            Key::Leaves | Key::Native => {}
        }
    })
}

// ---------------------------------------------------------------- lines

/// A sheet that is equal to itself only: comparing texts line by line would cost more than drawing.
#[derive(Clone)]
struct Held(Rc<Sheet>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineLook {
    Plain,
    Now,
    Blocked,
}

fn look_of(marks: &Marks, line: u32) -> LineLook {
    match marks.now {
        Some(now) if now == line && marks.is_blocked => LineLook::Blocked,
        Some(now) if now == line => LineLook::Now,
        _ => LineLook::Plain,
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    sheet: Held,
    line: u32,
    look: LineLook,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let (class, current) = match props.look {
        LineLook::Plain => ("ln", None),
        LineLook::Now => ("ln now", Some("step")),
        LineLook::Blocked => ("ln bad", Some("step")),
    };
    let pieces = props
        .sheet
        .0
        .pieces(props.line)
        .into_iter()
        .map(|(text, class)| {
            let text = text.to_owned();
            match class {
                Some(class) => html! { <span {class}>{ text }</span> },
                None => html! { { text } },
            }
        });
    html! {
        <div {class} aria-current={current}>
            <i>{ props.line }</i><code>{ for pieces }</code>
        </div>
    }
}

fn band(marks: &Marks) -> Html {
    let Some(line) = marks.now else {
        return Html::default();
    };
    let class = if marks.is_blocked {
        "ed-band bad"
    } else {
        "ed-band"
    };
    html! { <div {class} style={top(line)} aria-hidden="true"></div> }
}

// ---------------------------------------------------------------- notes

fn mark_rows(props: &CodeProps, sheet: &Sheet, marks: &Marks, drawn: &Seen) -> Html {
    let first = marks.list.partition_point(|mark| mark.line < drawn.start);
    let last = marks.list.partition_point(|mark| mark.line < drawn.end);
    let rows = marks.list[first..last].chunk_by(|one, other| one.line == other.line);
    let rows = rows.map(|row| {
        let line = row[0].line;
        let class = match look_of(marks, line) {
            LineLook::Plain => "ed-marks",
            LineLook::Now => "ed-marks now",
            LineLook::Blocked => "ed-marks bad",
        };
        html! {
            <div key={line} {class} style={format!("{};--marks:{}", top(line), row.len())}>
                <div class="ed-row">
                    <span class="ed-copy" aria-hidden="true">{ sheet.line(line).to_owned() }</span>
                    <span class="ed-at">{ for row.iter().map(|mark| mark_button(props, mark)) }</span>
                </div>
            </div>
        }
    });
    html! { <>{ for rows }</> }
}

fn mark_button(props: &CodeProps, mark: &Mark) -> Html {
    let (state, symbol) = mark.kind.look();
    // A count says nothing when it is cut; a name still does.
    let short = mark.label.chars().count() <= 5;
    let chosen = props
        .selected
        .is_some_and(|task| mark.tasks.contains(&task));
    // Each click on a mark of several goes on to the next of them.
    let place = props
        .selected
        .and_then(|task| mark.tasks.iter().position(|it| *it == task));
    let next = mark.tasks[place.map_or(0, |place| (place + 1) % mark.tasks.len())];
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Select(Some(next)));
    // Tasks are reached by keyboard on the board and the timeline; here they would only stand
    // between the editor and what follows it.
    html! {
        <button
            type="button"
            tabindex="-1"
            class={classes!("at", state, chosen.then_some("sel"), short.then_some("short"))}
            title={mark.words.clone()}
            aria-label={format!("Line {}: {}", mark.line, mark.words)}
            {onclick}
        >
            { glyph(symbol, state) }<span>{ mark.label.clone() }</span>
        </button>
    }
}

fn error(sheet: &Sheet, diagnostic: &Diagnostic, caret_line: u32, drawn: &Seen) -> Html {
    let line = sheet.line_of(diagnostic.span.start);
    if !drawn.contains(&line) {
        return Html::default();
    }
    let (before, inside) = sheet.underlined(line, diagnostic.span);
    let text = sheet.line(line);
    let indent = &text[..text.len() - text.trim_start().len()];
    // The message stands over the lines below; it steps aside while somebody writes there.
    let aside = (line + 1..=line + 3).contains(&caret_line);
    html! {
        <>
            <div class="ed-wave" style={top(line)} aria-hidden="true">
                <span>{ before.to_owned() }</span><u>{ inside.to_owned() }</u>
            </div>
            if !aside {
                <div class="ed-error" style={top(line + 1)} aria-hidden="true">
                    <span class="ed-indent">{ indent.to_owned() }</span>
                    <p class={look_of_error(diagnostic.code)}>
                        { diagnostic.message.clone() }
                        if !diagnostic.help.is_empty() {
                            <small>{ diagnostic.help.clone() }</small>
                        }
                    </p>
                </div>
            }
        </>
    }
}

fn look_of_error(code: DiagnosticCode) -> &'static str {
    match code {
        DiagnosticCode::Syntax | DiagnosticCode::Unsupported => "s-failed",
        DiagnosticCode::Limit | DiagnosticCode::Deadlock => "s-blocked",
    }
}

/// What the drawing shows, for those who hear it.
fn hidden_words(props: &CodeProps, sheet: &Sheet, marks: &Marks) -> Html {
    let errors = props
        .diagnostics
        .iter()
        .take(MOST_ERRORS)
        .map(|diagnostic| {
            let line = sheet.line_of(diagnostic.span.start);
            format!("Line {line}: {} {} ", diagnostic.message, diagnostic.help)
        });
    let places = marks
        .list
        .iter()
        .take(12)
        .map(|mark| format!("Line {}: {}. ", mark.line, mark.words));
    html! {
        <div class="vh">
            <p id="ed-help">
                { "Tab indents; Escape, then Tab, leaves the editor. \
                   Control Enter plays, Control and an arrow steps." }
            </p>
            <p id="ed-where">{ places.collect::<String>() }</p>
            <p id="ed-errors">{ errors.collect::<String>() }</p>
        </div>
    }
}
