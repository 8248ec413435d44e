//! The totals of a comparison on one scale, the saved time, and where the schedules part.

use super::{Side, Sides};
use crate::engine::RunView;
use crate::lanes::words::clock_seconds;
use loopscope_core::trace::{Event, Nanos};
use yew::prelude::*;

/// The strip above the columns.
pub struct Strip {
    pub class: &'static str,
    pub glyph: &'static str,
    pub bold: String,
    pub rest: String,
}

fn length(side: &Side) -> Option<Nanos> {
    Some(side.view.as_ref()?.timeline.length())
}

/// The side that ends first, where it is one alone.
pub fn best(sides: &Sides) -> Option<usize> {
    let least = sides.list.iter().filter_map(length).min()?;
    let mut fastest = sides.list.iter().filter(|side| length(side) == Some(least));
    let (first, second) = (fastest.next()?, fastest.next());
    (second.is_none() && sides.list.len() > 1).then_some(first.key)
}

/// What happens in a run that other runs of the same work can be compared by.
fn acts(view: &RunView) -> impl Iterator<Item = (Nanos, String)> + '_ {
    view.recording.records().iter().filter_map(|record| {
        let what = match record.event {
            Event::StepBegan { task, .. } => format!("{} runs", view.timeline.name(task)),
            Event::Output { text, .. } => format!("“{}” is printed", view.recording.text(text)),
            _ => return None,
        };
        Some((record.at, what))
    })
}

/// When two runs first do something else, and what each of them does then.
fn parting(one: &RunView, other: &RunView) -> Option<(Nanos, String, String)> {
    let (mut first, mut second) = (acts(one), acts(other));
    loop {
        match (first.next(), second.next()) {
            (None, None) => return None,
            (Some(a), Some(b)) if a == b => {}
            (a, b) => {
                let at = a.as_ref().or(b.as_ref())?.0;
                let at = b.as_ref().map_or(at, |b| b.0.min(at));
                let words = |it: Option<(Nanos, String)>| {
                    it.map_or("nothing is left".to_owned(), |(when, what)| {
                        if when == at {
                            what
                        } else {
                            format!("{what} at {}", clock_seconds(when))
                        }
                    })
                };
                return Some((at, words(a), words(b)));
            }
        }
    }
}

/// Who has finished, and where the schedules part.
pub fn sentence(sides: &Sides) -> Strip {
    let runs: Vec<(&Side, Nanos)> = sides
        .list
        .iter()
        .filter_map(|side| Some((side, length(side)?)))
        .collect();
    let strip = |class, glyph, bold: String, rest: String| Strip {
        class,
        glyph,
        bold,
        rest,
    };
    let parts = match &runs[..] {
        [(one, _), (other, _), ..] => {
            one.view
                .as_ref()
                .zip(other.view.as_ref())
                .map(|(a, b)| match parting(a, b) {
                    Some((at, first, second)) => format!(
                        "{} and {} part at {}: {first}; {second}.",
                        one.variant.title,
                        other.variant.title,
                        clock_seconds(at)
                    ),
                    None => format!(
                        "{} and {} have the same schedule.",
                        one.variant.title, other.variant.title
                    ),
                })
        }
        _ => None,
    };
    let parts = parts.unwrap_or_default();
    let over: Vec<_> = runs.iter().filter(|(_, end)| *end <= sides.now).collect();
    let last = runs.iter().map(|(_, end)| *end).max().unwrap_or_default();
    match over.iter().min_by_key(|(_, end)| *end) {
        Some((side, end)) if *end < last && over.len() < runs.len() => {
            let next = runs
                .iter()
                .map(|(_, end)| *end)
                .filter(|other| other > end)
                .min();
            let ahead = next.unwrap_or(last).saturating_sub(*end).seconds();
            let bold = format!(
                "{} has finished, {ahead:.1} s before the next.",
                side.variant.title
            );
            strip("s-done", "done", bold, parts)
        }
        Some((side, _)) if over.len() == runs.len() && runs.len() > 1 => {
            let bold = match best(sides) {
                Some(_) => format!("All have finished, {} first.", side.variant.title),
                None => "All have finished, the first of them together.".to_owned(),
            };
            strip("s-done", "done", bold, parts)
        }
        _ => {
            let bold = match runs.len() {
                0 => "The programs still run.".to_owned(),
                1 => "One program; add another to compare it with.".to_owned(),
                many => format!("{many} programs on one clock."),
            };
            strip("s-waiting", "waiting", bold, parts)
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct TotalsProps {
    pub sides: Sides,
}

/// A bar for each total; what is saved against the longest is a dotted gap.
#[component]
pub fn Totals(props: &TotalsProps) -> Html {
    let sides = &props.sides;
    let longest = sides.end().seconds().max(1e-9);
    let best = best(sides);
    let rows = sides.list.iter().filter_map(|side| {
        let total = length(side)?.seconds();
        let saved = longest - total;
        let words = if saved > 0.005 {
            format!("saves {saved:.1} s ({:.0} %)", saved / longest * 100.0)
        } else {
            "saves nothing".to_owned()
        };
        let is_best = best == Some(side.key);
        let share = total / longest * 100.0;
        Some(html! {
            <li class={classes!(is_best.then_some("best"))}>
                <b>{ &side.variant.title }</b>
                <span class="bars" aria-hidden="true">
                    <i style={format!("width:{share:.1}%")}></i>
                    if saved > 0.005 { <i class="gap" style={format!("width:{:.1}%", 100.0 - share)}></i> }
                </span>
                <span class="num">{ format!("{total:.1} s ") }<em>{ words }</em></span>
            </li>
        })
    });
    html! {
        <section class="panel totals" aria-label="Totals"><ul>{ for rows }</ul></section>
    }
}
