//! How long the machine runs before it looks up: slices, the operations limit, CPU work.
//!
//! `World::fuel` counts down with every operation. At zero the machine asks [`refill`], which ends
//! the slice, ends the run, or charges the operations of a long step as CPU work and goes on.

use crate::diagnostic::{Code, Diagnostic};
use crate::sentence::grouped;
use crate::world::World;
use crate::world::value::{Outcome, Raise};

/// Operations between two looks at the meter.
const CHUNK: u64 = 1000;

/// What was granted and what was used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meter {
    /// Operations of the whole run, up to the last look.
    used: u64,
    /// The last refill.
    granted: u64,
    /// Operations of the present step, up to the last look.
    step: u64,
    /// Operations left in this slice.
    slice: u64,
    /// The slice is over; the machine stops at the first place where it can.
    slice_ended: bool,
    /// The machine at this depth stops before its next operation: its thread waits.
    park_at: Option<u32>,
}

impl World {
    /// Operations executed so far.
    #[must_use]
    pub const fn operations(&self) -> u64 {
        self.meter.used + (self.meter.granted - self.fuel)
    }

    /// Begins a slice of about this many operations.
    pub fn begin_slice(&mut self, operations: u64) {
        self.meter.slice = operations;
        self.meter.slice_ended = false;
    }

    #[must_use]
    pub const fn slice_ended(&self) -> bool {
        self.meter.slice_ended
    }

    /// Another thread goes on with its present step, of so many operations; gives the old count.
    pub fn swap_step_meter(&mut self, step: u64) -> u64 {
        settle(self);
        std::mem::replace(&mut self.meter.step, step)
    }

    /// A step of a task or a callback begins: its first operations are free.
    pub fn begin_step_meter(&mut self) {
        settle(self);
        self.meter.step = 0;
    }
}

/// Books what was used since the last look.
fn settle(world: &mut World) -> u64 {
    let used = world.meter.granted - world.fuel;
    world.meter.used += used;
    world.meter.step += used;
    world.meter.slice = world.meter.slice.saturating_sub(used);
    world.meter.granted = world.fuel;
    used
}

/// Called by an operation for which there was no fuel; whether the machine pauses before it.
///
/// # Errors
/// Halts the run at the operations limit.
#[cold]
pub fn look_up(world: &mut World) -> Outcome<bool> {
    world.fuel = 0;
    refill(world)?;
    let pauses = world.pauses();
    if !pauses {
        world.fuel -= 1;
    }
    Ok(pauses)
}

fn refill(world: &mut World) -> Outcome<()> {
    if world.halted.is_some() {
        return Err(Raise::Halt);
    }
    let used = settle(world);
    if world.meter.used >= world.limits.operations {
        let span = world.here();
        let message = format!(
            "The run executed {} operations",
            grouped(world.limits.operations)
        );
        return Err(
            world.halt(Diagnostic::new(Code::Limit, span, message).with_help(
                "An endless loop? A loop that waits needs an await in it, such as \
             `await asyncio.sleep(0.1)`.",
            )),
        );
    }
    if world.limits.cpu_nanos_per_op > 0 && world.meter.step > world.limits.free_operations {
        let beyond = (world.meter.step - world.limits.free_operations).min(used);
        crate::executor::cpu_work(world, beyond * world.limits.cpu_nanos_per_op)?;
    }
    if world.meter.slice == 0 {
        world.meter.slice_ended = true;
    }
    world.fuel = CHUNK;
    world.meter.granted = CHUNK;
    Ok(())
}

impl World {
    /// The machine that runs now stops before its next operation.
    pub fn park(&mut self) {
        self.meter.park_at = Some(self.depth);
        self.look_up_soon();
    }

    /// Whether the machine stops here: the slice is over, or its thread waits.
    pub fn pauses(&mut self) -> bool {
        let parks = self.meter.park_at == Some(self.depth);
        if parks {
            self.meter.park_at = None;
        }
        parks || (self.meter.slice_ended && self.depth == 0)
    }

    /// The machine looks at the meter before its next operation.
    pub fn look_up_soon(&mut self) {
        settle(self);
        self.fuel = 0;
        self.meter.granted = 0;
    }
}
