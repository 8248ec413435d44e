//! The editor: a real text area over a drawing of its text.
//!
//! ```text
//!   panel (scrolls both ways)
//!   └─ sheet (as large as the text)
//!      ├─ band      behind the line that runs
//!      ├─ lines     coloured text and numbers, only those that are seen
//!      ├─ textarea  transparent text, the caret, the browser's own undo
//!      └─ notes     marks of tasks at the right edge, errors behind their lines
//! ```
//!
//! The sheet has the size of the whole text and the panel scrolls it, so the drawing and the text
//! area can never come apart, and a text of 2,000 lines costs what a screenful costs.

mod keys;
mod lines;
mod notes;

use crate::editing::{self, UndoGroups};
use crate::engine::RunView;
use crate::platform;
use crate::sheet::{self, Marks, Sheet};
use crate::state::Action;
use crate::views::effects::use_effect_on;
use keys::key_handler;
use lines::{Line, band, gutter, line_props};
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::trace::{Nanos, TaskId};
use notes::{error, found, hidden_words, mark_rows};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Lines drawn above and below those that are seen, so that scrolling meets drawn ones.
const SPARE_LINES: u32 = 10;
/// The drawn part moves on by this many lines at once.
const SEEN_STEP: u32 = 10;
/// Most lines drawn at once, should the editor ever be given all the height it asks for.
const MOST_DRAWN: u32 = 400;
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
    /// What its element ids begin with, where a page has several editors.
    #[prop_or(AttrValue::Static("ed"))]
    pub prefix: AttrValue,
    #[prop_or(AttrValue::Static("Program"))]
    pub label: AttrValue,
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
    let leaves = use_state(|| false);
    let sheet = use_memo(props.text.clone(), |text| Sheet::new(text));
    let marks = use_marks(props);
    // Where nobody runs, the line of what happened last is the one to look at.
    let shown = (marks.now).or_else(|| props.view.as_ref()?.recording.told_line(props.cursor));

    {
        let area = area.clone();
        use_effect_on(props.text.clone(), move |text| {
            platform::set_text_area(&area, text)
        });
    }
    {
        let (area, text, caret) = (area.clone(), props.text.clone(), props.caret);
        use_effect_on(props.caret_serial, move |_| {
            if let Some(caret) = caret {
                let at = units(&text, caret as usize);
                platform::select_text(&area, at, at);
            }
        });
    }
    {
        let (panel, probe, area) = (panel.clone(), probe.clone(), area.clone());
        let serial = props.view.as_ref().map(|view| view.serial);
        use_effect_on((shown, serial), move |(line, _)| {
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
        use_effect_on((), move |()| {
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
        let area = area.clone();
        let (panel, probe) = (panel.clone(), probe.clone());
        Callback::from(move |()| {
            if let Some((text, start, _)) = platform::text_area(&area) {
                let at = editing::byte_from_utf16(&text, start as usize);
                let above = text[..at].bytes().filter(|byte| *byte == b'\n').count();
                let above = f64::from(u32::try_from(above).unwrap_or(u32::MAX));
                // The field has no height of its own to scroll in, so a caret that a key put
                // outside of the panel is brought into it here.
                if let Some((_, height)) = platform::size_of(&probe) {
                    platform::reveal(&panel, above * height, height * 1.5);
                }
            }
        })
    };
    let on_blur = {
        let leaves = leaves.clone();
        Callback::from(move |_: FocusEvent| leaves.set(false))
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
                        let seen = line_props(&sheet, &marks, line);
                        html! { <Line key={line} ..seen /> }
                    }) }
                </div>
                { gutter(&marks, &drawn) }
                <textarea
                    ref={area}
                    class="ed-area"
                    aria-label={props.label.clone()}
                    aria-describedby={format!("{0}-help {0}-where {0}-errors", props.prefix)}
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
                // A list of its own: the text area keeps its place among its neighbours.
                <>
                    { for props.diagnostics.iter().take(MOST_ERRORS).map(|diagnostic| {
                        error(&sheet, diagnostic, &marks, &drawn)
                    }) }
                </>
                { mark_rows(props, &sheet, &marks, &drawn) }
                { found(props, &drawn) }
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
    let count = ((height / line) as u32 + 2 * SPARE_LINES + SEEN_STEP).min(MOST_DRAWN);
    Some(first..first + count)
}
