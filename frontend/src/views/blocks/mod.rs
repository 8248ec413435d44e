//! The builder: the program as blocks that can be changed by hand.
//!
//! ```text
//!   text ─edit::read─▶ Blocks ─▶ rows
//!                                 │ Gesture
//!   Action::Edit ◀─edit::change───┘
//! ```
//!
//! It owns no program of its own: each gesture becomes edits of the text, and the rows are drawn
//! from the text that comes back. What it keeps is where the focus and the pointer are.

mod code;
mod drag;
mod field;
pub mod group;
mod hands;
mod keys;
mod palette;
mod row;
mod start;
pub mod words;

use crate::engine::RunView;
use crate::platform;
use crate::state::{Action, Notice, ProgramView};
use crate::views::effects::{on_press, use_effect_on};
use drag::{CLICK_PX, Drag, Load, Rect, Target, nearest, stepped};
use hands::{After, Carry, Hands, Pull};
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::edit::{
    self, Block, BlockId, Blocks as Tree, Gesture, Kind, MODULE, Parent, Place, Step,
};
use loopscope_core::model::Seat;
use loopscope_core::source::Source;
use palette::Palette;
use row::Scene;
use start::{FirstGroup, Start};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BlocksProps {
    pub text: Rc<str>,
    /// `None` while the picture on the board is not the one of this text.
    pub view: Option<Rc<RunView>>,
    /// Number of records applied: what `Timeline::at` takes.
    pub cursor: usize,
    /// The program can only be looked at.
    pub readonly: bool,
    pub dispatch: Callback<Action>,
}

/// Where the focus goes once the new text is drawn.
type Pending = Rc<RefCell<Option<(u32, After)>>>;

#[component]
pub fn Blocks(props: &BlocksProps) -> Html {
    let tree = use_memo(props.text.clone(), |text| edit::read(text));
    let canvas = use_node_ref();
    let focused = use_state(|| None::<BlockId>);
    let open = use_state(|| None::<BlockId>);
    let form = use_state(|| None::<BlockId>);
    let drag = use_state(|| None::<Drag>);
    let pending: Pending = use_mut_ref(|| None);
    let was_dragged = use_mut_ref(|| false);
    let said = use_state(|| AttrValue::from(""));
    use_landing(props, &tree, &canvas, &pending, &focused, &form);
    use_effect_on((), {
        let canvas = canvas.clone();
        move |()| {
            let listener = platform::keep_drags(&canvas, |event| {
                platform::is_within(event, ".grip, .unit, .lane2 b")
            });
            move || drop(listener)
        }
    });

    let make = maker(props, &tree, &pending, &said);
    let hands = Hands {
        make: make.clone(),
        readonly: props.readonly,
        compare: props.dispatch.reform(|at| Action::CompareWays(Some(at))),
        carry: carrier(&tree, &canvas, &drag, &said, make.clone()),
        open: {
            let open = open.clone();
            Callback::from(move |block: Option<BlockId>| {
                if block.is_none() && open.is_some() {
                    keys::focus_block(*open);
                }
                open.set(block);
            })
        },
        form: {
            let form = form.clone();
            Callback::from(move |group: Option<BlockId>| {
                if group.is_none() {
                    keys::focus_block(*form);
                }
                form.set(group);
            })
        },
        pull: puller(&tree, &canvas, &drag, &was_dragged, make),
    };
    let add = {
        let (tree, focused, make) = (tree.clone(), *focused, hands.make.clone());
        Callback::from(move |step: Step| {
            if std::mem::take(&mut *was_dragged.borrow_mut()) {
                return;
            }
            if let Ok(tree) = &*tree {
                let place = place_for(tree, focused, step);
                make.emit((Gesture::AddStep { place, step }, After::Field));
            }
        })
    };
    let now = running_line(props);
    let onfocusin = {
        let (focused, tree) = (focused.clone(), tree.clone());
        Callback::from(move |event: FocusEvent| {
            let id = platform::block_around(&event).map(BlockId);
            if id.is_some() && *focused != id {
                focused.set(id);
            }
            if let (Some(id), Ok(tree)) = (id, &*tree) {
                platform::mark_code_line(tree.get(id).map(|block| block.line));
            }
        })
    };
    use_effect_on((), |()| || platform::mark_code_line(None));
    use_caret(&tree, &canvas, &focused);
    use_effect_on(*form, |form| {
        if let Some(group) = *form {
            focus_form(group);
        }
    });

    let body = match &*tree {
        Err(wrong) => unreadable(props, wrong),
        Ok(blocks) if blocks.is_empty() && !props.readonly => html! {
            <Start hands={hands.clone()} dispatch={props.dispatch.clone()}/>
        },
        Ok(blocks) => {
            let scene = Scene {
                text: &props.text,
                blocks,
                hands: &hands,
                focused: *focused,
                open: *open,
                form: *form,
                dragged: drag
                    .filter(|drag| drag.is_moving)
                    .and_then(|drag| match drag.load {
                        Load::Block(id) => Some(id),
                        Load::Step(_) => None,
                    }),
                now,
            };
            let is_carrying = drag.is_some_and(|drag| drag.by_keys);
            let onkeydown = keys::on_tree(&tree, &hands, *focused, is_carrying);
            html! {
                <>
                    <div class="tree" role="tree" aria-label="Program as blocks" {onfocusin}
                        {onkeydown}>
                        { for top_blocks(blocks).map(|id| row::block(&scene, *id)) }
                    </div>
                    if !has_group(blocks) && !props.readonly {
                        <FirstGroup hands={hands.clone()}/>
                    }
                </>
            }
        }
    };
    html! {
        <div class="builder">
            <div class="builder-in">
                if !props.readonly && tree.as_ref().as_ref().is_ok_and(|tree| !tree.is_empty()) {
                    <Palette hands={hands.clone()} {add}/>
                }
                <div class="canvas" ref={canvas}>
                    { body }
                    { drag.and_then(|drag| drag.target).map_or_else(Html::default, drop_line) }
                </div>
                if !props.readonly { { hints() } }
                <p class="vh" role="status" aria-live="polite">{ &*said }</p>
            </div>
        </div>
    }
}

fn top_blocks(blocks: &Tree) -> impl Iterator<Item = &BlockId> {
    blocks.siblings(Parent::Suite(MODULE)).iter()
}

fn has_group(blocks: &Tree) -> bool {
    let Some(entry) = blocks.entry() else {
        return false;
    };
    blocks
        .iter()
        .any(|block| block.group().is_some() && blocks.is_within(block.id, entry.id))
}

/// The line that has the seat now, and whether it holds the loop's thread.
fn running_line(props: &BlocksProps) -> Option<(u32, bool)> {
    let view = props.view.as_ref()?;
    let state = view.timeline.at(props.cursor);
    let Some(Seat::Task(task)) = state.seat.last() else {
        return None;
    };
    let span = state.task(*task)?.place;
    if span.start == span.end {
        return None;
    }
    let line = view.recording.source.line_of(span.start);
    Some((line, state.block.is_some()))
}

/// Turns gestures into edits; what is refused is told in a notice.
fn maker(
    props: &BlocksProps,
    tree: &Rc<Result<Tree, Diagnostic>>,
    pending: &Pending,
    said: &UseStateHandle<AttrValue>,
) -> Callback<(Gesture, After), bool> {
    let (text, dispatch, pending) = (props.text.clone(), props.dispatch.clone(), pending.clone());
    let (tree, said, readonly) = (tree.clone(), said.clone(), props.readonly);
    Callback::from(move |(gesture, after): (Gesture, After)| {
        if readonly {
            return false;
        }
        match edit::change(&text, &gesture) {
            Ok(change) => {
                if !change.edits.is_empty() {
                    if let Ok(tree) = &*tree {
                        said.set(told(tree, &gesture).into());
                    }
                    *pending.borrow_mut() = Some((change.caret, after));
                    dispatch.emit(Action::Edit(change.edits, Some(change.caret)));
                }
                true
            }
            Err(refusal) => {
                dispatch.emit(Action::Notify(Notice::error(sentence(&refusal))));
                false
            }
        }
    })
}

/// What a gesture did, for those who do not see it.
fn told(tree: &Tree, gesture: &Gesture) -> String {
    let name = |id: &BlockId| {
        let block = tree.get(*id);
        block.map_or(String::new(), |block| words::name_of(tree, block))
    };
    match gesture {
        Gesture::Move { block, to } => {
            format!("Moved {} {}", name(block), words::place_words(tree, *to))
        }
        Gesture::Shift { block, down } => {
            let way = if *down { "down" } else { "up" };
            format!("Moved {} {way}", name(block))
        }
        Gesture::Delete(block) => format!("Deleted {}", name(block)),
        Gesture::Duplicate(block) => format!("Duplicated {}", name(block)),
        Gesture::Wrap { block, .. } => format!("Wrapped {}", name(block)),
        Gesture::Unwrap(block) => format!("Unwrapped {}", name(block)),
        Gesture::AddStep { place, .. } => format!("Added {}", words::place_words(tree, *place)),
        Gesture::SetPattern { pattern, .. } => {
            format!("Runs as {} now", words::pattern_words(*pattern))
        }
        _ => String::new(),
    }
}

/// A refusal as a sentence with a capital and a full stop.
fn sentence(refusal: &Diagnostic) -> String {
    let mut letters = refusal.message.chars();
    let first = letters.next().map_or(String::new(), |first| {
        first.to_ascii_uppercase().to_string()
    });
    let help = if refusal.help.is_empty() {
        String::new()
    } else {
        format!(" {}", refusal.help)
    };
    format!("{first}{}.{help}", letters.as_str().trim_end_matches('.'))
}

// ---------------------------------------------------------------- focus

/// After a gesture the focus goes to what it made, as soon as that is drawn.
#[hook]
fn use_landing(
    props: &BlocksProps,
    tree: &Rc<Result<Tree, Diagnostic>>,
    canvas: &NodeRef,
    pending: &Pending,
    focused: &UseStateHandle<Option<BlockId>>,
    form: &UseStateHandle<Option<BlockId>>,
) {
    let (tree, canvas, pending) = (tree.clone(), canvas.clone(), pending.clone());
    let (focused, form) = (focused.clone(), form.clone());
    use_effect_on(props.text.clone(), move |text| {
        let Some((caret, after)) = pending.borrow_mut().take() else {
            // Another text, and the numbers of its blocks mean other blocks.
            if !platform::is_focus_within(&canvas) {
                focused.set(None);
                form.set(None);
            }
            return;
        };
        let Ok(tree) = &*tree else { return };
        let Some(block) = landing(tree, text, caret) else {
            return;
        };
        let id = block.id;
        let group = group_of(tree, block);
        if let Some(block) = tree.get(id) {
            platform::mark_code_line(Some(block.line));
        }
        match after {
            After::Stay => {}
            After::Block => {
                focused.set(Some(id));
                keys::focus_block(Some(id));
            }
            After::Field => {
                focused.set(Some(id));
                let field = format!("#block-{} input, #block-{} textarea", id.0, id.0);
                if !platform::focus_and_select(&field) {
                    keys::focus_block(Some(id));
                }
            }
            After::Pattern => {
                if let Some(group) = group {
                    let checked = format!("#block-{} [role=radio][aria-checked=true]", group.0);
                    platform::focus_selector(&checked);
                }
            }
            After::Form => {
                focused.set(group);
                if let Some(group) = group.filter(|group| *form == Some(*group)) {
                    focus_form(group);
                }
                form.set(group);
            }
        }
    });
}

/// The caret in the code beside marks the block of its line.
#[hook]
fn use_caret(
    tree: &Rc<Result<Tree, Diagnostic>>,
    canvas: &NodeRef,
    focused: &UseStateHandle<Option<BlockId>>,
) {
    let (canvas, focused) = (canvas.clone(), focused.clone());
    use_effect_on((tree.clone(), *focused), move |(tree, now)| {
        let (tree, now) = (tree.clone(), *now);
        let mark = Rc::new(move || {
            let (Ok(tree), Some(line)) = (&*tree, platform::caret_line(".code-beside textarea"))
            else {
                return;
            };
            let found = tree.iter().rfind(|block| block.line == line);
            if let Some(id) = found.map(|block| block.id).filter(|id| now != Some(*id)) {
                focused.set(Some(id));
                let rects = platform::block_rects(&canvas);
                if let Some((_, rect)) = rects.into_iter().find(|rect| rect.0 == id.0) {
                    platform::reveal(&canvas, rect.1, rect.3);
                }
            }
        });
        let by_key = mark.clone();
        let keys = platform::listen("keyup", move |_| by_key());
        let pointer = platform::listen("pointerup", move |_| mark());
        move || drop((keys, pointer))
    });
}

/// The block that a gesture made: the outermost one that begins at the caret. Where one was
/// deleted, the block that is now on its line.
fn landing<'a>(tree: &'a Tree, text: &str, caret: u32) -> Option<&'a Block> {
    let before = text.get(..caret as usize).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    tree.iter()
        .find(|block| block.span.start == caret)
        .or_else(|| tree.iter().find(|block| block.line as usize == line))
        .or_else(|| tree.at(caret))
}

fn group_of(tree: &Tree, block: &Block) -> Option<BlockId> {
    let mut at = Some(block);
    while let Some(block) = at {
        if matches!(block.kind, Kind::Group(_)) {
            return Some(block.id);
        }
        at = tree.owner(block).and_then(|id| tree.get(id));
    }
    None
}

fn focus_form(group: BlockId) {
    platform::focus_and_select(&format!("#block-{} .task-form [data-first]", group.0));
}

/// Where a step of the palette goes that is clicked and not dragged.
fn place_for(tree: &Tree, focused: Option<BlockId>, step: Step) -> Place {
    let entry = tree.entry().or_else(|| {
        tree.iter()
            .rfind(|block| matches!(block.kind, Kind::Function(_)))
    });
    if step == Step::Function {
        let index = entry.map_or(0, |entry| entry.index);
        let parent = Parent::Suite(MODULE);
        let end = tree.siblings(parent).len();
        return Place {
            parent,
            index: if entry.is_some() { index } else { end },
        };
    }
    let mut block = focused.and_then(|id| tree.get(id));
    if let Some(Parent::Group(group)) = block.map(|block| block.parent) {
        block = tree.get(group);
    }
    // Beside what stands at the top of the program nothing can wait, so the entry takes it.
    let block = block.filter(|block| {
        block.parent != Parent::Suite(MODULE) || matches!(block.kind, Kind::Function(_))
    });
    if let Some(block) = block.filter(|block| block.suites.is_empty()) {
        let leaves = matches!(block.kind, Kind::Return | Kind::Raise);
        return Place {
            parent: block.parent,
            index: block.index + usize::from(!leaves),
        };
    }
    match block.or(entry).and_then(|block| block.suites.first()) {
        Some(suite) => {
            let parent = Parent::Suite(*suite);
            let rows = tree.siblings(parent);
            let last = rows.last().and_then(|id| tree.get(*id));
            let leaves = last.is_some_and(|last| matches!(last.kind, Kind::Return | Kind::Raise));
            Place {
                parent,
                index: rows.len() - usize::from(leaves),
            }
        }
        None => {
            let parent = Parent::Suite(MODULE);
            Place {
                parent,
                index: tree.siblings(parent).len(),
            }
        }
    }
}

// ---------------------------------------------------------------- pointer

/// Follows a pointer that drags a block or a step, and drops it.
fn puller(
    tree: &Rc<Result<Tree, Diagnostic>>,
    canvas: &NodeRef,
    drag: &UseStateHandle<Option<Drag>>,
    was_dragged: &Rc<RefCell<bool>>,
    make: Callback<(Gesture, After), bool>,
) -> Callback<(PointerEvent, Pull)> {
    let (tree, canvas, drag) = (tree.clone(), canvas.clone(), drag.clone());
    let was_dragged = was_dragged.clone();
    Callback::from(move |(event, pull): (PointerEvent, Pull)| {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        match pull {
            Pull::Begin(load) => {
                *was_dragged.borrow_mut() = false;
                if event.button() == 0 {
                    platform::hold_pointer(&event);
                    drag.set(Some(Drag {
                        load,
                        from: at,
                        is_moving: false,
                        target: None,
                        by_keys: false,
                    }));
                }
            }
            Pull::Go => {
                let (Some(now), Ok(tree)) = (*drag, &*tree) else {
                    return;
                };
                let far = f64::hypot(at.0 - now.from.0, at.1 - now.from.1) > CLICK_PX;
                if !(now.is_moving || far) {
                    return;
                }
                platform::scroll_near_edge(&event, &canvas);
                let target = platform::point_within(&event, &canvas)
                    .and_then(|point| nearest(tree, &rects_in(&canvas), now.load, point));
                drag.set(Some(Drag {
                    is_moving: true,
                    target,
                    ..now
                }));
            }
            Pull::Drop => {
                let Some(done) = *drag else { return };
                drag.set(None);
                *was_dragged.borrow_mut() = done.is_moving;
                let Some(Target { place, .. }) = done.target else {
                    return;
                };
                let (gesture, after) = match done.load {
                    Load::Block(block) => (Gesture::Move { block, to: place }, After::Block),
                    Load::Step(step) => (Gesture::AddStep { place, step }, After::Field),
                };
                make.emit((gesture, after));
            }
            Pull::Cancel => drag.set(None),
        }
    })
}

fn rects_in(canvas: &NodeRef) -> Vec<(u32, Rect)> {
    let rect = |(id, (left, top, width, height))| {
        let rect = Rect {
            left,
            top,
            width,
            height,
        };
        (id, rect)
    };
    platform::block_rects(canvas)
        .into_iter()
        .map(rect)
        .collect()
}

/// Follows the keys that carry a block, and says where it is.
fn carrier(
    tree: &Rc<Result<Tree, Diagnostic>>,
    canvas: &NodeRef,
    drag: &UseStateHandle<Option<Drag>>,
    said: &UseStateHandle<AttrValue>,
    make: Callback<(Gesture, After), bool>,
) -> Callback<Carry> {
    let (tree, canvas, drag) = (tree.clone(), canvas.clone(), drag.clone());
    let said = said.clone();
    Callback::from(move |carry: Carry| {
        let Ok(tree) = &*tree else { return };
        let say = |words: String| said.set(words.into());
        if let Carry::PickUp(id) = carry {
            let name = tree.get(id).map(|block| words::name_of(tree, block));
            let target = stepped(tree, &rects_in(&canvas), id, None, true);
            drag.set(target.map(|target| Drag {
                load: Load::Block(id),
                from: (0.0, 0.0),
                is_moving: true,
                target: Some(target),
                by_keys: true,
            }));
            return say(format!(
                "Picked up {}. Arrows move it, Enter drops it, Escape puts it back.",
                name.unwrap_or_default()
            ));
        }
        let Some(now) = *drag else { return };
        let (Load::Block(id), Some(target)) = (now.load, now.target) else {
            return;
        };
        match carry {
            Carry::Go(forward) => {
                let found = stepped(tree, &rects_in(&canvas), id, Some(target), forward);
                let Some(target) = found else {
                    return say("There is no further place".to_owned());
                };
                platform::reveal(&canvas, target.top - 24.0, 48.0);
                say(words::place_words(tree, target.place));
                let target = Some(target);
                drag.set(Some(Drag { target, ..now }));
            }
            Carry::Drop => {
                drag.set(None);
                let to = target.place;
                make.emit((Gesture::Move { block: id, to }, After::Block));
            }
            _ => {
                drag.set(None);
                say("Put back".to_owned());
            }
        }
    })
}

fn drop_line(target: Target) -> Html {
    let style = format!(
        "left:{:.0}px;top:{:.0}px;width:{:.0}px",
        target.left, target.top, target.width,
    );
    html! { <div class="drop-line" {style} aria-hidden="true"></div> }
}

// ---------------------------------------------------------------- around the rows

/// A text that is not Python has no blocks; it is kept, and the way to mend it is shown.
fn unreadable(props: &BlocksProps, wrong: &Diagnostic) -> Html {
    let source = Source::new("", &*props.text);
    let line = source.line_of(wrong.span.start);
    let show = on_press(&props.dispatch, Action::ShowProgram(ProgramView::Code));
    html! {
        <section class="start" aria-label="No blocks">
            <h3>{ format!("Line {line} is not Python yet") }</h3>
            <p>{ sentence(wrong) }{ " The blocks come back as soon as it is; nothing is lost." }</p>
            <pre>{ source.line(line) }</pre>
            <button type="button" class="btn line" onclick={show}>{ "Show the code" }</button>
        </section>
    }
}

fn hints() -> Html {
    let hint = |keys: &[&'static str], words: &'static str| {
        html! { <span>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }{ words }</span> }
    };
    html! {
        <div class="hint">
            { hint(&["↑", "↓"], "change by 0.1 s") }
            { hint(&["Tab"], "next field") }
            { hint(&["Space"], "pick up") }
            { hint(&["Alt + ↑"], "move") }
            { hint(&["W"], "wrap") }
            { hint(&["F2"], "as text") }
            { hint(&["Del"], "delete") }
        </div>
    }
}
