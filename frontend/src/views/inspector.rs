//! One task at the cursor, from the inside: where it stands and with which variables, what it waits
//! on and who can end that, how its time went, the ways of its cancels and errors. Without a
//! selected task: the whole program as a tree of who awaits whom.

mod parts;
mod shared;

use crate::engine::{Look, RunView, look_inside};
use crate::lanes::head::task_glyph;
use crate::platform;
use crate::state::Action;
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::{glyph, icon};
use loopscope_core::inspect::replay::Known;
use loopscope_core::model::{LoopState, Task, TaskState};
use loopscope_core::trace::{Nanos, Outcome, TaskId};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    pub view: Option<Rc<RunView>>,
    pub cursor: usize,
    /// The clock.
    pub now: Nanos,
    pub selected: Option<TaskId>,
    /// It lies over the page, which is not wide enough for one more column.
    #[prop_or_default]
    pub sheet: bool,
    #[prop_or_default]
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

/// What every part of the inspector is made from.
struct Seen<'a> {
    view: &'a Rc<RunView>,
    state: Rc<LoopState>,
    now: Nanos,
    cursor: usize,
    inside: &'a Known,
    readonly: bool,
    dispatch: &'a Callback<Action>,
}

impl Seen<'_> {
    fn act(&self, action: Action) -> Callback<MouseEvent> {
        on_press(self.dispatch, action)
    }

    /// A task's name, as a button that selects it.
    fn link(&self, task: TaskId) -> Html {
        html! {
            <button type="button" class="link" onclick={self.act(Action::Select(Some(task)))}>
                { self.state.shown(task).to_string() }
            </button>
        }
    }

    fn links(&self, tasks: &[TaskId]) -> Html {
        const MOST: usize = 8;
        let more = tasks.len().saturating_sub(MOST);
        html! {
            <>
                { for tasks.iter().take(MOST).map(|task| self.link(*task)) }
                if more > 0 { <span>{ format!("and {more} more") }</span> }
            </>
        }
    }

    fn glyph(&self, task: &Task, size: &str) -> Html {
        let (name, class) = task_glyph(self.view, &self.state, task, self.now);
        glyph(name, &format!("{class} {size}"))
    }

    fn line(&self, span: loopscope_core::source::Span) -> String {
        let line = self.view.recording.line(span);
        line.map_or_else(String::new, |line| format!("line {line}"))
    }
}

/// The word for a task's state.
fn word_of(task: &Task) -> &'static str {
    match task.state {
        TaskState::Ready { .. } => "ready",
        TaskState::Running { .. } => "running",
        TaskState::Waiting { .. } => "waiting",
        TaskState::Done { how, .. } => match how {
            Outcome::Result(_) => "done",
            Outcome::Exception(_) => "failed",
            Outcome::Cancelled => "cancelled",
        },
    }
}

#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_on((), move |()| {
            platform::focus(&head);
            || {
                platform::after(0, || {
                    // Back to where the task was chosen, or to the button.
                    if platform::is_focus_lost()
                        && !platform::focus_selector("[role=row][aria-selected=true]")
                    {
                        platform::focus_selector("[data-opens=inspect]");
                    }
                });
            }
        });
    }
    let inside = use_inside(props);
    let task = props.selected.filter(|_| props.view.is_some());
    let close = props
        .dispatch
        .reform(|_: MouseEvent| Action::ToggleInspector);
    let all = props.dispatch.reform(|_: MouseEvent| Action::Select(None));
    let body = match &props.view {
        None => html! { <p class="empty">{ "Here is what runs, once the program runs" }</p> },
        Some(view) => {
            let seen = Seen {
                view,
                state: Rc::new(view.timeline.at(props.cursor)),
                now: props.now.max(view.time_of(props.cursor)),
                cursor: props.cursor,
                inside: &inside,
                readonly: props.readonly,
                dispatch: &props.dispatch,
            };
            match task.and_then(|id| seen.state.task(id).cloned()) {
                Some(task) => of_task(&seen, &task),
                None => of_program(&seen, task),
            }
        }
    };
    let class = classes!("inspector", if props.sheet { "pop sheet" } else { "panel" });
    html! {
        <section {class} aria-labelledby="inspector-head">
            <div class="ph">
                <h2 id="inspector-head" tabindex="-1" ref={head}>
                    { if task.is_some() { "Selected task" } else { "Whole program" } }
                </h2>
                <span class="spring"></span>
                if task.is_some() {
                    <button type="button" class="btn" onclick={all}>{ "All tasks" }</button>
                }
                <button type="button" class="btn icon" aria-label="Close the inspector" onclick={close}>
                    { icon("close") }
                </button>
            </div>
            <div class="insp-body" tabindex="0" role="group" aria-label="Details">{ body }</div>
        </section>
    }
}

/// What the run knows inside, made again for each cursor; the last answer stays until the next.
#[hook]
fn use_inside(props: &InspectorProps) -> Rc<Known> {
    let found = use_state(|| {
        (
            None::<(u32, usize, Option<TaskId>)>,
            Rc::new(Known::default()),
        )
    });
    let look = use_mut_ref(Look::default);
    let key = (props.view.clone(), props.cursor, props.selected);
    {
        let (found, look) = (found.clone(), look.borrow().clone());
        use_effect_on(key, move |(view, cursor, task)| {
            if let Some(view) = view {
                let of = (view.serial, *cursor, *task);
                look_inside(&look, view, *cursor, *task, move |inside| {
                    found.set((Some(of), Rc::new(inside)));
                });
            }
            move || drop(look.borrow_mut().take())
        });
    }
    let serial = props.view.as_ref().map(|view| view.serial);
    // Frames of another task or run would be wrong; those of another step are nearly right.
    match &found.0 {
        Some((of, _, task)) if Some(*of) == serial && *task == props.selected => found.1.clone(),
        _ => Rc::default(),
    }
}

fn section(title: &'static str, body: Html) -> Html {
    html! { <section class="insp-part"><h3>{ title }</h3>{ body }</section> }
}

fn of_task(seen: &Seen<'_>, task: &Task) -> Html {
    let trace = &seen.view.recording.trace;
    let own = trace.text(task.name);
    let asked = if task.cancel_pending {
        ", cancel requested"
    } else {
        ""
    };
    let mut state = format!("{}{asked}", word_of(task));
    if *task.shown != *own {
        state = format!("{own}, {state}");
    }
    let mut known = seen.inside.tasks.iter();
    let inside = known.find(|inside| inside.task == task.id);
    html! {
        <>
            <div class="insp-head">
                { seen.glyph(task, "lg") }
                <div><b>{ task.shown.to_string() }</b><span>{ state }</span></div>
            </div>
            { parts::stack(seen, task, inside) }
            { parts::locals(inside) }
            { parts::links(seen, task, inside) }
            { parts::journeys(seen, task.id) }
            { parts::time(seen, task) }
            { parts::change(seen, task.id) }
            { shared::things(seen, Some(task)) }
            { shared::tree(seen) }
        </>
    }
}

fn of_program(seen: &Seen<'_>, missing: Option<TaskId>) -> Html {
    html! {
        <>
            if let Some(task) = missing {
                <p class="note">
                    { format!("{} does not exist yet at this step.", seen.state.shown(task)) }
                </p>
            }
            { shared::tree(seen) }
            { shared::things(seen, None) }
        </>
    }
}
