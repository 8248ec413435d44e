//! Code becomes runnable: its names and constants become values of this run.

use super::{fuse, keeping, quick};
use crate::code::{Code, Const, Flow, Kind};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Frame, Linked};
use crate::world::value::{Str, Value, VarCell};
use num_bigint::BigInt;
use std::cell::Cell;
use std::rc::Rc;

/// Links a code and all codes inside of it.
#[must_use]
pub fn link(code: &Rc<Code>) -> Rc<Linked> {
    link_inside(code, &Dict::default())
}

/// The object of a name or a constant: equal texts of a module are one object, as CPython merges its
/// constants, and so that names are mostly found at once.
fn name_of(text: &str, names: &Dict) -> Rc<Str> {
    let new = Str::new(text);
    if let Some(Value::Str(known)) = names.get_name(&new) {
        return known;
    }
    names.set_name(&new, Value::Str(new.clone()));
    new
}

fn link_inside(code: &Rc<Code>, names: &Dict) -> Rc<Linked> {
    let known: Vec<_> = (code.names.iter())
        .map(|name| name_of(name, names))
        .collect();
    let count = (code.arg_count + code.kwonly_count) as usize;
    let parameters: Vec<_> = (code.local_names[..count].iter())
        .map(|name| name_of(name, names))
        .collect();
    let constants = code.consts.iter();
    let direct = !code.has_varargs && !code.has_varkeywords && count < 64;
    let has_cells = !code.cells.is_empty() || !code.free.is_empty();
    let is_function = matches!(code.kind, Kind::Function | Kind::Lambda);
    let is_simple = code.flow == Flow::Plain && !has_cells && !code.hidden;
    Rc::new(Linked {
        ops: fuse::fused(&code.ops, &code.consts),
        places: known.iter().map(|_| Cell::default()).collect(),
        seen: known.iter().map(|_| Cell::default()).collect(),
        names: known,
        direct,
        plain: (direct && is_function && is_simple && code.kwonly_count == 0)
            .then_some(code.arg_count),
        parameters,
        room: code.local_names.len() + code.stack_size as usize,
        consts: constants.map(|value| constant(value, names)).collect(),
        hidden: code.hidden,
        shortcut: Cell::new(None),
        code: code.clone(),
    })
}

fn constant(constant_: &Const, names: &Dict) -> Value {
    match constant_ {
        Const::None => Value::None,
        Const::True => Value::Bool(true),
        Const::False => Value::Bool(false),
        Const::Ellipsis => Value::Ellipsis,
        Const::Int(number) => Value::int(*number),
        Const::BigInt(digits) => match digits.parse::<BigInt>() {
            Ok(number) => Value::Big(Rc::new(number)),
            Err(_) => unreachable!("the compiler writes decimal digits"),
        },
        Const::Float(number) => Value::float(*number),
        Const::Str(text) => Value::Str(name_of(text, names)),
        Const::Bytes(bytes) => Value::Bytes(Rc::new(bytes.to_vec())),
        Const::Tuple(items) => Value::tuple(
            items
                .iter()
                .map(|item| constant(item, names))
                .collect::<Vec<_>>(),
        ),
        Const::Code(code) => Value::Code(link_inside(code, names)),
    }
}

/// A frame for a code, with empty locals and new cells; parameters and free cells are the
/// caller's to fill in.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn frame(
    world: &mut World,
    code: &Rc<Linked>,
    globals: &Rc<Dict>,
    delivery: Delivery,
) -> Box<Frame> {
    match world.spare_frames.pop() {
        Some(mut frame) => {
            if !Rc::ptr_eq(&frame.code, code) {
                frame.code = code.clone();
            }
            if !Rc::ptr_eq(&frame.globals, globals) {
                frame.globals = globals.clone();
            }
            frame.delivery = delivery;
            frame.pc = 0;
            frame
        }
        None => Box::new(Frame {
            code: code.clone(),
            pc: 0,
            values: Vec::with_capacity(16),
            cells: Vec::new(),
            globals: globals.clone(),
            names: None,
            delivery,
            generator: None,
            handed_out: false,
            caught: Vec::new(),
            shortcut: None,
        }),
    }
}

/// Moves parameters into their cells and takes the free cells over; locals must be filled.
pub fn fill_cells(frame: &mut Frame, free: impl Iterator<Item = Rc<VarCell>>) {
    let code = frame.code.clone();
    for cell in &code.code.cells {
        let new = VarCell::default();
        if let Some(parameter) = cell.parameter {
            *new.0.borrow_mut() = std::mem::take(&mut frame.values[parameter as usize]);
        }
        frame.cells.push(Rc::new(new));
    }
    frame.cells.extend(free);
}

/// Gives a finished frame back for the next call.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn recycle(world: &mut World, mut frame: Box<Frame>) {
    if !frame.caught.is_empty() {
        keeping::keep_with_caught(world, &mut frame);
    }
    // Variables die from the last one to the first; those that inner functions use stand last.
    if frame.code.plain.is_none() {
        while frame.cells.pop().is_some() {}
        frame.names = None;
        frame.generator = None;
        frame.handed_out = false;
        frame.shortcut = None;
    }
    quick::shorten(&mut frame.values, 0);
    frame.delivery = Delivery::Caller;
    if world.spare_frames.len() < 64 {
        world.spare_frames.push(frame);
    }
}

/// The frame of a module.
pub fn module_frame(world: &mut World, code: &Rc<Code>, globals: &Rc<Dict>) -> Box<Frame> {
    debug_assert!(code.kind == Kind::Module && code.flow == Flow::Plain);
    let linked = link(code);
    let mut frame = frame(world, &linked, globals, Delivery::Native);
    frame.values.resize(code.local_names.len(), Value::Unbound);
    fill_cells(&mut frame, std::iter::empty());
    frame
}
