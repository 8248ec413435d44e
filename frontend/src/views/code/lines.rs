//! The drawing of the text: lines of coloured pieces, and the band of the line that runs.

use super::top;
use crate::sheet::{Marks, Sheet};
use std::ops::Range;
use yew::prelude::*;

/// How a line stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LineLook {
    Plain,
    Now,
    Blocked,
}

pub fn look_of(marks: &Marks, line: u32) -> LineLook {
    match marks.now {
        Some(now) if now == line && marks.is_blocked => LineLook::Blocked,
        Some(now) if now == line => LineLook::Now,
        _ => LineLook::Plain,
    }
}

#[derive(Properties, PartialEq)]
pub struct LineProps {
    /// Pieces of the line, each with the class of its colour.
    pub pieces: Vec<(String, Option<&'static str>)>,
    pub is_now: bool,
}

/// One line of the drawing; compared by its pieces, so that typing draws one line and not all.
#[component]
pub fn Line(props: &LineProps) -> Html {
    let pieces = props.pieces.iter().map(|(text, class)| match class {
        Some(class) => html! { <span class={*class}>{ text.clone() }</span> },
        None => html! { { text.clone() } },
    });
    html! {
        <div class="ln" aria-current={props.is_now.then_some("step")}>
            <code>{ for pieces }</code>
        </div>
    }
}

/// Everything that one line shows.
pub fn line_props(sheet: &Sheet, marks: &Marks, line: u32) -> LineProps {
    let pieces = sheet.pieces(line).into_iter();
    LineProps {
        pieces: pieces
            .map(|(text, class)| (text.to_owned(), class))
            .collect(),
        is_now: marks.now == Some(line),
    }
}

/// The numbers of the lines that are drawn: one column that stays at the left edge, as one text,
/// because each element that stays costs at every picture.
pub fn gutter(marks: &Marks, drawn: &Range<u32>) -> Html {
    let mut numbers = String::new();
    for line in drawn.clone() {
        numbers.push_str(&line.to_string());
        numbers.push('\n');
    }
    let now = marks.now.map(|line| {
        let class = if marks.is_blocked {
            "ed-number bad"
        } else {
            "ed-number"
        };
        html! { <b {class} style={top(line)}>{ line }</b> }
    });
    html! {
        <div class="ed-gutter" aria-hidden="true">
            <div class="ed-column">
                <div class="ed-numbers" style={top(drawn.start)}>{ numbers }</div>
                { for now }
            </div>
        </div>
    }
}

/// The band behind the line that runs; it moves, so that the eye follows it.
pub fn band(marks: &Marks) -> Html {
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
