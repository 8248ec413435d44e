//! One sentence: what happens at this step, and why.

use crate::engine::RunView;
use crate::platform;
use crate::state::predicting::Guesses;
use crate::state::{Action, Panel, ProgramView, Progress};
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::glyph;
use crate::views::predict::predict;
use loopscope_core::diagnostic::{Code, Diagnostic};
use loopscope_core::explain::{Kind, explain_at};
use loopscope_core::mend::unblock;
use loopscope_core::sentence::{Part, clock, grouped, moment};
use loopscope_core::source::{Source, Span};
use loopscope_core::trace::Nanos;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhyProps {
    pub text: Rc<str>,
    pub view: Option<Rc<RunView>>,
    pub is_current: bool,
    pub diagnostics: Rc<[Diagnostic]>,
    pub progress: Option<Progress>,
    pub cursor: usize,
    /// The clock, rounded to what the sentence tells apart.
    pub now: Nanos,
    pub playing: bool,
    #[prop_or_default]
    pub readonly: bool,
    /// While the future is hidden.
    pub guesses: Option<Guesses>,
    pub dispatch: Callback<Action>,
}

/// The glyph and the class of a kind of sentence.
fn look(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Ready => ("ready", "s-ready"),
        Kind::Running | Kind::Output => ("running", "s-running"),
        Kind::Waiting | Kind::Loop => ("waiting", "s-waiting"),
        Kind::Thread => ("thread", "s-thread"),
        Kind::Done => ("done", "s-done"),
        Kind::Failed => ("failed", "s-failed"),
        Kind::Cancelled => ("cancelled", "s-cancelled"),
        Kind::Blocked => ("blocked", "s-blocked"),
    }
}

/// How a strip looks and what it says, before it is drawn.
struct Strip {
    kind: Kind,
    sentence: Html,
    spoken: String,
    meta: Html,
    below: Html,
    /// Said even while playing: stalls, failures, cancels, the end.
    always: bool,
}

/// A sentence that has more letters than this, as it is spoken, is set smaller on a wide page: so it
/// needs no third line, which would push down all that is below.
const LONG: usize = 136;

/// The same for the fourth line on a telephone.
const FULL: usize = 112;

#[component]
pub fn Why(props: &WhyProps) -> Html {
    let open_term = use_state(|| None::<(AttrValue, &'static str)>);
    let strip = if let Some(progress) = props.progress {
        running(props, progress)
    } else if !props.is_current && !props.diagnostics.is_empty() {
        rejected(props)
    } else if props.text.trim().is_empty() {
        empty(props)
    } else if let Some(view) = &props.view {
        step(props, view, &open_term)
    } else {
        Strip {
            kind: Kind::Loop,
            sentence: html! { "Running the program …" },
            spoken: String::new(),
            meta: html! {},
            below: html! {},
            always: false,
        }
    };
    {
        let open_term = open_term.clone();
        use_effect_on(props.cursor, move |_| {
            if open_term.is_some() {
                open_term.set(None);
            }
        });
    }
    let size = match strip.spoken.len() {
        length if length > LONG => Some("full long"),
        length if length > FULL => Some("full"),
        _ => None,
    };
    let spoken = use_spoken(&strip.spoken, props.playing, strip.always);
    let (name, class) = look(strip.kind);
    let swipe = use_swipe(&props.dispatch);
    let definition = open_term.as_ref().map(|(term, text)| {
        html! { <p class="definition" role="note"><b>{ term }</b>{ ": " }{ *text }</p> }
    });
    html! {
        <section class={classes!("why", class)} aria-label="Why" id="player" tabindex="-1"
            onpointerdown={swipe.0} onpointerup={swipe.1}>
            { glyph(name, &format!("{class} lg")) }
            <div class="why-text">
                <p class={size}>{ strip.sentence }</p>
                { definition }
                { strip.below }
            </div>
            <div class="meta">{ strip.meta }</div>
            <div class="vh" role="status" aria-live="polite">{ spoken }</div>
        </section>
    }
}

fn step(
    props: &WhyProps,
    view: &Rc<RunView>,
    open_term: &UseStateHandle<Option<(AttrValue, &'static str)>>,
) -> Strip {
    let told = explain_at(&view.timeline, props.cursor, props.now);
    let state = view.timeline.at(props.cursor);
    let time = view.time_of(props.cursor).max(props.now);
    let number = view.step_of(props.cursor);
    let sentence: Html = told
        .parts
        .iter()
        .map(|part| self::part(part, open_term))
        .collect();
    let always = matches!(told.kind, Kind::Blocked | Kind::Failed | Kind::Cancelled)
        || number == view.steps();
    let fix = match state.block {
        Some(block) if !props.readonly && props.guesses.is_none() => {
            fix_row(props, view, block.span)
        }
        _ => html! {},
    };
    let asks = props
        .guesses
        .filter(|_| !props.playing)
        .map(|guesses| predict(view, props.cursor, guesses, &props.dispatch));
    let below = html! { <>{ fix }{ early_end(props, view) }{ asks }</> };
    Strip {
        kind: told.kind,
        spoken: format!(
            "Step {number} of {}, {} seconds. {}",
            view.steps(),
            clock(time),
            told.text()
        ),
        sentence,
        meta: html! {
            <>
                <span class="num">{ moment(time) }</span><br/>
                { format!("iteration {}", state.iteration) }
            </>
        },
        below,
        always,
    }
}

/// A run that was ended from outside of Python says so at every step, and shows where.
fn early_end(props: &WhyProps, view: &RunView) -> Html {
    let Some(diagnostic) = &view.recording.diagnostic else {
        return html! {};
    };
    let is_limit = matches!(diagnostic.code, Code::Limit | Code::Unsupported);
    if !is_limit {
        return html! {};
    }
    let end = view.timeline.len();
    let show = on_press(&props.dispatch, Action::Seek(end));
    // At the end the sentence above says what happened.
    let told = if props.cursor < end {
        format!("{} {}", diagnostic.sentence(), diagnostic.advice())
    } else {
        diagnostic.advice()
    };
    html! {
        <div class="fixes ended s-failed">
            <span>{ coded(&told) }</span>
            if props.cursor < end {
                <button type="button" class="btn line" onclick={show}>{ "Show the end" }</button>
            }
        </div>
    }
}

/// A text whose code stands between backticks.
pub fn coded(text: &str) -> Html {
    let pieces = text.split('`').enumerate();
    pieces
        .map(|(at, piece)| match at % 2 {
            0 => html! { piece },
            _ => html! { <code>{ piece }</code> },
        })
        .collect()
}

fn part(part: &Part, open: &UseStateHandle<Option<(AttrValue, &'static str)>>) -> Html {
    match part {
        Part::Plain(text) => html! { text },
        Part::Bold(text) => html! { <b>{ text }</b> },
        Part::Code(text) => html! { <code>{ text }</code> },
        Part::Term {
            text,
            definition: "",
        } => html! { text },
        Part::Term { text, definition } => {
            let term = AttrValue::from(text.clone());
            let is_open = open.as_ref().is_some_and(|(shown, _)| *shown == term);
            let (open, definition) = (open.clone(), *definition);
            let onclick = {
                let term = term.clone();
                move |_| open.set((!is_open).then(|| (term.clone(), definition)))
            };
            html! {
                <button type="button" class="w" aria-expanded={is_open.to_string()} {onclick}>
                    { text }
                </button>
            }
        }
    }
}

fn fix_row(props: &WhyProps, view: &RunView, span: Span) -> Html {
    let fixes = unblock(&view.recording.source, span);
    let serial = view.serial;
    if fixes.is_empty() {
        return html! {};
    }
    let buttons = fixes.into_iter().map(|fix| {
        let dispatch = props.dispatch.clone();
        let edits = fix.edits;
        html! {
            <button type="button" class="btn line"
                onclick={move |_| dispatch.emit(Action::Retime(serial, edits.clone()))}>
                { fix.label }
            </button>
        }
    });
    html! { <div class="fixes"><span>{ "Try a fix:" }</span>{ for buttons }</div> }
}

fn rejected(props: &WhyProps) -> Strip {
    let source = Source::new("", &*props.text);
    let diagnostic = &props.diagnostics[0];
    let place = source.position(diagnostic.span.start);
    let what = match diagnostic.code {
        Code::Syntax => "is not Python yet",
        Code::Unsupported => "is outside of what runs here",
        Code::Limit | Code::Deadlock => "cannot be run",
    };
    let more = match props.diagnostics.len() - 1 {
        0 => String::new(),
        1 => " One more place is marked in the code.".to_owned(),
        more => format!(" {more} more places are marked in the code."),
    };
    let spoken = format!(
        "Line {} {what}. {} {}",
        place.line,
        diagnostic.sentence(),
        diagnostic.advice()
    );
    Strip {
        kind: Kind::Failed,
        sentence: html! {
            <>
                <b>{ format!("Line {} {what}.", place.line) }</b>
                { " " }{ coded(&diagnostic.sentence()) }{ more }
            </>
        },
        spoken,
        meta: html! { <>{ "not run" }<br/>{ "text kept" }</> },
        below: html! {
            <div class="fixes">
                <span>{ coded(&diagnostic.advice()) }</span>
                if props.view.is_some() {
                    <span>{ "Board and timeline show the last text that ran." }</span>
                }
            </div>
        },
        always: true,
    }
}

fn empty(props: &WhyProps) -> Strip {
    let offer = |label: &'static str, opens: Option<&'static str>, action: Action| {
        let onclick = on_press(&props.dispatch, action);
        html! {
            <button type="button" class="btn line" data-opens={opens}
                aria-haspopup={opens.map(|_| "dialog")} {onclick}>
                { label }
            </button>
        }
    };
    let below = if props.readonly {
        html! {}
    } else {
        html! {
            <div class="fixes">
                { offer("Build with blocks", None, Action::ShowProgram(ProgramView::Blocks)) }
                { offer("Fill in a table", Some("scenario"), Action::Toggle(Panel::Scenario)) }
                { offer("Write code", None, Action::ShowProgram(ProgramView::Code)) }
                { offer("Open a lesson", None, Action::Toggle(Panel::Lessons)) }
            </div>
        }
    };
    Strip {
        kind: Kind::Loop,
        sentence: html! {
            <><b>{ "There is no program yet." }</b>{ " What you write or build runs at once." }</>
        },
        spoken: "There is no program yet.".to_owned(),
        meta: html! {},
        below,
        always: true,
    }
}

fn running(props: &WhyProps, progress: Progress) -> Strip {
    let dispatch = props.dispatch.clone();
    let stop = move |_| dispatch.emit(Action::StopRun);
    Strip {
        kind: Kind::Loop,
        sentence: html! {
            <>
                <b>{ "The program still runs." }</b>
                { format!(" {} events so far.", grouped(progress.events as u64)) }
            </>
        },
        spoken: "The program still runs.".to_owned(),
        meta: html! { format!("for {:.1} s", progress.milliseconds / 1e3) },
        below: html! {
            <div class="fixes">
                <button type="button" class="btn line" onclick={stop}>{ "Stop here" }</button>
                <progress aria-label="The program still runs"></progress>
            </div>
        },
        always: true,
    }
}

/// At least this many milliseconds lie between two sentences that are spoken while playing.
const SPEECH_PAUSE_MS: f64 = 2000.0;

/// What a screen reader says now: each sentence when stepping, few of them when playing.
#[hook]
fn use_spoken(text: &str, playing: bool, always: bool) -> String {
    let last = use_mut_ref(|| (String::new(), f64::NEG_INFINITY));
    let mut last = last.borrow_mut();
    let now = platform::now_ms();
    if last.0 != text && (!playing || always || now - last.1 >= SPEECH_PAUSE_MS) {
        *last = (text.to_owned(), now);
    }
    last.0.clone()
}

/// A swipe of a finger to the side steps.
#[hook]
fn use_swipe(dispatch: &Callback<Action>) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let begin = use_mut_ref(|| None::<(i32, i32)>);
    let down = {
        let begin = begin.clone();
        Callback::from(move |event: PointerEvent| {
            let is_finger = event.pointer_type() == "touch";
            *begin.borrow_mut() = is_finger.then(|| (event.client_x(), event.client_y()));
        })
    };
    let dispatch = dispatch.clone();
    let up = Callback::from(move |event: PointerEvent| {
        let Some((x, y)) = begin.borrow_mut().take() else {
            return;
        };
        let (dx, dy) = (event.client_x() - x, event.client_y() - y);
        if dx.abs() > 40 && dx.abs() > 2 * dy.abs() {
            dispatch.emit(if dx < 0 {
                Action::StepForward
            } else {
                Action::StepBack
            });
        }
    });
    (down, up)
}
