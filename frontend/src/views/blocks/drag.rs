//! Where something that is dragged would land. Pure: rectangles of rows come in, a place between
//! blocks goes out.

use loopscope_core::edit::{Block, BlockId, Blocks, Kind, MODULE, Parent, Place, Step};
use loopscope_core::sort;

/// What is dragged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Load {
    Block(BlockId),
    Step(Step),
}

/// A rectangle in the pixels of the canvas' content.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// A place and the line that shows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Target {
    pub place: Place,
    pub left: f64,
    pub top: f64,
    pub width: f64,
}

/// A drag under way.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Drag {
    pub load: Load,
    /// Where the pointer went down.
    pub from: (f64, f64),
    /// The pointer has gone far enough to mean a drag and not a click.
    pub is_moving: bool,
    pub target: Option<Target>,
    /// Keys carry it, not a pointer.
    pub by_keys: bool,
}

/// Less than this many pixels is a click.
pub const CLICK_PX: f64 = 5.0;

/// All places where `load` may land.
fn targets(blocks: &Blocks, rects: &[(u32, Rect)], load: Load) -> Vec<Target> {
    let dragged = match load {
        Load::Block(id) => blocks.get(id),
        Load::Step(_) => None,
    };
    let mut parents: Vec<Parent> = Vec::new();
    if dragged.is_some_and(|block| matches!(block.parent, Parent::Group(_))) {
        let groups = blocks.iter().filter(|block| block.group().is_some());
        parents.extend(groups.map(|block| Parent::Group(block.id)));
    } else {
        let is_function = match load {
            Load::Step(step) => step == Step::Function,
            Load::Block(_) => dragged.is_some_and(|block| matches!(block.kind, Kind::Function(_))),
        };
        let open = |owner: Option<BlockId>| match (owner, dragged) {
            (Some(owner), Some(block)) => !blocks.is_within(owner, block.id),
            _ => true,
        };
        let suites = blocks.suites().iter().filter(|suite| open(suite.owner));
        let fits = suites.filter(|suite| !is_function || suite.id == MODULE);
        parents.extend(fits.map(|suite| Parent::Suite(suite.id)));
    }
    let mut found = Vec::new();
    for parent in parents {
        let rows: Vec<(&Block, Rect)> = blocks
            .siblings(parent)
            .iter()
            .filter_map(|id| {
                Some((
                    blocks.get(*id)?,
                    rects.iter().find(|rect| rect.0 == id.0)?.1,
                ))
            })
            .collect();
        for (at, (block, rect)) in rows.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|at| rows.get(at));
            let top = above.map_or(rect.top, |(_, above)| {
                f64::midpoint(above.top + above.height, rect.top)
            });
            let place = Place {
                parent,
                index: block.index,
            };
            found.push(Target {
                place,
                left: rect.left,
                top,
                width: rect.width,
            });
        }
        if let Some((block, rect)) = rows.last() {
            let place = Place {
                parent,
                index: block.index + 1,
            };
            let top = rect.top + rect.height;
            found.push(Target {
                place,
                left: rect.left,
                top,
                width: rect.width,
            });
        }
    }
    found
}

/// The next place from the present one, in the order in which places are seen; with none, the
/// block's own.
#[must_use]
pub fn stepped(
    blocks: &Blocks,
    rects: &[(u32, Rect)],
    id: BlockId,
    from: Option<Target>,
    forward: bool,
) -> Option<Target> {
    let mut all = targets(blocks, rects, Load::Block(id));
    // What follows the block is where it is already.
    let own = blocks.get(id).map(|block| (block.parent, block.index))?;
    all.retain(|target| (target.place.parent, target.place.index) != (own.0, own.1 + 1));
    sort::sort_by(&mut all, |a, b| {
        (a.top, -a.left)
            .partial_cmp(&(b.top, -b.left))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let Some(from) = from else {
        return all
            .into_iter()
            .find(|target| (target.place.parent, target.place.index) == own);
    };
    let at = all.iter().position(|target| target.place == from.place)?;
    let next = if forward { at + 1 } else { at.checked_sub(1)? };
    all.get(next).copied()
}

/// The place nearest to the pointer; of two at one height the deeper one that the pointer is in.
#[must_use]
pub fn nearest(
    blocks: &Blocks,
    rects: &[(u32, Rect)],
    load: Load,
    (x, y): (f64, f64),
) -> Option<Target> {
    let cost = |target: &Target| {
        let aside = f64::max(target.left - x - 12.0, 0.0);
        (target.top - y).abs() + aside - target.left / 100.0
    };
    let mut best: Option<(f64, Target)> = None;
    for target in targets(blocks, rects, load) {
        let cost = cost(&target);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, target));
        }
    }
    best.map(|(_, target)| target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::edit::{SuiteId, read};

    #[test]
    fn a_step_lands_between_the_rows_that_it_is_held_over() {
        let blocks = read("def f():\n    a()\n    if b:\n        c()\nd()\n").unwrap_or_default();
        let row = |left, top, height| Rect {
            left,
            top,
            width: 100.0,
            height,
        };
        let rects = [
            (0, row(0.0, 0.0, 100.0)),
            (1, row(10.0, 20.0, 20.0)),
            (2, row(10.0, 44.0, 50.0)),
            (3, row(20.0, 64.0, 20.0)),
            (4, row(0.0, 110.0, 20.0)),
        ];
        let at = |x, y| {
            let target = nearest(&blocks, &rects, Load::Step(Step::Print), (x, y));
            target.map(|target| target.place)
        };
        let place = |suite, index| {
            Some(Place {
                parent: Parent::Suite(SuiteId(suite)),
                index,
            })
        };
        assert_eq!(at(50.0, 42.0), place(1, 1));
        assert_eq!(at(50.0, 65.0), place(2, 0));
        assert_eq!(at(50.0, 85.0), place(2, 1));
        assert_eq!(at(2.0, 130.0), place(0, 2));
    }

    #[test]
    fn a_block_does_not_land_in_itself() {
        let blocks = read("if a:\n    b()\nc()\n").unwrap_or_default();
        let rects: Vec<(u32, Rect)> = (0..3)
            .map(|at| {
                (
                    at,
                    Rect {
                        left: 0.0,
                        top: f64::from(at) * 20.0,
                        width: 9.0,
                        height: 18.0,
                    },
                )
            })
            .collect();
        let inside = targets(&blocks, &rects, Load::Block(BlockId(0)));
        assert!(
            inside
                .iter()
                .all(|target| target.place.parent == Parent::Suite(MODULE))
        );
    }
}
