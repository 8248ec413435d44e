//! What is written over the text: marks of tasks, errors, and the words for those who hear.

use super::lines::{LineLook, look_of};
use super::{CodeProps, MOST_ERRORS, Seen, top};
use crate::chips::chip_of;
use crate::sheet::{Mark, Marks, Sheet};
use crate::state::Action;
use crate::views::effects::on_press;
use crate::views::glyph::glyph;
use crate::views::why::coded;
use loopscope_core::diagnostic::{Code as DiagnosticCode, Diagnostic};
use yew::prelude::*;

/// The marks of the tasks, line by line.
pub fn mark_rows(props: &CodeProps, sheet: &Sheet, marks: &Marks, drawn: &Seen) -> Html {
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
            <div key={line} {class} style={top(line)}>
                <div class="ed-row">
                    <span class="ed-copy" aria-hidden="true">{ sheet.line(line).to_owned() }</span>
                    <span class="ed-at">{ for row.iter().rev().map(|mark| mark_button(props, mark)) }</span>
                </div>
            </div>
        }
    });
    html! { <>{ for rows }</> }
}

/// Longest name that an error leaves room for, in letters.
const WHOLE_NAME: usize = 9;

/// What a mark takes beside a long text, in rem: its glyph.
const GLYPH_REM: f64 = 1.75;

/// What a mark would take, in rem: a glyph with its edges, and the letters of its label.
fn room_rem(label: &str) -> f64 {
    let letters = u8::try_from(label.chars().count().min(WHOLE_NAME)).unwrap_or(0);
    2.375 + 0.5625 * f64::from(letters)
}

fn mark_button(props: &CodeProps, mark: &Mark) -> Html {
    let (state, symbol) = mark.kind.look();
    let chosen = props
        .selected
        .is_some_and(|task| mark.tasks.contains(&task));
    // Each click on a mark of several goes on to the next of them.
    let place = props
        .selected
        .and_then(|task| mark.tasks.iter().position(|it| *it == task));
    let next = mark.tasks[place.map_or(0, |place| (place + 1) % mark.tasks.len())];
    let onclick = on_press(&props.dispatch, Action::Select(Some(next)));
    // Tasks are reached by keyboard on the board and the timeline; here they would only stand
    // between the editor and what follows it.
    html! {
        <button
            type="button"
            tabindex="-1"
            class={classes!("at", state, chosen.then_some("sel"))}
            title={mark.words.clone()}
            aria-label={format!("Line {}: {}", mark.line, mark.words)}
            {onclick}
        >
            { glyph(symbol, state) }<span>{ mark.label.clone() }</span>
        </button>
    }
}

/// Most findings that are looked at for signs.
const FOUND_MAX: usize = 1000;

/// A sign beside the number of each line that a finding is about.
pub fn found(props: &CodeProps, drawn: &Seen) -> Html {
    let Some(view) = &props.view else {
        return html! {};
    };
    let mut lines = Vec::new();
    let all = view.findings().iter().enumerate().take(FOUND_MAX);
    let signs = all.filter_map(|(index, finding)| {
        let line = view.recording.line(finding.span)?;
        if !drawn.contains(&line) || lines.contains(&line) {
            return None;
        }
        lines.push(line);
        let (class, symbol, _) = chip_of(&finding.kind);
        let onclick = on_press(&props.dispatch, Action::ShowFinding(Some(index)));
        Some(html! {
            <button type="button" key={line} tabindex="-1" class={classes!("ed-found", class)}
                style={top(line)} title={finding.message.clone()}
                aria-label={format!("Line {line}: {}", finding.message)} {onclick}>
                { glyph(symbol, &format!("{class} sm")) }
            </button>
        })
    });
    html! { <>{ for signs }</> }
}

/// A wavy line under what is wrong, and the message behind it: as much as there is room for before
/// the marks of the tasks. A press on it opens all of it; the sentence above the board says it too.
pub fn error(sheet: &Sheet, diagnostic: &Diagnostic, marks: &Marks, drawn: &Seen) -> Html {
    let line = sheet.line_of(diagnostic.span.start);
    if !drawn.contains(&line) {
        return Html::default();
    }
    let (before, inside) = sheet.underlined(line, diagnostic.span);
    let here = marks.list.iter().filter(|mark| mark.line == line);
    let rooms = here.map(|mark| room_rem(&mark.label)).collect::<Vec<_>>();
    // Behind a long text only the glyph of the last mark is seen.
    let last = if rooms.is_empty() { 0.0 } else { GLYPH_REM };
    let all = rooms.iter().sum::<f64>();
    let letters = sheet.line(line).chars().count();
    let room =
        format!("max({last}rem, min({all}rem, 100cqw - var(--gutter) - {letters}ch - 3rem))");
    let (state, symbol) = look_of_error(diagnostic.code);
    html! {
        <>
            <div class="ed-wave" style={top(line)} aria-hidden="true">
                <span>{ before.to_owned() }</span><u>{ inside.to_owned() }</u>
            </div>
            <div class="ed-error" style={format!("{};--marks:{room}", top(line))}>
                <div class="ed-row">
                    <span class="ed-copy" aria-hidden="true">{ sheet.line(line).to_owned() }</span>
                    <details class={state}>
                        <summary tabindex="-1">
                            { glyph(symbol, &format!("{state} sm")) }
                            <span>{ diagnostic.message.clone() }</span>
                        </summary>
                        <p>{ coded(&diagnostic.message) }<small>{ coded(&diagnostic.advice()) }</small></p>
                    </details>
                </div>
            </div>
        </>
    }
}

fn look_of_error(code: DiagnosticCode) -> (&'static str, &'static str) {
    match code {
        DiagnosticCode::Syntax | DiagnosticCode::Unsupported => ("s-failed", "failed"),
        DiagnosticCode::Limit | DiagnosticCode::Deadlock => ("s-blocked", "blocked"),
    }
}

/// What the drawing shows, for those who hear it.
pub fn hidden_words(props: &CodeProps, sheet: &Sheet, marks: &Marks) -> Html {
    let errors = props
        .diagnostics
        .iter()
        .take(MOST_ERRORS)
        .map(|diagnostic| {
            let line = sheet.line_of(diagnostic.span.start);
            format!(
                "Line {line}: {} {} ",
                diagnostic.sentence(),
                diagnostic.advice()
            )
        });
    let places = marks
        .list
        .iter()
        .take(12)
        .map(|mark| format!("Line {}: {}. ", mark.line, mark.words));
    html! {
        <div class="vh">
            <p id={format!("{}-help", props.prefix)}>
                { "Tab indents; Escape, then Tab, leaves the editor. \
                   Control Enter plays, Control and an arrow steps." }
            </p>
            <p id={format!("{}-where", props.prefix)}>{ places.collect::<String>() }</p>
            <p id={format!("{}-errors", props.prefix)}>{ errors.collect::<String>() }</p>
        </div>
    }
}
