//! The end of a run: cycles are broken, so that everything is freed.
//!
//! Values are counted references, and a function and its globals already are a cycle. Walking from
//! everything that the run can still reach, each container gives its content away; what is left
//! has no cycles and dies by itself. A page that runs the text at every keystroke leaks nothing.

use super::World;
use super::dict::Dict;
use super::frame::{Delivery, Frame};
use super::future::Future;
use super::iter::IterState;
use super::value::{Exception, Function, Value};
use std::collections::HashSet;
use std::rc::{Rc, Weak};

/// What is still to be emptied.
#[derive(Default)]
struct Emptying {
    work: Vec<Value>,
    /// Objects that cannot be emptied, by address, so that none is walked twice.
    walked: HashSet<*const ()>,
}

/// Empties everything that the world can reach.
pub fn break_cycles(world: &mut World) {
    world.finalisers.close();
    let mut emptying = Emptying::default();
    for class in world.types.all() {
        emptying.dict(&class.dict);
    }
    let exceptions: Vec<_> = world
        .types
        .exceptions()
        .map(|(_, class)| class.clone())
        .collect();
    for class in exceptions {
        emptying.dict(&class.dict);
    }
    emptying.dict(&world.builtins.clone());
    for (_, module) in std::mem::take(&mut world.modules) {
        emptying.dict(&module.dict);
    }
    for frame in std::mem::take(&mut world.frames) {
        emptying.frame(*frame);
    }
    world.spare_frames.clear();
    world.handled.clear();
    emptying.work.extend(cut_rings(world));
    emptying.work.extend(crate::executor::clear(world));
    emptying.run();
}

/// What exceptions keep in a ring with themselves.
pub fn cut_rings(world: &mut World) -> Vec<Value> {
    let rings = std::mem::take(&mut world.rings);
    let alive = rings.iter().filter_map(Weak::upgrade);
    alive.flat_map(|exception| exception.kept.take()).collect()
}

impl Emptying {
    fn run(&mut self) {
        while let Some(value) = self.work.pop() {
            self.empty(&value);
        }
    }

    fn dict(&mut self, dict: &Dict) {
        for entry in dict.take() {
            self.work.push(entry.key);
            self.work.push(entry.value);
        }
    }

    fn frame(&mut self, frame: Frame) {
        self.work.extend(frame.values);
        self.work.extend(frame.cells.into_iter().map(Value::Cell));
        self.dict(&frame.globals);
        if let Some(names) = frame.names {
            self.dict(&names);
        }
        if let Some(generator) = frame.generator {
            self.work.push(Value::Generator(generator));
        }
        if let Delivery::Init(value) = frame.delivery {
            self.work.push(value);
        }
    }

    fn function(&mut self, function: &Function) {
        self.dict(&function.globals);
        self.work
            .extend(function.closure.iter().cloned().map(Value::Cell));
        self.work.append(&mut function.defaults.borrow_mut());
        let keywords = function.kwdefaults.take();
        self.work
            .extend(keywords.into_iter().map(|(_, value)| value));
        for dict in [function.dict.take(), function.about.take()] {
            dict.iter().for_each(|dict| self.dict(dict));
        }
    }

    fn exception(&mut self, exception: &Exception) {
        self.dict(&exception.dict);
        let args = exception.args.borrow().clone();
        self.work.push(Value::Tuple(args));
        for link in [exception.cause.take(), exception.context.take()] {
            self.work.extend(link.map(Value::Exception));
        }
        exception.traceback.take();
    }

    fn future(&mut self, future: &Future) {
        future.empty_into(&mut self.work);
    }

    fn first_time<T>(&mut self, object: &Rc<T>) -> bool {
        self.walked.insert(Rc::as_ptr(object).cast())
    }

    fn empty(&mut self, value: &Value) {
        match value {
            Value::Tuple(items) if self.first_time(items) => {
                self.work.extend(items.iter().cloned());
            }
            Value::List(list) => {
                let items = list.0.take();
                self.work.extend(items);
            }
            Value::Dict(dict) => self.dict(dict),
            Value::Set(set) => self.dict(&set.keys),
            Value::Slice(slice) if self.first_time(slice) => {
                self.work.push(slice.start.clone());
                self.work.push(slice.stop.clone());
            }
            Value::Function(function) if self.first_time(function) => {
                self.function(function);
            }
            Value::Method(method) if self.first_time(method) => {
                self.work.push(method.function.clone());
                self.work.push(method.receiver.clone());
            }
            Value::Class(class) if self.first_time(class) => {
                self.dict(&class.dict);
                self.work
                    .extend(class.mro.iter().cloned().map(Value::Class));
                self.work.extend(class.metaclass.clone().map(Value::Class));
            }
            Value::Instance(instance) => {
                self.dict(instance.dict());
                let base = instance.base.take();
                self.work.push(base);
                if self.first_time(instance) {
                    self.work
                        .push(Value::Class(instance.class.borrow().clone()));
                }
            }
            Value::Exception(exception) if self.first_time(exception) => {
                self.exception(exception);
            }
            Value::Generator(generator) => {
                if let Some(frame) = generator.frame.take() {
                    self.frame(*frame);
                }
            }
            Value::Iter(iter) => {
                if let Ok(mut state) = iter.state.try_borrow_mut() {
                    let state = std::mem::replace(&mut *state, IterState::Done);
                    self.iterator(state);
                }
            }
            Value::Future(future) if self.first_time(future) => {
                self.future(future);
            }
            Value::Module(module) => self.dict(&module.dict),
            Value::Cell(cell) => {
                let inside = cell.0.take();
                self.work.push(inside);
            }
            Value::Object(object) if self.first_time(object) => {
                object.payload.clear();
            }
            _ => {}
        }
    }

    fn iterator(&mut self, state: IterState) {
        match state {
            IterState::List { list, .. } | IterState::ListReversed { list, .. } => {
                self.work.push(Value::List(list));
            }
            IterState::Tuple { tuple, .. } => self.work.push(Value::Tuple(tuple)),
            IterState::Dict { dict, .. } | IterState::DictReversed { dict, .. } => {
                self.work.push(Value::Dict(dict));
            }
            IterState::Set { set, order, .. } => {
                self.work.push(Value::Set(set));
                self.work.extend(order);
            }
            IterState::Call { callable, sentinel } => self.work.extend([callable, sentinel]),
            IterState::Index { object, .. } => self.work.push(object),
            IterState::Enumerate { inner, .. } => self.work.push(inner),
            IterState::Lazy(mut lazy) => lazy.clear(),
            IterState::Done
            | IterState::Busy
            | IterState::Range { .. }
            | IterState::Str { .. }
            | IterState::Bytes { .. } => {}
        }
    }
}
