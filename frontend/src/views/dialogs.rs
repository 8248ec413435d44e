//! What opens over the page: share, keyboard help, all steps in words.

use crate::engine::RunView;
use crate::keys::HELP;
use crate::picture::{Shot, png_with};
use crate::platform;
use crate::state::{Action, Notice, Panel, TEXT_SIZES};
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::icon;
use loopscope_core::chrome::chrome;
use loopscope_core::explain::explain;
use loopscope_core::sentence::moment;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub title: AttrValue,
    pub class: AttrValue,
    pub dispatch: Callback<Action>,
    pub children: Html,
}

/// A panel with a head and a close button; it takes the focus when it opens.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_on((), move |()| platform::focus(&head));
    }
    let close = on_press(&props.dispatch, Action::Close);
    let id = format!("dialog-{}", props.class);
    html! {
        <div class={classes!("pop", "dialog", props.class.to_string())} role="dialog"
            aria-labelledby={id.clone()}>
            <div class="ph">
                <h2 {id} tabindex="-1" ref={head}>{ props.title.clone() }</h2>
                <span class="spring"></span>
                <button type="button" class="btn icon" aria-label="Close" onclick={close}>
                    { icon("close") }
                </button>
            </div>
            <div class="dialog-body">{ props.children.clone() }</div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ShareProps {
    pub link: AttrValue,
    pub snippet: AttrValue,
    /// The moment of the program's run; none where it has none.
    pub shot: Option<Shot>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Share(props: &ShareProps) -> Html {
    let link = use_node_ref();
    let snippet = use_node_ref();
    let copy = |text: &AttrValue, field: &NodeRef, done: &'static str| {
        let (text, field) = (text.to_string(), field.clone());
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let (field, dispatch) = (field.clone(), dispatch.clone());
            platform::copy(&text, move |copied| {
                let notice = if copied {
                    Notice::new(done)
                } else {
                    platform::select_all(&field);
                    Notice::new("The browser does not allow copying here. It is selected now.")
                };
                dispatch.emit(Action::Notify(notice));
            });
        })
    };
    html! {
        <Dialog title="Share this moment" class="share" dispatch={props.dispatch.clone()}>
            <p>{ "The link holds the program and the step that is shown. Nothing is stored elsewhere." }</p>
            <label for="share-link">{ "Link" }</label>
            <div class="copy-row">
                <input id="share-link" class="field" readonly=true value={props.link.clone()}
                    ref={link.clone()}/>
                <button type="button" class="btn primary"
                    onclick={copy(&props.link, &link, "The link is copied.")}>
                    { "Copy link" }
                </button>
            </div>
            <label for="share-snippet">{ "Snippet for a page" }</label>
            <div class="copy-row">
                <textarea id="share-snippet" class="field" readonly=true rows="4"
                    value={props.snippet.clone()} ref={snippet.clone()}/>
                <button type="button" class="btn line"
                    onclick={copy(&props.snippet, &snippet, "The snippet is copied.")}>
                    { "Copy snippet" }
                </button>
            </div>
            <p class="note">{ format!("The link has {} characters.", props.link.chars().count()) }</p>
            if let Some(shot) = &props.shot { { downloads(shot, &props.dispatch) } }
        </Dialog>
    }
}

/// The picture of a moment as PNG; `None` where the browser can't draw it.
pub fn png_of(shot: &Shot, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let link = shot.link.clone();
    platform::drawn(&shot.svg(platform::colour), move |png| {
        done(png.map(|png| png_with(&png, &link)));
    });
}

/// The moment as a picture that opens again, and the whole run for other tools.
fn downloads(shot: &Shot, dispatch: &Callback<Action>) -> Html {
    let svg = {
        let shot = shot.clone();
        move |_: MouseEvent| {
            let picture = shot.svg(platform::colour);
            platform::download("loopscope.svg", picture.as_bytes());
        }
    };
    let png = {
        let (shot, dispatch) = (shot.clone(), dispatch.clone());
        move |_: MouseEvent| {
            let dispatch = dispatch.clone();
            png_of(&shot, move |png| match png {
                Some(png) => platform::download("loopscope.png", &png),
                None => dispatch.emit(Action::Notify(Notice::error(
                    "This browser does not turn the picture into PNG. Save it as SVG.",
                ))),
            });
        }
    };
    let view = shot.view.clone();
    let trace = move |_: MouseEvent| {
        let trace = chrome(&view.timeline, view.findings());
        platform::download("loopscope-trace.json", trace.as_bytes());
    };
    html! {
        <>
            <p>{ "A picture has the program inside: drop it on this page, and it opens again." }</p>
            <div class="pop-foot">
                <button type="button" class="btn line" onclick={svg}>{ "Save as SVG" }</button>
                <button type="button" class="btn line" onclick={png}>{ "Save as PNG" }</button>
                <button type="button" class="btn line" onclick={trace}
                    title="For Perfetto, speedscope or chrome://tracing">
                    { "Download the run as a trace" }
                </button>
            </div>
        </>
    }
}

pub fn help(keys_off: bool, text_size: u16, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| on_press(dispatch, action);
    let rows = HELP.iter().map(|(keys, meaning)| {
        let keys = keys.iter().map(|key| html! { <kbd>{ *key }</kbd> });
        html! { <tr><th scope="row">{ for keys }</th><td>{ *meaning }</td></tr> }
    });
    let sizes = TEXT_SIZES.iter().map(|size| {
        let is_on = *size == text_size;
        html! {
            <button type="button" class={is_on.then_some("on")} aria-pressed={is_on.to_string()}
                onclick={act(Action::SetTextSize(*size))}>
                { format!("{size} %") }
            </button>
        }
    });
    let toggled = if keys_off {
        "Turn the keys on"
    } else {
        "Turn the keys off"
    };
    html! {
        <Dialog title="Keyboard help" class="help" dispatch={dispatch.clone()}>
            <div class="help-size">
                <span>{ "Size of text" }</span>
                <span class="seg" role="group" aria-label="Size of text">{ for sizes }</span>
            </div>
            <table>
                <caption class="vh">{ "Keys and what they do" }</caption>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="note">{ "Letters and arrows act outside of text fields and sliders." }</p>
            <div class="pop-foot">
                <button type="button" class="btn line" aria-pressed={keys_off.to_string()}
                    onclick={act(Action::ToggleKeys)}>
                    { toggled }
                </button>
                <button type="button" class="btn line" onclick={act(Action::ToggleInk)}>{ "Draw on the page" }</button>
                <button type="button" class="btn line" onclick={act(Action::Toggle(Panel::Steps))}>
                    { "All steps in words" }
                </button>
            </div>
        </Dialog>
    }
}

/// Steps listed at most.
const STEPS_MAX: usize = 1000;

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    pub dispatch: Callback<Action>,
}

/// The whole run as a list of sentences.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let view = props.view.clone();
    let sentences = use_memo(view, |view| {
        view.as_ref().map_or(Vec::new(), |view| {
            let steps = view.steps().min(STEPS_MAX);
            (0..=steps)
                .map(|step| {
                    let cursor = view.cursor_of(step);
                    (
                        cursor,
                        view.time_of(cursor),
                        explain(&view.timeline, cursor).text(),
                    )
                })
                .collect()
        })
    });
    let rows = sentences
        .iter()
        .enumerate()
        .map(|(step, (cursor, at, text))| {
            let dispatch = props.dispatch.clone();
            let current = (*cursor == props.cursor).then_some("step");
            html! {
                <li key={step} aria-current={current}>
                    <button type="button" class={classes!("row", current.map(|_| "on"))}
                        onclick={move |_| dispatch.emit(Action::SeekStep(step))}>
                        <span class="num">{ step }</span>
                        <span class="num">{ moment(*at) }</span>
                        <span>{ text }</span>
                    </button>
                </li>
            }
        });
    html! {
        <Dialog title="All steps in words" class="steps" dispatch={props.dispatch.clone()}>
            if sentences.is_empty() { <p>{ "There is no run to tell about yet." }</p> }
            <ol class="steps-list">{ for rows }</ol>
        </Dialog>
    }
}
