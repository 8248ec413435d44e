//! Calls and awaits of functions of the prelude that Rust code does without a frame.
//!
//! ```text
//!   call, await ──▶ Shortcut ──▶ Declined: the function runs as any other
//!                            ├─▶ Done: the result is there
//!                            └─▶ Waits ──▶ out to the loop ──▶ Resumption ──▶ Done, Waits …
//! ```
//!
//! Nobody can tell the difference: frames of the prelude are not seen in tracebacks, and a coroutine
//! that is awaited in the expression that makes it is nobody else's. The machine does not know what
//! the shortcuts do; whoever installs them (`executor::shortcuts`) does.

use super::{link, quick};
use crate::code::{Flow, Op};
use crate::world::World;
use crate::world::frame::{
    Frame, Generator, GeneratorKind, GeneratorState, InShortcut, Linked, Shortened,
};
use crate::world::value::{Exception, Outcome, Value};
use std::rc::Rc;

/// What became of a call or an await.
pub enum Way {
    /// No shortcut did it.
    Function,
    /// The result is on the stack.
    Done,
    /// The frame waits; this goes out.
    Waits(Value),
    /// What is on top of the stack is awaited instead.
    Awaits,
}

/// The operations between a call and the end of its `await`: GetAwaitable, LoadConst, YieldFrom.
const AWAIT: usize = 3;

fn code_of(callable: &Value) -> Option<&Rc<Linked>> {
    match callable {
        Value::Function(function) => Some(&function.code),
        Value::Method(method) => match &method.function {
            Value::Function(function) => Some(&function.code),
            _ => None,
        },
        _ => None,
    }
}

/// The call of this may have a shortcut.
#[inline]
pub fn stands_for(callable: &Value) -> bool {
    code_of(callable).is_some_and(|code| code.shortcut.get().is_some())
}

/// Does a call whose arguments are `frame.values[at..]`, and the `await` of it, if it is one.
///
/// # Errors
/// What the function raises.
pub fn call(world: &mut World, frame: &mut Frame, at: usize, pc: &mut usize) -> Outcome<Way> {
    let callable = &frame.values[at - 1];
    let Some(code) = code_of(callable) else {
        return Ok(Way::Function);
    };
    let Some(shortcut) = code.shortcut.get() else {
        return Ok(Way::Function);
    };
    let before = (*pc, world.place);
    if code.code.flow == Flow::Coroutine {
        let follows = frame.code.code.ops.get(*pc..*pc + AWAIT);
        if !matches!(
            follows,
            Some([Op::GetAwaitable(_), Op::LoadConst(_), Op::YieldFrom])
        ) {
            return Ok(Way::Function);
        }
        *pc += AWAIT;
        if !frame.code.hidden {
            world.place = frame.code.code.spans[*pc - 1];
        }
    }
    let method = match callable {
        Value::Method(method) => Some(method.clone()),
        _ => None,
    };
    let base = match &method {
        Some(method) => {
            frame.values[at - 1] = method.receiver.clone();
            at - 1
        }
        None => at,
    };
    let result = shortcut(world, &mut frame.values[base..])?;
    if matches!(result, Shortened::Declined) {
        (*pc, world.place) = before;
        if let Some(method) = method {
            frame.values[at - 1] = Value::Method(method);
        }
        return Ok(Way::Function);
    }
    if method.is_none() && matches!(result, Shortened::Waits(..)) {
        frame.values.remove(at - 1);
    }
    Ok(settle(frame, at - 1, result))
}

/// Begins the `await` of what is on top of the stack, if it is a fresh coroutine with a shortcut.
///
/// # Errors
/// What the coroutine raises.
pub fn begin(world: &mut World, frame: &mut Frame, coroutine: &Generator) -> Outcome<Way> {
    if coroutine.state.get() != GeneratorState::Created
        || coroutine.kind != GeneratorKind::Coroutine
    {
        return Ok(Way::Function);
    }
    let mut slot = coroutine.frame.borrow_mut();
    let Some(shortcut) = slot.as_ref().and_then(|inner| inner.code.shortcut.get()) else {
        return Ok(Way::Function);
    };
    let Some(mut inner) = slot.take() else {
        return Ok(Way::Function);
    };
    drop(slot);
    let count = inner.code.code.arg_count as usize;
    let result = shortcut(world, &mut inner.values[..count]);
    if matches!(result, Ok(Shortened::Declined)) {
        *coroutine.frame.borrow_mut() = Some(inner);
        return Ok(Way::Function);
    }
    coroutine.state.set(GeneratorState::Closed);
    frame.values.pop();
    let base = frame.values.len();
    frame.values.extend(inner.values.drain(..count));
    link::recycle(world, inner);
    Ok(settle(frame, base, result?))
}

/// Goes on in the shortcut that the frame waits in.
///
/// # Errors
/// What the coroutine raises; RuntimeError where it was resumed too early.
pub fn resume(
    world: &mut World,
    frame: &mut Frame,
    wait: InShortcut,
    thrown: Option<Rc<Exception>>,
) -> Outcome<Way> {
    let base = frame.values.len() - wait.operands;
    if let (None, Some(Value::Future(future))) = (&thrown, frame.values.last())
        && !future.is_done()
    {
        return Err(world.runtime_error("await wasn't used with future"));
    }
    frame.shortcut = None;
    let result = (wait.resumption)(world, &mut frame.values[base..], thrown)?;
    if matches!(result, Shortened::Waits(..)) {
        frame.values.pop();
    }
    Ok(settle(frame, base, result))
}

/// Puts what a shortcut came to on the stack, in the place of what lies from `base` on.
fn settle(frame: &mut Frame, base: usize, result: Shortened) -> Way {
    match result {
        Shortened::Done(value) => {
            quick::shorten(&mut frame.values, base);
            frame.values.push(value);
            Way::Done
        }
        Shortened::Waits(on, resumption) => {
            frame.values.push(on.clone());
            frame.shortcut = Some(InShortcut {
                resumption,
                operands: frame.values.len() - base,
            });
            Way::Waits(on)
        }
        Shortened::Awaits(other) => {
            quick::shorten(&mut frame.values, base);
            frame.values.push(other);
            Way::Awaits
        }
        Shortened::Declined => unreachable!("a shortcut that was taken does not decline"),
    }
}
