//! Calls whose arguments go from the caller's stack straight into the callee's locals.
//!
//! It serves functions of the program without `*args` and `**kwargs`, bound methods of them, and
//! plain classes with such an `__init__`, where every parameter gets its value. All else, and every
//! mistake, is left to `vm::call`, which does the same more slowly and finds the words.

use super::call::{self, Entered};
use super::executing::Then;
use super::{link, quick};
use crate::code::Flow;
use crate::world::World;
use crate::world::frame::{Delivery, Frame, Seen, SeenWay};
use crate::world::value::{Args, Binding, Class, Function, Layout, Outcome, Value};
use std::rc::Rc;

/// Keyword arguments that are bound here; a call with more is rare.
const KEYWORDS: usize = 8;

/// Where the arguments go.
struct Plan {
    /// Positional arguments, which fill the first locals.
    positional: usize,
    /// The local of each keyword argument.
    spots: [u8; KEYWORDS],
    /// Locals that are parameters, one bit each, and get a default.
    missing: u64,
}

/// Whether what lies before the arguments at `at` is a function that needs nothing but them.
#[inline]
pub fn is_plain(frame: &Frame, at: usize) -> bool {
    match &frame.values[at - 1] {
        Value::Function(function) => {
            function.code.plain.map(|count| count as usize) == Some(frame.values.len() - at)
        }
        _ => false,
    }
}

/// The frame of such a function, which takes itself and its arguments from the stack.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn enter_plain(world: &mut World, frame: &mut Frame, at: usize) -> Box<Frame> {
    let Value::Function(function) = std::mem::take(&mut frame.values[at - 1]) else {
        unreachable!("it was asked before")
    };
    let linked = &function.code;
    let mut callee = link::frame(world, linked, &function.globals, Delivery::Caller);
    let values = &mut callee.values;
    values.reserve(linked.room);
    while values.len() < linked.code.local_names.len() {
        values.push(Value::Unbound);
    }
    // From the last one, so that each is moved once.
    for parameter in values[..frame.values.len() - at].iter_mut().rev() {
        quick::fill(parameter, frame.values.pop().unwrap_or_default());
    }
    quick::forget_last(&mut frame.values);
    callee
}

/// Calls a function in Rust that lies before the arguments at `at`; its result takes their place, or
/// nothing does where it raises. None where it is no such function, or one that needs the frame or the
/// loop.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn call_native(world: &mut World, frame: &mut Frame, at: usize) -> Option<Outcome<()>> {
    let Value::Native(native) = frame.values[at - 1] else {
        return None;
    };
    if matches!(native.binding, Binding::Frame | Binding::Loop) {
        return None;
    }
    let result = (native.call)(world, Args::new(&frame.values[at..]));
    quick::shorten(&mut frame.values, at);
    Some(result.map(|value| frame.values[at - 1] = value))
}

/// Calls what lies before the arguments at `at`, which have the `names` at their end; all of it is
/// popped. None where the call is not of the simple kind: nothing was done then.
pub fn enter(world: &mut World, frame: &mut Frame, at: usize, names: &[Value]) -> Option<Then> {
    let count = frame.values.len() - at;
    match &frame.values[at - 1] {
        Value::Function(function) => {
            let plan = plan(function, count, names)?;
            let function = function.clone();
            let entered = bind(world, &function, frame, at, &plan, Delivery::Caller);
            frame.values.pop();
            Some(match entered {
                Entered::Frame(callee) => Then::Enter(callee),
                Entered::Value(value) => {
                    frame.values.push(value);
                    Then::Next
                }
            })
        }
        Value::Method(method) => {
            let method = method.clone();
            let Value::Function(function) = &method.function else {
                return None;
            };
            let plan = plan(function, count + 1, names)?;
            frame.values[at - 1] = method.receiver.clone();
            Some(
                match bind(world, function, frame, at - 1, &plan, Delivery::Caller) {
                    Entered::Frame(callee) => Then::Enter(callee),
                    Entered::Value(value) => {
                        frame.values.push(value);
                        Then::Next
                    }
                },
            )
        }
        Value::Class(class) => {
            let class = class.clone();
            let function = initialiser(world, &class)?;
            let plan = plan(&function, count + 1, names)?;
            let object = Value::Instance(call::new_instance(world, &class, Value::Unbound));
            frame.values[at - 1] = object.clone();
            match bind(
                world,
                &function,
                frame,
                at - 1,
                &plan,
                Delivery::Init(object),
            ) {
                Entered::Frame(callee) => Some(Then::Enter(callee)),
                Entered::Value(_) => {
                    unreachable!("an initialiser that is a coroutine is not taken")
                }
            }
        }
        _ => None,
    }
}

/// The `__init__` of a class whose instances are made in the plain way.
fn initialiser(world: &World, class: &Rc<Class>) -> Option<Rc<Function>> {
    if class.metaclass.is_some()
        || class.layout != Layout::Plain
        || class.construct.get().is_some()
        || class.hooks.get().is_abstract
    {
        return None;
    }
    let known = class.initialiser.get();
    let (depth, slot) = match known.way {
        SeenWay::Class { depth } if known.is_of(class) => (depth.into(), known.slot()),
        _ => {
            let (depth, slot) = class.spot(&world.names.init)?;
            // The `__new__` of `object`, which no program can replace.
            if class.spot(&world.names.new)?.0 != class.mro.len() {
                return None;
            }
            let way = SeenWay::Class {
                depth: u16::try_from(depth).ok()?,
            };
            class.initialiser.set(Seen::new(class, slot, way));
            (depth, slot)
        }
    };
    match class.value_at(depth, slot) {
        Value::Function(init) if init.code.code.flow == Flow::Plain => Some(init),
        _ => None,
    }
}

/// Whether and how `count` arguments, the last ones with these names, fill all parameters.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn plan(function: &Function, count: usize, names: &[Value]) -> Option<Plan> {
    let linked = &function.code;
    if !linked.direct || names.len() > KEYWORDS {
        return None;
    }
    let code = &linked.code;
    let parameters = code.arg_count as usize;
    let positional = count - names.len();
    if positional > parameters {
        return None;
    }
    let all = linked.parameters.len();
    if positional == all {
        // Every name would be one too many.
        return names.is_empty().then_some(Plan {
            positional,
            spots: [0; KEYWORDS],
            missing: 0,
        });
    }
    let mut plan = Plan {
        positional,
        spots: [0; KEYWORDS],
        missing: (1 << all) - (1 << positional),
    };
    for (name, spot) in names.iter().zip(&mut plan.spots) {
        let Value::Str(name) = name else { return None };
        let first = code.posonly_count as usize;
        let known = &linked.parameters[first..];
        let at = first + known.iter().position(|known| **known == **name)?;
        if plan.missing & (1 << at) == 0 {
            return None;
        }
        plan.missing &= !(1 << at);
        *spot = u8::try_from(at).ok()?;
    }
    if plan.missing != 0 {
        let defaults = function.defaults.borrow().len();
        let first = parameters.checked_sub(defaults)?;
        for at in first.max(positional)..parameters {
            plan.missing &= !(1 << at);
        }
        // Defaults of keyword-only parameters are found by name, the slow way.
        if plan.missing != 0 {
            return None;
        }
        plan.missing = (1 << parameters) - (1 << first.max(positional).min(parameters));
        for spot in &plan.spots[..names.len()] {
            plan.missing &= !(1 << spot);
        }
    }
    Some(plan)
}

/// Moves the arguments at `at` into a new frame.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn bind(
    world: &mut World,
    function: &Rc<Function>,
    frame: &mut Frame,
    at: usize,
    plan: &Plan,
    delivery: Delivery,
) -> Entered {
    let linked = &function.code;
    let locals = linked.code.local_names.len();
    let mut callee = link::frame(world, linked, &function.globals, delivery);
    let values = &mut callee.values;
    values.reserve(linked.room);
    // One by one: what `drain` does besides takes longer than to move a few arguments.
    let positional = &mut frame.values[at..];
    let (positional, keywords) = positional.split_at_mut(plan.positional.min(positional.len()));
    for argument in positional {
        values.push(std::mem::take(argument));
    }
    while values.len() < locals {
        values.push(Value::Unbound);
    }
    for (argument, spot) in keywords.iter_mut().zip(plan.spots) {
        quick::fill(&mut values[spot as usize], std::mem::take(argument));
    }
    while frame.values.len() > at {
        quick::forget_last(&mut frame.values);
    }
    if plan.missing != 0 {
        let defaults = function.defaults.borrow();
        let first = linked.code.arg_count as usize - defaults.len();
        for (at, default) in (first..).zip(defaults.iter()) {
            if plan.missing & (1 << at) != 0 {
                quick::fill(&mut values[at], default.clone());
            }
        }
    }
    if !linked.code.cells.is_empty() || !function.closure.is_empty() {
        link::fill_cells(&mut callee, function.closure.iter().cloned());
    }
    if linked.code.flow == Flow::Plain {
        return Entered::Frame(callee);
    }
    Entered::Value(call::make_generator(world, function, callee))
}
