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
    Frame, Generator, GeneratorKind, GeneratorState, InShortcut, Linked, Shortcut, Shortened,
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

/// The operations of an `await`, always together: GetAwaitable, LoadConst, YieldFrom.
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

/// The shortcut that the call of this may take, and what kind of function it is.
#[inline]
pub fn of(callable: &Value) -> Option<(Shortcut, Flow)> {
    let code = code_of(callable)?;
    Some((code.shortcut.get()?, code.code.flow))
}

/// Does a call whose arguments are `frame.values[at..]`, and the `await` of it, if it is one; `frame.pc`
/// is then behind the await.
///
/// # Errors
/// What the function raises.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn call(
    world: &mut World,
    frame: &mut Frame,
    at: usize,
    (shortcut, flow): (Shortcut, Flow),
) -> Outcome<Way> {
    let callable = &frame.values[at - 1];
    let before = (frame.pc, world.place);
    if flow == Flow::Coroutine {
        if !matches!(frame.code.code.ops.get(frame.pc), Some(Op::GetAwaitable(_))) {
            return Ok(Way::Function);
        }
        frame.pc += AWAIT;
        if !frame.code.hidden {
            world.place = frame.code.code.spans[frame.pc - 1];
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
        (frame.pc, world.place) = before;
        if let Some(method) = method {
            frame.values[at - 1] = Value::Method(method);
        }
        return Ok(Way::Function);
    }
    Ok(settle(frame, at - 1, method.is_none(), result))
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
    Ok(settle(frame, base, false, result?))
}

/// Goes on in the shortcut that the frame waits in.
///
/// # Errors
/// What the coroutine raises; RuntimeError where it was resumed too early.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
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
    let arguments = base + usize::from(wait.is_called);
    let result = (wait.resumption)(world, &mut frame.values[arguments..], thrown)?;
    if matches!(result, Shortened::Waits(..)) {
        quick::drop_last(&mut frame.values);
    }
    Ok(settle(frame, base, wait.is_called, result))
}

/// Puts what a shortcut came to on the stack, in the place of what lies from `base` on; `is_called`
/// says that what was called lies there, before the arguments.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn settle(frame: &mut Frame, base: usize, is_called: bool, result: Shortened) -> Way {
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
                is_called,
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
