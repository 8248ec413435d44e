//! Code becomes runnable: its names and constants become values of this run.

use crate::code::{Code, Const, Flow, Kind};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Frame, Linked};
use crate::world::value::{Str, Value, VarCell};
use num_bigint::BigInt;
use std::rc::Rc;

/// Links a code and all codes inside of it.
#[must_use]
pub fn link(code: &Rc<Code>) -> Rc<Linked> {
    Rc::new(Linked {
        names: code.names.iter().map(|name| Str::new(&**name)).collect(),
        consts: code.consts.iter().map(constant).collect(),
        hidden: code.hidden,
        code: code.clone(),
    })
}

fn constant(constant_: &Const) -> Value {
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
        Const::Str(text) => Value::str(&**text),
        Const::Bytes(bytes) => Value::Bytes(Rc::new(bytes.to_vec())),
        Const::Tuple(items) => Value::tuple(items.iter().map(constant).collect::<Vec<_>>()),
        Const::Code(code) => Value::Code(link(code)),
    }
}

/// A frame for a code, with empty locals and new cells; parameters and free cells are the
/// caller's to fill in.
pub fn frame(
    world: &mut World,
    code: &Rc<Linked>,
    globals: &Rc<Dict>,
    delivery: Delivery,
) -> Box<Frame> {
    match world.spare_frames.pop() {
        Some(mut frame) => {
            frame.code = code.clone();
            frame.globals = globals.clone();
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
pub fn recycle(world: &mut World, mut frame: Box<Frame>) {
    frame.values.clear();
    frame.cells.clear();
    frame.names = None;
    frame.generator = None;
    frame.handed_out = false;
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
