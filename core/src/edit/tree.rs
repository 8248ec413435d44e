//! The block tree of a text: what the builder shows, with the place of every block and field.
//!
//! ```text
//!   module suite ─┬─ Import        import asyncio
//!                 ├─ Function      async def main():
//!                 │    └─ suite ─┬─ Group      results = await asyncio.gather(
//!                 │              │    ├─ Call      call("Database", 1.5),
//!                 │              │    └─ Call      call("Cache", 0.5),
//!                 │              └─ Print      print(results)
//!                 └─ Run           asyncio.run(main())
//! ```
//!
//! Every block of a suite owns whole lines. Ids count from zero in reading order and hold for one
//! text only: after an edit the tree is read again.

use crate::source::Span;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct BlockId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct SuiteId(pub u32);

/// The suite of the module itself.
pub const MODULE: SuiteId = SuiteId(0);

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Blocks {
    pub(crate) blocks: Vec<Block>,
    pub(crate) suites: Vec<Suite>,
}

/// What holds a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parent {
    /// One of the statements of a suite.
    Suite(SuiteId),
    /// One of the calls of a group.
    Group(BlockId),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    pub id: BlockId,
    pub kind: Kind,
    pub parent: Parent,
    /// Place among its siblings, from 0.
    pub index: usize,
    /// The code alone.
    pub span: Span,
    /// The whole lines that move with the block: the code, comment lines right above it and the
    /// comment behind it, without the last line break. For a call inside of brackets, the call.
    pub extent: Span,
    /// Line of the first character of the code, from 1.
    pub line: u32,
    pub fields: Vec<Field>,
    /// The bodies of a function or of a compound statement, in the order of the text.
    pub suites: Vec<SuiteId>,
}

/// An indented body, or the module.
#[derive(Clone, PartialEq, Debug)]
pub struct Suite {
    pub id: SuiteId,
    pub owner: Option<BlockId>,
    /// The word that opens it (`try`, `except`, `else`, `async with`); empty for the module.
    pub keyword: String,
    /// The fields of the owner that are written behind the keyword, each with the word before it:
    /// `for` x "in" range(3).
    pub headers: Vec<(&'static str, usize)>,
    pub blocks: Vec<BlockId>,
    /// The white space at the start of each of its lines.
    pub indent: String,
    /// Line of the keyword, from 1.
    pub line: u32,
    pub context: Context,
}

/// What a statement may do where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Context {
    /// Inside of an `async def`, so that `await` is allowed.
    pub is_async: bool,
    /// Inside of a function, so that `return` is allowed.
    pub is_function: bool,
    /// Inside of a loop, so that `break` and `continue` are allowed.
    pub is_loop: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// `import …` or `from … import …`; the code.
    Import(String),
    /// `asyncio.run(main())`; the code.
    Run(String),
    Function(Function),
    /// `if`, `for`, `while`, `try`, `with`, `class` and their suites.
    Compound,
    /// `await asyncio.sleep(…)`
    Sleep,
    /// `time.sleep(…)`
    BlockingSleep,
    Print,
    Raise,
    Return,
    Pass,
    /// `break` or `continue`.
    Jump(&'static str),
    /// A target and a value, with what is written between them: `=`, `+=`.
    Assign(String),
    Call(Call),
    /// `await task`, with or without a target.
    Await,
    Group(Group),
    /// A statement (or several on one line) that has no block of its own. The code, with the
    /// indentation of its suite taken off.
    Code(String),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    pub name: String,
    pub is_async: bool,
    /// How many times the program names it. None for a method: it is found behind dots, or called by
    /// Python itself.
    pub uses: Option<u32>,
    /// `asyncio.run` starts here.
    pub is_entry: bool,
}

/// How a call is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// `call(…)`, inside of a group or of a function that does not wait.
    Plain,
    /// `await call(…)`
    Awaited,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Call {
    /// The called function as it is written; for a method its name, and the first field is what
    /// it is called on.
    pub callee: String,
    pub is_method: bool,
    /// The call that is handed over, as in `wait_for(inner(…), 1.0)`; its arguments are fields.
    pub inner: Option<String>,
    pub how: How,
    /// How long it sleeps, where the text says so.
    pub seconds: Option<f64>,
    /// It sleeps with `time.sleep` and keeps the loop's thread.
    pub is_blocking: bool,
}

/// How the calls of a group are run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pattern {
    /// One after another: each is awaited before the next one is called.
    Sequential,
    Gather,
    /// `asyncio.create_task` for each, then `await` for each.
    CreateTask,
    TaskGroup,
    /// All at once, the results in the order in which they come.
    AsCompleted,
    /// Together, but no more than a number at a time.
    Semaphore,
    /// Plain functions, each in a worker thread.
    Threads,
    /// Plain functions, one after another: each keeps the loop's thread.
    Blocking,
}

impl Pattern {
    pub const ALL: [Self; 8] = [
        Self::Sequential,
        Self::Gather,
        Self::CreateTask,
        Self::TaskGroup,
        Self::AsCompleted,
        Self::Semaphore,
        Self::Threads,
        Self::Blocking,
    ];

    /// True when it calls plain functions, and not coroutines.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Threads | Self::Blocking)
    }

    /// True when it is written with `gather`, which can keep what is raised.
    #[must_use]
    pub const fn gathers(self) -> bool {
        matches!(self, Self::Gather | Self::Semaphore | Self::Threads)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub pattern: Pattern,
    /// The calls, in order.
    pub calls: Vec<BlockId>,
    /// The field with the name that takes all results.
    pub target: Option<usize>,
    /// Why the group cannot run in another way; none when it can.
    pub fixed: Option<String>,
    /// For each of [`Pattern::ALL`], why the group cannot run in that way; none when it can.
    pub refusals: Vec<Option<String>>,
    /// The field with the number of a semaphore.
    pub limit: Option<usize>,
    pub(crate) tracks: Vec<Track>,
    pub(crate) parts: Vec<Part>,
    pub(crate) results: Results,
    /// Keyword arguments of `gather` itself, as they are written.
    pub(crate) extra: Vec<Span>,
    /// Where arguments of `gather` can be put: before its closing bracket.
    pub(crate) close: Option<u32>,
    /// The name behind `async with asyncio.TaskGroup() as`; with a semaphore, the function that
    /// takes a permit for each call.
    pub(crate) group_name: String,
}

/// Where the results of a group go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Results {
    Dropped,
    /// One target takes a list of all of them.
    Whole(String),
    /// Each call has its own target, or none.
    Each(Vec<Option<String>>),
}

/// One call of a group, as a change of pattern sees it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Part {
    pub call: Span,
    /// The function that is called, and what is between the brackets behind it. With
    /// `to_thread(f, 1)`, `f` and `1`.
    pub callee: Span,
    pub args: Span,
    /// The value of `name=` in `create_task`.
    pub task_name: Option<Span>,
    /// The variable that holds the task.
    pub variable: Option<String>,
}

/// A row of places in the text, one for each call of a group. A group has several where a call
/// is written in several places: `a_task = asyncio.create_task(…)`, `await a_task`.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Track {
    pub shape: Shape,
    pub role: TrackRole,
    pub slots: Vec<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// Each slot is the extent of a statement.
    Lines,
    /// Each slot is an element between commas; the list begins at this place.
    Elements { open: u32 },
}

/// What stands in the slots of a track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TrackRole {
    /// `call(…)`, or one in what takes a permit or a thread for it
    Call,
    /// `await call(…)`
    AwaitedCall,
    /// `variable = asyncio.create_task(call(…))` or `group.create_task(call(…))`
    Create,
    /// `await variable`
    AwaitedTask,
    /// `variable.result()`
    TaskResult,
    /// `target`
    Target,
}

/// What a field means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Argument,
    /// A number of seconds.
    Seconds,
    /// The name of a function; a new one is taken everywhere.
    FunctionName,
    /// A variable that takes a result; a new name is taken everywhere in its function.
    Target,
    /// What is between the brackets of `def name(…)`.
    Parameters,
    /// What follows the keyword of a compound statement, where it is more than one expression.
    Header,
    /// The class of what is raised.
    Exception,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub role: Role,
    /// The keyword or the parameter's name where it is known, or empty.
    pub label: String,
    pub span: Span,
    pub value: Value,
}

/// What a field holds, or is set to.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A string; the text between its quotes.
    Text(String),
    Number(f64),
    /// A name alone.
    Name(String),
    /// Any other expression, as it is written.
    Code(String),
}

impl Blocks {
    /// True when the text has no statement at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    #[must_use]
    pub fn get(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id.0 as usize)
    }

    #[must_use]
    pub fn suite(&self, id: SuiteId) -> Option<&Suite> {
        self.suites.get(id.0 as usize)
    }

    /// All blocks in reading order: a block comes before what it holds.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Block> {
        self.blocks.iter()
    }

    #[must_use]
    pub fn suites(&self) -> &[Suite] {
        &self.suites
    }

    /// The blocks of a suite or of a group, in order.
    #[must_use]
    pub fn siblings(&self, parent: Parent) -> &[BlockId] {
        match parent {
            Parent::Suite(id) => self.suite(id).map_or(&[], |suite| &suite.blocks),
            Parent::Group(id) => match self.get(id).map(|block| &block.kind) {
                Some(Kind::Group(group)) => &group.calls,
                _ => &[],
            },
        }
    }

    /// The innermost block whose lines hold a place of the text.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<&Block> {
        let holds = |block: &&Block| block.extent.start <= offset && offset <= block.extent.end;
        self.blocks.iter().rfind(holds)
    }

    /// The function in which a block stands, or the block itself when it is one.
    #[must_use]
    pub fn function_of(&self, id: BlockId) -> Option<&Block> {
        let mut block = self.get(id)?;
        loop {
            if matches!(block.kind, Kind::Function(_)) {
                return Some(block);
            }
            block = self.get(self.owner(block)?)?;
        }
    }

    /// The block that holds a block; none for those of the module.
    #[must_use]
    pub fn owner(&self, block: &Block) -> Option<BlockId> {
        match block.parent {
            Parent::Suite(suite) => self.suite(suite)?.owner,
            Parent::Group(group) => Some(group),
        }
    }

    /// True when `id` is `ancestor` or stands inside of it.
    #[must_use]
    pub fn is_within(&self, id: BlockId, ancestor: BlockId) -> bool {
        let mut at = Some(id);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self.get(id).and_then(|block| self.owner(block));
        }
        false
    }

    /// The function that `asyncio.run` starts.
    #[must_use]
    pub fn entry(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| match &block.kind {
            Kind::Function(function) => function.is_entry,
            _ => false,
        })
    }
}

impl Block {
    #[must_use]
    pub fn group(&self) -> Option<&Group> {
        match &self.kind {
            Kind::Group(group) => Some(group),
            _ => None,
        }
    }
}
