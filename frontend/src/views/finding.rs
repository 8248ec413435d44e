//! One finding: what it is, where, what it means, and the edits that mend it with what they change.

use crate::chips::chip_of;
use crate::diff::{Line, diff};
use crate::engine::RunView;
use crate::platform;
use crate::state::{Action, TextEdit};
use crate::views::dialogs::Dialog;
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::glyph;
use loopscope_core::bend::Variant;
use loopscope_core::edit::apply;
use loopscope_core::findings::advice;
use loopscope_core::mend::{Mend, mends};
use loopscope_core::sentence::moment;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FindingProps {
    pub view: Rc<RunView>,
    pub index: usize,
    #[prop_or_default]
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn FindingPanel(props: &FindingProps) -> Html {
    let chosen = use_state_eq(|| 0_usize);
    use_effect_on((), |()| {
        || {
            platform::after(0, || {
                if platform::is_focus_lost() {
                    platform::focus_selector(".chips button");
                }
            });
        }
    });
    {
        let chosen = chosen.clone();
        use_effect_on(props.index, move |_| chosen.set(0));
    }
    let said = use_memo((props.view.clone(), props.index), |(view, index)| {
        let found = view.findings().get(*index);
        found.map_or(String::new(), |found| advice(&view.recording, &found.kind))
    });
    let mends = use_memo(
        (props.view.clone(), props.index, props.readonly),
        |(view, index, readonly)| {
            let found = view.findings().get(*index).filter(|_| !readonly);
            found.map_or_else(Vec::new, |finding| {
                mends(&view.recording, view.findings(), finding)
            })
        },
    );
    let recording = &props.view.recording;
    let Some(finding) = props.view.findings().get(props.index) else {
        return html! {};
    };
    let act = |action: Action| on_press(&props.dispatch, action);
    let (class, sign, word) = chip_of(&finding.kind);
    let time = moment(props.view.time_of(finding.cursor));
    let place = match recording.line(finding.span) {
        Some(line) => format!("Line {line}, at {time}"),
        None => format!("At {time}"),
    };
    let choices = mends.iter().enumerate().map(|(index, mend)| {
        let on = *chosen == index;
        let chosen = chosen.clone();
        let onclick = Callback::from(move |_: MouseEvent| chosen.set(index));
        html! {
            <button type="button" class={classes!("btn", "line", on.then_some("on"))}
                aria-pressed={on.to_string()} {onclick}>
                { mend.label.clone() }
            </button>
        }
    });
    let mend = mends.get(*chosen).or(mends.first());
    let others = props
        .view
        .findings()
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != props.index);
    let others: Vec<Html> = others
        .take(12)
        .map(|(index, other)| {
            let (class, sign, _) = chip_of(&other.kind);
            let line = recording.line(other.span);
            html! {
                <li>
                    <button type="button" class="row" onclick={act(Action::ShowFinding(Some(index)))}>
                        { glyph(sign, &format!("{class} sm")) }
                        <span>{ &other.message }{ for line.map(|line| format!(" (line {line})")) }</span>
                    </button>
                </li>
            }
        })
        .collect();
    let mut title = word.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    html! {
        <Dialog {title} class="finding" dispatch={props.dispatch.clone()}>
            <p>{ glyph(sign, &format!("{class} sm inline")) }<b>{ &finding.message }</b></p>
            <p>{ &*said }</p>
            <p class="where">
                { place }{ " " }
                <button type="button" class="link" onclick={act(Action::Seek(finding.cursor))}>
                    { "Show this step" }
                </button>
            </p>
            if let Some(mend) = mend {
                <div class="choices" role="group" aria-label="Ways to mend it">{ for choices }</div>
                { changes(recording.source.text(), &mend.edits) }
                <div class="fixes">
                    <button type="button" class="btn primary"
                        onclick={act(Action::Retime(props.view.serial, mend.edits.clone()))}>
                        { "Apply this edit" }
                    </button>
                    <button type="button" class="btn line" onclick={act(before_and_after(recording.source.text(), mend))}>
                        { "Compare before and after" }
                    </button>
                </div>
            }
            if !others.is_empty() {
                <section class="others" aria-label="More findings"><ul>{ for others }</ul></section>
            }
        </Dialog>
    }
}

fn before_and_after(text: &str, mend: &Mend) -> Action {
    let side = |title: &str, differs: String, text: String| Variant {
        title: title.to_owned(),
        differs,
        text,
    };
    let after = apply(text, &mend.edits);
    let sides = [
        side("Before", "as it is".to_owned(), text.to_owned()),
        side("After", mend.label.clone(), after),
    ];
    Action::Compare(Some(sides.into()))
}

/// What edits change, as lines that go and lines that come.
fn changes(text: &str, edits: &[TextEdit]) -> Html {
    let line = |line: Line| match line {
        Line::Same(text) => html! { <div>{ "  " }{ text }</div> },
        Line::Gone(text) => html! { <div class="del">{ "− " }{ text }</div> },
        Line::New(text) => html! { <div class="add">{ "+ " }{ text }</div> },
        Line::Gap => html! { <div>{ "  …" }</div> },
    };
    html! {
        <div class="diff" role="group" aria-label="What changes" tabindex="0">
            { for diff(text, edits).into_iter().map(line) }
        </div>
    }
}
