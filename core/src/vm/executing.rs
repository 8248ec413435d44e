//! Runs one frame, operation by operation, until another frame must run.
//!
//! The operations that are a few lines are here; the others are functions of `operations` and of
//! the files beside it. Every arm leaves the operand stack as `code::Op` says.

use super::machine::{self, Exit, Start};
use super::shortcut::Way;
use super::{
    assigning, async_step, attribute, awaiting, call, class, direct, exception, fuel, fuse,
    generator, iterate, link, operations, operators, quick, shortcut, variables,
};
use crate::code::{Flow, Op, Operand, UnaryKind};
use crate::source::Span;
use crate::world::World;
use crate::world::frame::{Delivery, Frame, GeneratorKind, Linked};
use crate::world::value::{Origin, Raise, Value};
use std::rc::Rc;

/// What an operation that is no simple one asks for.
pub enum Then {
    /// Go on with the next operation.
    Next,
    /// Run this frame first.
    Enter(Box<Frame>),
    /// Run the event loop.
    Loop,
}

/// Runs a frame.
pub fn execute(world: &mut World, mut frame: Box<Frame>, start: Start) -> Exit {
    let pending = match start {
        Start::Go => None,
        Start::Yield(value) => return Exit::Yield(frame, value),
        Start::Raise(exception) => Some((exception, true)),
        Start::Throw(exception) => Some((exception, false)),
    };
    if let Some((exception, is_raised)) = pending {
        if !frame.code.hidden {
            world.place = frame.span();
        }
        if !is_raised {
            exception::note_line(world, &frame, &exception);
        }
        match exception::unwind(world, &mut frame, Raise::Exception(exception), is_raised) {
            Ok(target) => frame.pc = target,
            Err(raise) => return Exit::Raised(frame, raise),
        }
    }
    // Calls and returns between plain functions stay in here; all else goes through the machine.
    'frames: loop {
        let code: Rc<Linked> = frame.code.clone();
        let ops = code.ops.as_slice();
        let mut pc = frame.pc;

        'ops: loop {
            macro_rules! fail {
                ($raise:expr, $new_line:expr) => {{
                    frame.pc = pc;
                    match exception::unwind(world, &mut frame, $raise, $new_line) {
                        Ok(target) => {
                            pc = target;
                            continue 'ops;
                        }
                        Err(raise) => return Exit::Raised(frame, raise),
                    }
                }};
            }
            macro_rules! tri {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(raise) => fail!(raise, true),
                    }
                };
            }
            macro_rules! pop {
                () => {
                    match frame.values.pop() {
                        Some(value) => value,
                        None => unreachable!("the compiler keeps the stack in balance"),
                    }
                };
            }
            macro_rules! top {
                () => {
                    match frame.values.last() {
                        Some(value) => value,
                        None => unreachable!("the compiler keeps the stack in balance"),
                    }
                };
            }
            // For a last value that nothing hangs on.
            macro_rules! forget_top {
                () => {
                    quick::forget_last(&mut frame.values)
                };
            }
            // What may write an event, or run other code, must know its place.
            macro_rules! here {
                () => {
                    if !code.hidden {
                        world.place = span_at(&code, pc);
                    }
                };
            }
            macro_rules! settle_deaths {
                () => {
                    if !world.finalisers.is_empty() {
                        here!();
                        tri!(exception::run_finalisers(world));
                    }
                };
            }
            // An await that a shortcut may do: what comes of it.
            macro_rules! way {
                ($way:expr) => {
                    match tri!($way) {
                        Way::Function => {}
                        Way::Done => {
                            settle_deaths!();
                            continue 'ops;
                        }
                        Way::Awaits => {
                            frame.values.push(Value::None);
                            pc -= 1;
                            continue 'ops;
                        }
                        Way::Waits(on) => {
                            frame.pc = pc;
                            return Exit::Yield(frame, on);
                        }
                    }
                };
            }
            macro_rules! shortcut {
                ($at:expr) => {
                    if let Some(known) = shortcut::of(&frame.values[$at - 1]) {
                        // It may go on behind an await. With its address given away, `pc` would
                        // stay in memory for all operations.
                        frame.pc = pc;
                        let way = shortcut::call(world, &mut frame, $at, known);
                        pc = frame.pc;
                        way!(way);
                    }
                };
            }
            macro_rules! then {
                ($result:expr) => {
                    match tri!($result) {
                        Then::Next => {}
                        Then::Enter(callee) => {
                            frame.pc = pc;
                            if world.frames.len() + 1 >= world.limits.frames {
                                return Exit::Enter {
                                    caller: frame,
                                    callee,
                                };
                            }
                            world.frames.push(std::mem::replace(&mut frame, callee));
                            continue 'frames;
                        }
                        Then::Loop => {
                            frame.pc = pc;
                            return Exit::Loop(frame);
                        }
                    }
                };
            }

            // The quick way for several operations was none: the first of them alone.
            macro_rules! plainly {
                ($op:ident) => {{
                    $op = &code.code.ops[pc - 1];
                    continue;
                }};
            }

            // A call that is as simple as can be, if it is one.
            macro_rules! plain {
                ($at:expr) => {
                    if direct::is_plain(&frame, $at) && world.frames.len() + 1 < world.limits.frames
                    {
                        frame.pc = pc;
                        let callee = direct::enter_plain(world, &mut frame, $at);
                        world.frames.push(std::mem::replace(&mut frame, callee));
                        continue 'frames;
                    }
                };
            }

            // A call of a function in Rust that nothing must be bound for.
            macro_rules! native {
                ($at:expr) => {
                    if let Some(result) = direct::call_native(world, &mut frame, $at) {
                        tri!(result);
                        settle_deaths!();
                        continue 'ops;
                    }
                };
            }

            // A call of the simple kind, if it is one.
            macro_rules! direct {
                ($at:expr, $names:expr) => {
                    if let Some(then) = direct::enter(world, &mut frame, $at, $names) {
                        then!(Ok(then));
                        settle_deaths!();
                        continue 'ops;
                    }
                };
            }

            // One step in memory, rather than a look before it.
            let is_empty;
            (world.fuel, is_empty) = world.fuel.overflowing_sub(1);
            if is_empty && tri!(fuel::look_up(world)) {
                frame.pc = pc;
                return Exit::Pause(frame);
            }
            let mut op = &ops[pc];
            pc += 1;
            // A second time where a quick way was none.
            loop {
                match *op {
                    Op::Nop | Op::Resume => {}
                    Op::PopTop => {
                        if quick::is_plain(top!()) {
                            quick::forget_last(&mut frame.values);
                            continue 'ops;
                        }
                        quick::drop_last(&mut frame.values);
                        settle_deaths!();
                    }
                    Op::Copy(depth) => {
                        let value = frame.values[frame.values.len() - depth as usize].clone();
                        frame.values.push(value);
                    }
                    Op::Swap(depth) => {
                        let last = frame.values.len() - 1;
                        frame.values.swap(last, last + 1 - depth as usize);
                    }
                    Op::PushNull => frame.values.push(Value::Unbound),
                    Op::LoadConst(index) => match &code.consts[index as usize] {
                        Value::Int(_, number) if !code.hidden => {
                            let origin = Origin::literal(span_at(&code, pc).start);
                            frame.values.push(Value::Int(origin, *number));
                        }
                        Value::Float(_, number) if !code.hidden => {
                            let origin = Origin::literal(span_at(&code, pc).start);
                            frame.values.push(Value::Float(origin, *number));
                        }
                        value => frame.values.extend_from_slice(std::slice::from_ref(value)),
                    },
                    Op::LoadFast(index) => match &frame.values[index as usize] {
                        &Value::Int(origin, number) => {
                            frame.values.push(Value::Int(origin, number))
                        }
                        Value::Unbound => {
                            here!();
                            let raise = variables::unbound_local(world, &code, index);
                            fail!(raise, true);
                        }
                        Value::Instance(object) => {
                            let object = object.clone();
                            frame.values.push(Value::Instance(object));
                        }
                        Value::Str(text) => {
                            let text = text.clone();
                            frame.values.push(Value::Str(text));
                        }
                        Value::List(list) => {
                            let list = list.clone();
                            frame.values.push(Value::List(list));
                        }
                        Value::Dict(dict) => {
                            let dict = dict.clone();
                            frame.values.push(Value::Dict(dict));
                        }
                        // Cloned to where it goes.
                        _ => frame
                            .values
                            .extend_from_within(index as usize..=index as usize),
                    },
                    Op::StoreFast(index) => {
                        if let Some(&Value::Int(origin, number)) = frame.values.last()
                            && let Value::Int(old_origin, old) = &mut frame.values[index as usize]
                        {
                            (*old_origin, *old) = (origin, number);
                            quick::forget_last(&mut frame.values);
                            continue 'ops;
                        }
                        let value = pop!();
                        frame.values[index as usize] = value;
                        settle_deaths!();
                    }
                    Op::DeleteFast(index) => {
                        if frame.values[index as usize].is_unbound() {
                            here!();
                            let raise = variables::unbound_local(world, &code, index);
                            fail!(raise, true);
                        }
                        frame.values[index as usize] = Value::Unbound;
                        settle_deaths!();
                    }
                    Op::ClearFast(index) => frame.values[index as usize] = Value::Unbound,
                    Op::MakeCell(index) => frame.cells[index as usize] = Rc::default(),
                    Op::LoadClosure(index) => {
                        let cell = frame.cells[index as usize].clone();
                        frame.values.push(Value::Cell(cell));
                    }
                    Op::LoadDeref(index) => {
                        let value = frame.cells[index as usize].0.borrow().clone();
                        if value.is_unbound() {
                            here!();
                            let raise = variables::unbound_deref(world, &frame, index);
                            fail!(raise, true);
                        }
                        frame.values.push(value);
                    }
                    Op::StoreDeref(index) => {
                        let value = pop!();
                        let old = frame.cells[index as usize].0.replace(value);
                        drop(old);
                        settle_deaths!();
                    }
                    Op::DeleteDeref(index) => {
                        let old = frame.cells[index as usize].0.take();
                        if old.is_unbound() {
                            here!();
                            let raise = variables::unbound_deref(world, &frame, index);
                            fail!(raise, true);
                        }
                        drop(old);
                        settle_deaths!();
                    }
                    Op::LoadClassDeref(index) => {
                        here!();
                        let value = tri!(variables::load_class_deref(world, &frame, index));
                        frame.values.push(value);
                    }
                    Op::LoadGlobal(index) => {
                        if !variables::load_global(world, &mut frame, index as usize) {
                            here!();
                            let name = &code.names[index as usize];
                            let raise = variables::unknown_global(world, &frame, name);
                            fail!(raise, true);
                        }
                    }
                    Op::StoreGlobal(index) => {
                        let value = pop!();
                        let old = frame.globals.set_name(&code.names[index as usize], value);
                        drop(old);
                        settle_deaths!();
                    }
                    Op::DeleteGlobal(index) => {
                        let name = &code.names[index as usize];
                        if frame.globals.remove_name(name).is_none() {
                            here!();
                            let raise = variables::unknown_name(world, name);
                            fail!(raise, true);
                        }
                        settle_deaths!();
                    }
                    Op::LoadName(index) => {
                        here!();
                        let value = tri!(variables::load_name(world, &frame, index));
                        frame.values.push(value);
                    }
                    Op::StoreName(index) => {
                        let value = pop!();
                        let name = &code.names[index as usize];
                        let old = variables::names(&frame).set_name(name, value);
                        if let Some(old) = old
                            && matches!(frame.delivery, Delivery::ClassBody(_))
                        {
                            here!();
                            tri!(class::redefined(world, &frame, name, &old));
                        }
                        settle_deaths!();
                    }
                    Op::DeleteName(index) => {
                        let name = &code.names[index as usize];
                        if variables::names(&frame).remove_name(name).is_none() {
                            here!();
                            let raise = variables::unknown_name(world, name);
                            fail!(raise, true);
                        }
                        settle_deaths!();
                    }
                    Op::LoadTypeParam { kind, name } => {
                        let value =
                            operations::type_parameter(world, kind, &code.names[name as usize]);
                        frame.values.push(value);
                    }

                    Op::LoadAttr(index) => {
                        let object = pop!();
                        here!();
                        let name = &code.names[index as usize];
                        let seen = &code.seen[index as usize];
                        then!(attribute::load(world, &mut frame, &object, name, seen));
                        drop(object);
                        settle_deaths!();
                    }
                    Op::StoreAttr(index) => {
                        let object = pop!();
                        let value = pop!();
                        here!();
                        let name = &code.names[index as usize];
                        let seen = &code.seen[index as usize];
                        then!(assigning::store(world, &object, name, value, seen));
                        settle_deaths!();
                    }
                    Op::DeleteAttr(index) => {
                        let object = pop!();
                        here!();
                        tri!(assigning::delete(
                            world,
                            &object,
                            &code.names[index as usize]
                        ));
                        settle_deaths!();
                    }
                    Op::LoadMethod(index) => {
                        if variables::module_attribute(&mut frame, index as usize) {
                            // Nobody's method: what a module has is called as it is.
                            frame.values.push(Value::Unbound);
                            continue 'ops;
                        }
                        let object = pop!();
                        here!();
                        let name = &code.names[index as usize];
                        let seen = &code.seen[index as usize];
                        match tri!(attribute::method_seen(world, &object, name, seen)) {
                            attribute::Found::Method(function) => {
                                frame.values.push(function);
                                frame.values.push(object);
                            }
                            attribute::Found::Value(value) => {
                                frame.values.push(value);
                                frame.values.push(Value::Unbound);
                            }
                        }
                    }
                    Op::BinarySubscr => {
                        if quick::item(&mut frame.values) {
                            continue 'ops;
                        }
                        let key = pop!();
                        let object = pop!();
                        here!();
                        let value = tri!(operators::get_item(world, &object, &key));
                        frame.values.push(value);
                    }
                    Op::StoreSubscr => {
                        here!();
                        if quick::set_item(&mut frame.values) {
                            settle_deaths!();
                            continue 'ops;
                        }
                        let key = pop!();
                        let object = pop!();
                        let value = pop!();
                        tri!(operators::set_item(world, &object, &key, value));
                        settle_deaths!();
                    }
                    Op::DeleteSubscr => {
                        let key = pop!();
                        let object = pop!();
                        here!();
                        tri!(operators::delete_item(world, &object, &key));
                        settle_deaths!();
                    }
                    Op::BuildSlice(count) => operations::build_slice(&mut frame, count),

                    Op::UnaryOp(UnaryKind::Not) => {
                        let value = pop!();
                        let truth = match value {
                            Value::Bool(truth) => truth,
                            other => {
                                here!();
                                tri!(operators::truth(world, &other))
                            }
                        };
                        frame.values.push(Value::Bool(!truth));
                    }
                    Op::UnaryOp(kind) => {
                        let value = pop!();
                        here!();
                        let value = tri!(operators::unary(world, kind, &value));
                        frame.values.push(value);
                    }
                    Op::BinaryOp(kind) | Op::InplaceOp(kind) => {
                        if quick::sum_of_two(&mut frame.values, kind) {
                            continue 'ops;
                        }
                        let stack = (Operand::STACK, Operand::STACK, Operand::STACK);
                        if quick::arithmetic_of(&mut frame.values, &[], kind, stack) {
                            continue 'ops;
                        }
                        let right = pop!();
                        let left = pop!();
                        here!();
                        let result = match *op {
                            Op::InplaceOp(_) => operators::inplace(world, kind, &left, &right),
                            _ => operators::binary(world, kind, &left, &right),
                        };
                        drop(right);
                        drop(left);
                        frame.values.push(tri!(result));
                        settle_deaths!();
                    }
                    Op::CompareOp(kind) => {
                        let stack = (Operand::STACK, Operand::STACK);
                        if let Some(truth) = quick::test(&mut frame.values, &[], kind, stack) {
                            frame.values.push(Value::Bool(truth));
                            continue 'ops;
                        }
                        let right = pop!();
                        let left = pop!();
                        here!();
                        let result = operators::compare(world, kind, &left, &right);
                        drop(right);
                        drop(left);
                        frame.values.push(tri!(result));
                        settle_deaths!();
                    }
                    Op::ContainsOp(negated) => {
                        let container = pop!();
                        let item = pop!();
                        here!();
                        let found = tri!(operators::contains(world, &container, &item));
                        frame.values.push(Value::Bool(found != negated));
                    }
                    Op::IsOp(negated) => {
                        let right = pop!();
                        let left = pop!();
                        frame.values.push(Value::Bool(left.is(&right) != negated));
                    }

                    Op::BuildList(count) => {
                        let at = frame.values.len() - count as usize;
                        let items = frame.values.split_off(at);
                        frame.values.push(Value::list(items));
                    }
                    Op::BuildTuple(count) => {
                        let at = frame.values.len() - count as usize;
                        let items = frame.values.split_off(at);
                        frame.values.push(Value::tuple(items));
                    }
                    Op::ListAppend(depth) => {
                        let value = pop!();
                        if let Value::List(list) =
                            &frame.values[frame.values.len() - depth as usize]
                        {
                            list.0.borrow_mut().push(value);
                        }
                    }
                    Op::UnpackSequence(count)
                        if quick::unpack(&mut frame.values, count as usize) => {}
                    Op::Jump(target) => pc = target as usize,
                    Op::PopJumpIfFalse(target) | Op::PopJumpIfTrue(target) => {
                        let truth = match *top!() {
                            Value::Bool(truth) => {
                                forget_top!();
                                truth
                            }
                            Value::Int(_, number) => {
                                here!();
                                forget_top!();
                                number != 0
                            }
                            _ => {
                                let value = pop!();
                                here!();
                                let truth = tri!(operators::truth(world, &value));
                                drop(value);
                                settle_deaths!();
                                truth
                            }
                        };
                        if truth == matches!(op, Op::PopJumpIfTrue(_)) {
                            pc = target as usize;
                        }
                    }
                    Op::PopJumpIfNone(target) => {
                        if pop!().is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::PopJumpIfNotNone(target) => {
                        if !pop!().is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                        here!();
                        let value = top!().clone();
                        let truth = tri!(operators::truth(world, &value));
                        if truth == matches!(op, Op::JumpIfTrueOrPop(_)) {
                            pc = target as usize;
                        } else {
                            drop((value, pop!()));
                            settle_deaths!();
                        }
                    }

                    Op::GetIter => {
                        let iterable = pop!();
                        here!();
                        let iterator = tri!(iterate::iter(world, &iterable));
                        frame.values.push(iterator);
                    }
                    Op::ForIter(target) => {
                        if let Value::Iter(iter) = top!() {
                            let mut state = iter.state.borrow_mut();
                            if let Some(number) = quick::next_number(&mut state) {
                                drop(state);
                                frame.values.push(Value::int(number));
                                continue 'ops;
                            }
                            if let Some(value) = quick::next_item(&mut state) {
                                drop(state);
                                frame.values.push(value);
                                continue 'ops;
                            }
                        }
                        let iterator = top!().clone();
                        here!();
                        if let Value::Generator(inner) = &iterator
                            && inner.kind == GeneratorKind::Generator
                        {
                            let entry =
                                generator::activate(world, inner, Value::None, Delivery::ForIter);
                            match tri!(entry) {
                                generator::Activation::Frame(callee) => {
                                    frame.pc = pc;
                                    return Exit::Enter {
                                        caller: frame,
                                        callee,
                                    };
                                }
                                generator::Activation::Ended => {
                                    drop(pop!());
                                    pc = target as usize;
                                }
                            }
                            continue 'ops;
                        }
                        match tri!(iterate::next(world, &iterator)) {
                            Some(value) => frame.values.push(value),
                            None => {
                                drop(iterator);
                                drop(pop!());
                                pc = target as usize;
                                settle_deaths!();
                            }
                        }
                    }

                    Op::YieldValue => {
                        let value = pop!();
                        frame.pc = pc;
                        if code.code.flow == Flow::AsyncGenerator {
                            return Exit::AsyncYield(frame, value);
                        }
                        return Exit::Yield(frame, value);
                    }
                    Op::GetAwaitable(kind) => {
                        let value = pop!();
                        here!();
                        let iterator = tri!(awaiting::awaitable(world, value, kind));
                        frame.values.push(iterator);
                    }
                    Op::YieldFrom => {
                        let sent = pop!();
                        here!();
                        if let Some(wait) = frame.shortcut {
                            way!(shortcut::resume(world, &mut frame, wait, None));
                        }
                        let iterator = top!().clone();
                        match &iterator {
                            Value::Generator(inner) => {
                                way!(shortcut::begin(world, &mut frame, inner));
                                let entry = generator::activate(world, inner, sent, Delivery::Send);
                                match tri!(entry) {
                                    generator::Activation::Frame(callee) => {
                                        frame.pc = pc;
                                        return Exit::Enter {
                                            caller: frame,
                                            callee,
                                        };
                                    }
                                    generator::Activation::Ended => {
                                        drop(pop!());
                                        frame.values.push(Value::None);
                                    }
                                }
                            }
                            Value::Future(future) => {
                                let handed_out = frame.handed_out;
                                match tri!(crate::executor::await_future(world, future, handed_out))
                                {
                                    Some(result) => {
                                        frame.handed_out = false;
                                        drop(pop!());
                                        frame.values.push(result);
                                    }
                                    None => {
                                        frame.handed_out = true;
                                        frame.pc = pc;
                                        return Exit::Yield(frame, iterator);
                                    }
                                }
                            }
                            Value::Object(_) if async_step::is_step(&iterator) => {
                                frame.pc = pc;
                                let mut slot = Some(frame);
                                let entry =
                                    async_step::enter(world, &iterator, sent, &mut |world| {
                                        world.frames.extend(slot.take());
                                    });
                                match (slot, entry) {
                                    (None, Ok(async_step::StepEntry::Started(start))) => {
                                        return Exit::Started(start);
                                    }
                                    (None, Err(Raise::Exception(exception))) => {
                                        return Exit::Started(Start::Raise(exception));
                                    }
                                    (Some(caller), Ok(async_step::StepEntry::Frame(callee))) => {
                                        return Exit::Enter { caller, callee };
                                    }
                                    (Some(mut caller), Ok(_)) => {
                                        caller.values.pop();
                                        caller.values.push(Value::None);
                                        frame = caller;
                                        continue 'frames;
                                    }
                                    (Some(mut caller), Err(raise)) => {
                                        match exception::unwind(world, &mut caller, raise, true) {
                                            Ok(target) => caller.pc = target,
                                            Err(raise) => return Exit::Raised(caller, raise),
                                        }
                                        frame = caller;
                                        continue 'frames;
                                    }
                                    (None, _) => return Exit::Halted,
                                }
                            }
                            _ => match tri!(awaiting::send(world, &iterator, sent)) {
                                Ok(yielded) => {
                                    frame.pc = pc;
                                    return Exit::Yield(frame, yielded);
                                }
                                Err(result) => {
                                    drop(pop!());
                                    frame.values.push(result);
                                }
                            },
                        }
                    }
                    Op::ReturnValue => {
                        let value = pop!();
                        let value = match &mut frame.delivery {
                            Delivery::Caller if code.code.flow == Flow::Plain => value,
                            Delivery::Init(object) if value.is_none() => std::mem::take(object),
                            _ => {
                                frame.pc = pc;
                                return Exit::Return(frame, value);
                            }
                        };
                        link::recycle(world, frame);
                        frame = match world.frames.pop() {
                            Some(caller) => caller,
                            None => unreachable!("a function with a caller returns to it"),
                        };
                        frame.values.push(value);
                        if frame.code.hidden {
                            world.place = machine::place_around(world, &frame);
                        }
                        if !world.finalisers.is_empty() {
                            // What died with the function is told at its call.
                            if !frame.code.hidden {
                                world.place = frame.span();
                            }
                            if let Err(raise) = exception::run_finalisers(world) {
                                return Exit::Raised(frame, raise);
                            }
                        }
                        continue 'frames;
                    }

                    Op::Call(count) => {
                        here!();
                        let at = frame.values.len() - count as usize;
                        plain!(at);
                        native!(at);
                        shortcut!(at);
                        direct!(at, &[]);
                        then!(call::on_stack(world, &mut frame, at, &[]));
                        settle_deaths!();
                    }
                    Op::CallKw { total, names } => {
                        here!();
                        let at = frame.values.len() - total as usize;
                        direct!(at, operations::keyword_names(&code, names));
                        let keywords = operations::keywords(&mut frame, &code, names);
                        then!(call::on_stack(world, &mut frame, at, &keywords));
                        settle_deaths!();
                    }
                    Op::CallMethod(count) => {
                        here!();
                        let at = operations::method_arguments(&mut frame, count as usize);
                        plain!(at);
                        native!(at);
                        shortcut!(at);
                        direct!(at, &[]);
                        then!(call::on_stack(world, &mut frame, at, &[]));
                        settle_deaths!();
                    }
                    Op::CallMethodKw { total, names } => {
                        here!();
                        let at = operations::method_arguments(&mut frame, total as usize);
                        direct!(at, operations::keyword_names(&code, names));
                        let keywords = operations::keywords(&mut frame, &code, names);
                        then!(call::on_stack(world, &mut frame, at, &keywords));
                        settle_deaths!();
                    }
                    Op::CallEx(has_keywords) => {
                        here!();
                        let keywords = if has_keywords {
                            let mapping = pop!();
                            tri!(call::unpack_keywords(world, &mapping))
                        } else {
                            Vec::new()
                        };
                        let arguments = pop!();
                        let callable = top!().clone();
                        let arguments = tri!(call::unpack_arguments(world, &callable, &arguments));
                        let at = frame.values.len();
                        frame.values.extend(arguments);
                        then!(call::on_stack(world, &mut frame, at, &keywords));
                        settle_deaths!();
                    }
                    Op::RunClassBody(index) => {
                        here!();
                        let callee = operations::class_body(world, &frame, index);
                        frame.pc = pc;
                        return Exit::Enter {
                            caller: frame,
                            callee,
                        };
                    }
                    Op::Arithmetic {
                        kind,
                        left,
                        right,
                        into,
                    } => {
                        let parts = (left, right, into);
                        let more = fuse::loads(left, right) + u64::from(into != Operand::STACK);
                        if world.fuel >= more
                            && quick::arithmetic_of(&mut frame.values, &code.consts, kind, parts)
                        {
                            world.fuel -= more;
                            pc += more as usize;
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::Test {
                        kind,
                        left,
                        right,
                        target,
                    } => {
                        let more = fuse::loads(left, right) + 1;
                        if world.fuel >= more
                            && let Some(truth) =
                                quick::test(&mut frame.values, &code.consts, kind, (left, right))
                        {
                            world.fuel -= more;
                            pc = if truth {
                                pc + more as usize
                            } else {
                                target as usize
                            };
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::AddSmall {
                        local,
                        number,
                        into,
                    } => {
                        let more = 2 + u64::from(into != Operand::STACK);
                        if world.fuel >= more
                            && quick::add_small(&mut frame.values, local as usize, number, into)
                        {
                            world.fuel -= more;
                            pc += more as usize;
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::TestSmall {
                        kind,
                        local,
                        number,
                        target,
                    } => {
                        if world.fuel >= 3
                            && let Value::Int(_, left) = frame.values[local as usize]
                        {
                            world.fuel -= 3;
                            pc = if quick::ordered(kind, &left, &i64::from(number)) {
                                pc + 3
                            } else {
                                target as usize
                            };
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::ForStore { local, .. } => {
                        if world.fuel >= 1 && quick::for_store(&mut frame.values, local as usize) {
                            world.fuel -= 1;
                            pc += 1;
                            settle_deaths!();
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::JumpForStore { local, target } => {
                        pc = target as usize;
                        if world.fuel >= 2 && quick::for_store(&mut frame.values, local as usize) {
                            world.fuel -= 2;
                            pc += 2;
                            settle_deaths!();
                        }
                    }
                    Op::UnpackPair { first, second } => {
                        let (first, second) = (first as usize, second as usize);
                        if world.fuel >= 2 && quick::unpack_pair(&mut frame.values, first, second) {
                            world.fuel -= 2;
                            pc += 2;
                            settle_deaths!();
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    Op::LoadFastAttr { local, name } => {
                        let object = &frame.values[local as usize];
                        if world.fuel == 0 || object.is_unbound() {
                            plainly!(op);
                        }
                        world.fuel -= 1;
                        pc += 1;
                        here!();
                        let seen = &code.seen[name as usize];
                        let name = &code.names[name as usize];
                        if let Some(value) = attribute::own_seen(object, name, seen) {
                            frame.values.push(value);
                            continue 'ops;
                        }
                        let object = object.clone();
                        then!(attribute::load(world, &mut frame, &object, name, seen));
                    }
                    Op::LoadFastMethod { local, name } => {
                        let object = &frame.values[local as usize];
                        if world.fuel == 0 || matches!(object, Value::Unbound | Value::Module(_)) {
                            plainly!(op);
                        }
                        world.fuel -= 1;
                        pc += 1;
                        here!();
                        let seen = &code.seen[name as usize];
                        let name = &code.names[name as usize];
                        let (callable, receiver) =
                            match tri!(attribute::method_seen(world, object, name, seen)) {
                                attribute::Found::Method(function) => (function, object.clone()),
                                attribute::Found::Value(value) => (value, Value::Unbound),
                            };
                        frame.values.push(callable);
                        frame.values.push(receiver);
                    }
                    Op::FormatLast(count) => {
                        let most = world.limits.items;
                        if world.fuel >= 1
                            && quick::build_string(&mut frame.values, count as usize, most)
                        {
                            world.fuel -= 1;
                            pc += 1;
                            continue 'ops;
                        }
                        plainly!(op);
                    }
                    other => {
                        // What died with an error is told where it was raised.
                        if matches!(other, Op::PushExcInfo) && !world.finalisers.is_empty() {
                            tri!(exception::run_finalisers(world));
                        }
                        here!();
                        frame.pc = pc;
                        tri!(operations::other(world, &mut frame, other));
                        settle_deaths!();
                    }
                }
                continue 'ops;
            }
        }
    }
}

/// The place of the operation before `pc`.
fn span_at(code: &Linked, pc: usize) -> Span {
    code.code
        .spans
        .get(pc.wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}
