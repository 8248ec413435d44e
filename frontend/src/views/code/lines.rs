//! The drawing of the text: lines of coloured pieces, and the band of the line that runs.

use super::top;
use crate::sheet::{Marks, Sheet};
use std::rc::Rc;
use yew::prelude::*;

/// A sheet that is equal to itself only: comparing texts line by line would cost more than drawing.
#[derive(Clone)]
pub struct Held(pub Rc<Sheet>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

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
    pub sheet: Held,
    /// From 1.
    pub line: u32,
    pub look: LineLook,
}

#[component]
pub fn Line(props: &LineProps) -> Html {
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
