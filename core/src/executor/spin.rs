//! A loop whose tasks go round with `sleep(0)` and nothing else. A real clock goes on meanwhile,
//! and so ends what waits for it; ours stands still while something is ready, so that such rounds
//! would never end. Rounds that end by themselves, which are not so many, take no time.

use super::clock;
use crate::trace::Nanos;
use crate::world::World;
use crate::world::future::LoopId;
use crate::world::value::Outcome;

/// After so many rounds at one moment the clock moves by the least that shows, if tasks look at it:
/// who sleeps until a rounded sum says that a window is over may be told that nothing is missing.
const ROUNDS_OF_LOOKING: u32 = 1_000;
const GLANCE_NANOS: u64 = 2;
/// After so many rounds each takes time, as all do in reality: somebody waits for a timer.
const FREE_ROUNDS: u32 = 200_000;
/// The same for a program that once went round so often: it polls again and again, and its rounds
/// would fill the trace.
const FREE_ROUNDS_OF_POLLING: u32 = 1_000;
const ROUND_NANOS: u64 = 100_000;

/// Rounds in a row in which each turn gave the seat back by `sleep(0)`.
#[derive(Default)]
pub(crate) struct Spin {
    rounds: u32,
    /// Turns of the present round that gave the seat back.
    yields: usize,
    /// Whether rounds took time before.
    polled: bool,
    /// The number of the last reading of the clock before the present round.
    tick: u32,
}

impl Spin {
    pub fn count_yield(&mut self) {
        self.yields += 1;
    }
}

/// A round begins while something is ready: events of threads that are due happen, and the clock
/// moves on where the round is one of too many. A move ends where a timer or an event is due.
///
/// # Errors
/// What the events raise (only the end of the run).
pub(super) fn begin_round(world: &mut World, id: LoopId) -> Outcome<()> {
    let ready = world.executor.event_loop(id).ready.len();
    let clock = &world.executor.clock;
    let (now, tick, event) = (clock.main(), clock.tick(), clock.next_event());
    let spin = &mut world.executor.spin;
    let looked = std::mem::replace(&mut spin.tick, tick) != tick;
    if std::mem::take(&mut spin.yields) != ready || ready == 0 {
        spin.rounds = 0;
        return clock::advance_to(world, now, true);
    }
    let timer = world.executor.event_loop(id).timers.first();
    let timer = timer.map_or(u64::MAX, |when| Nanos::from_seconds(when).0);
    let due = timer.min(event.unwrap_or(u64::MAX)).max(now);
    let spin = &mut world.executor.spin;
    spin.rounds = spin.rounds.saturating_add(1);
    let free = match spin.polled && (looked || due < u64::MAX) {
        true => FREE_ROUNDS_OF_POLLING,
        false => FREE_ROUNDS,
    };
    let length = match spin.rounds {
        rounds if rounds >= free => {
            spin.polled = true;
            ROUND_NANOS
        }
        rounds if looked && rounds.is_multiple_of(ROUNDS_OF_LOOKING) => GLANCE_NANOS,
        _ => 0,
    };
    clock::advance_to(world, due.min(now + length), true)
}
