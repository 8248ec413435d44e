//! Who stands where, at every step of programs that hide their tasks well.

use super::*;
use loopscope_core::Limits;
use std::collections::BTreeSet;

const EAGER: &str = "
import asyncio
async def quick():
    await asyncio.sleep(0)
    return 1
async def main():
    one = asyncio.create_task(quick(), eager_start=True)
    two = asyncio.create_task(quick())
    print(await one, await two)
asyncio.run(main())
";

const YIELDS: &str = "
import asyncio
async def turn():
    while True:
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(*[turn() for _ in range(3)])
asyncio.run(main())
";

/// At each step, each task is in one zone: single, or one of a group.
fn check(text: &str, limits: Limits) {
    let program = loopscope_core::compile("program.py", text).expect("it is Python");
    let recording = loopscope_core::run(&program, &limits);
    let view = RunView::new(1, recording, limits);
    for step in 0..=view.steps() {
        let cursor = view.cursor_of(step);
        let state = view.timeline.at(cursor);
        let board = board(&view, &state, view.time_of(cursor), None, false);
        let seat = match &board.seat {
            SeatView::Taken(token) | SeatView::Held(token) => vec![Entry::One(token.clone())],
            SeatView::Empty(_) => Vec::new(),
        };
        let zones = [
            &board.ready,
            &seat,
            &board.under,
            &board.waiting,
            &board.done,
        ];
        let (mut seen, mut count) = (BTreeSet::new(), 0);
        for entry in zones.into_iter().flatten() {
            match entry {
                Entry::Many(group) => count += group.count,
                Entry::One(Token { task: Some(id), .. }) => {
                    assert!(seen.insert(*id), "step {step}: {id:?} stands twice");
                    count += 1;
                }
                Entry::One(_) => {}
            }
        }
        assert_eq!(count, board.task_count, "step {step}: {board:?}");
        let seated = seat
            .iter()
            .filter(|entry| matches!(entry, Entry::One(it) if it.task.is_some()));
        let heads = board.ready_count + board.waiting_count + board.done_count;
        assert_eq!(
            heads + seated.count() + board.under.len(),
            board.task_count,
            "step {step}: the numbers in the heads"
        );
    }
}

#[test]
fn an_eager_task_and_its_maker_stand_somewhere() {
    check(EAGER, Limits::page());
}

#[test]
fn who_gives_the_seat_back_in_a_call_stands_somewhere() {
    let text = include_str!("../../../core/tests/programs/scenarios/pub_sub.py");
    check(text, Limits::page());
}

#[test]
fn who_is_stopped_by_a_limit_stands_somewhere() {
    for count in 1..60_u32 {
        let steps = u64::from(count);
        check(
            YIELDS,
            Limits {
                steps,
                ..Limits::page()
            },
        );
        let events = count as usize;
        check(
            YIELDS,
            Limits {
                events,
                ..Limits::page()
            },
        );
    }
}
