//! Operations that often follow each other, done in one.
//!
//! The linker writes such an operation over the first of those that it stands for; the others stay
//! where they are, so that indices, jump targets, places and exception tables hold. It is only a
//! quick way: where its operands are not what it is made for, or fuel ends inside of it, the
//! machine does the first of the plain operations and goes on from there. It costs the fuel of all
//! that it stands for. All but the last of them can neither raise, run code nor write an event.

use crate::code::{BinaryKind, Const, Op, Operand};

/// The operations of a code, with the quick ones over those that begin a known sequence.
#[must_use]
pub fn fused(ops: &[Op], consts: &[Const]) -> Vec<Op> {
    (0..ops.len())
        .map(|at| {
            let fused = first(&ops[at..]).or_else(|| jump(ops, at));
            let fused = fused.unwrap_or(ops[at]);
            small(fused, consts).unwrap_or(fused)
        })
        .collect()
}

/// The operation for a local and a small whole number, where it is one of these.
fn small(op: Op, consts: &[Const]) -> Option<Op> {
    let number = |operand: Operand| match consts.get(operand.constant()?)? {
        Const::Int(number) => i16::try_from(*number).ok(),
        _ => None,
    };
    match op {
        Op::Arithmetic {
            kind,
            left,
            right,
            into,
        } => {
            let number = number(right)?;
            Some(Op::AddSmall {
                local: left.only_local()?,
                number: match kind {
                    BinaryKind::Add => number,
                    BinaryKind::Subtract => number.checked_neg()?,
                    _ => return None,
                },
                into,
            })
        }
        Op::Test {
            kind,
            left,
            right,
            target,
        } => Some(Op::TestSmall {
            kind,
            local: left.only_local()?,
            number: number(right)?,
            target,
        }),
        _ => None,
    }
}

/// The operation that stands for the first few, where there is one.
fn first(ops: &[Op]) -> Option<Op> {
    match *ops {
        [Op::ForIter(target), Op::StoreFast(local), ..] => {
            let local = u16::try_from(local).ok()?;
            Some(Op::ForStore { local, target })
        }
        [Op::LoadFast(local), Op::LoadAttr(name), ..] => {
            let local = u16::try_from(local).ok()?;
            Some(Op::LoadFastAttr { local, name })
        }
        [Op::LoadFast(local), Op::LoadMethod(name), ..] => {
            let local = u16::try_from(local).ok()?;
            Some(Op::LoadFastMethod { local, name })
        }
        [Op::FormatSimple, Op::BuildString(count), ..] => Some(Op::FormatLast(count)),
        [
            Op::UnpackSequence(2),
            Op::StoreFast(first),
            Op::StoreFast(second),
            ..,
        ] => Some(Op::UnpackPair {
            first: u16::try_from(first).ok()?,
            second: u16::try_from(second).ok()?,
        }),
        [left, right, ref rest @ ..] if Operand::of(left).is_some() => {
            let is_load = |op| !matches!(op, Op::StoreFast(_));
            let (first, second) = (Operand::of(left)?, Operand::of(right));
            if !is_load(left) {
                return None;
            }
            match second.filter(|_| is_load(right)) {
                Some(second) => operator(first, second, rest),
                None => operator(Operand::STACK, first, &ops[1..]),
            }
        }
        // The operator alone gains nothing.
        [_, Op::StoreFast(_) | Op::PopJumpIfFalse(_), ..] => {
            operator(Operand::STACK, Operand::STACK, ops)
        }
        _ => None,
    }
}

/// The end of a loop, with the beginning of its next round.
fn jump(ops: &[Op], at: usize) -> Option<Op> {
    let Op::Jump(target) = ops[at] else {
        return None;
    };
    match *ops.get(target as usize..)? {
        [Op::ForIter(_), Op::StoreFast(local), ..] => Some(Op::JumpForStore {
            local: u16::try_from(local).ok()?,
            target,
        }),
        _ => None,
    }
}

/// An operator whose operands are known, with the store or the jump behind it.
fn operator(left: Operand, right: Operand, ops: &[Op]) -> Option<Op> {
    match *ops {
        [Op::BinaryOp(kind) | Op::InplaceOp(kind), ref rest @ ..] => {
            let into = match rest.first() {
                Some(store @ Op::StoreFast(_)) => Operand::of(*store).unwrap_or(Operand::STACK),
                _ => Operand::STACK,
            };
            Some(Op::Arithmetic {
                kind,
                left,
                right,
                into,
            })
        }
        [Op::CompareOp(kind), Op::PopJumpIfFalse(target), ..] => Some(Op::Test {
            kind,
            left,
            right,
            target: u16::try_from(target).ok()?,
        }),
        _ => None,
    }
}

/// How many loads belong to an operator with these operands.
#[inline]
#[must_use]
pub fn loads(left: Operand, right: Operand) -> u64 {
    u64::from(left != Operand::STACK) + u64::from(right != Operand::STACK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{BinaryKind, CompareKind};

    #[test]
    fn a_sequence_begins_with_what_stands_for_it_and_keeps_the_rest() {
        let ops = [
            Op::LoadFast(0),
            Op::LoadConst(1),
            Op::BinaryOp(BinaryKind::Add),
            Op::StoreFast(2),
            Op::ReturnValue,
        ];
        let [local, constant, into] =
            [ops[0], ops[1], ops[3]].map(|op| Operand::of(op).unwrap_or(Operand::STACK));
        let arithmetic = |left, right| Op::Arithmetic {
            kind: BinaryKind::Add,
            left,
            right,
            into,
        };
        let expected = [
            arithmetic(local, constant),
            arithmetic(Operand::STACK, constant),
            arithmetic(Operand::STACK, Operand::STACK),
            Op::StoreFast(2),
            Op::ReturnValue,
        ];
        assert_eq!(fused(&ops, &[]), expected);
    }

    #[test]
    fn a_local_and_a_small_number_have_their_own() {
        let ops = [
            Op::LoadFast(3),
            Op::LoadConst(0),
            Op::BinaryOp(BinaryKind::Subtract),
            Op::StoreFast(2),
        ];
        let into = Operand::of(ops[3]).unwrap_or(Operand::STACK);
        let small = |number| fused(&ops, &[number])[0];
        let (local, number) = (3, -7);
        assert_eq!(
            small(Const::Int(7)),
            Op::AddSmall {
                local,
                number,
                into
            }
        );
        for other in [Const::Int(40_000), Const::Int(-32_768), Const::Float(7.0)] {
            assert!(matches!(small(other), Op::Arithmetic { .. }));
        }
    }

    #[test]
    fn a_loop_goes_on_where_it_ends_and_a_pair_is_unpacked_at_once() {
        let ops = [
            Op::ForIter(5),
            Op::StoreFast(0),
            Op::Jump(0),
            Op::Jump(4),
            Op::Nop,
            Op::UnpackSequence(2),
            Op::StoreFast(1),
            Op::StoreFast(2),
            Op::FormatSimple,
            Op::BuildString(2),
        ];
        let mut expected = ops;
        expected[0] = Op::ForStore {
            local: 0,
            target: 5,
        };
        expected[2] = Op::JumpForStore {
            local: 0,
            target: 0,
        };
        expected[5] = Op::UnpackPair {
            first: 1,
            second: 2,
        };
        expected[8] = Op::FormatLast(2);
        assert_eq!(fused(&ops, &[]), expected);
    }

    #[test]
    fn what_does_not_fit_into_an_operation_stays_as_it_is() {
        let ops = [
            Op::LoadFast(0x7fff),
            Op::CompareOp(CompareKind::Less),
            Op::PopJumpIfFalse(0x1_0000),
            Op::ForIter(9),
            Op::StoreFast(0x1_0000),
        ];
        assert_eq!(fused(&ops, &[]), ops);
    }
}
