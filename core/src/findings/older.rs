//! Programs for an older Python: what they fail with today, and what to write now.

/// What of asyncio is no longer as it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Older {
    /// `get_event_loop` made a loop where there was none, until Python 3.14.
    GetEventLoop,
    /// `wait` took coroutines, until Python 3.11.
    WaitForCoroutines,
    /// Functions of asyncio took the loop, until Python 3.10.
    LoopArgument,
}

/// How the error begins or what it says, and what to write now. Sources: "What's New" of Python
/// 3.10 (`loop=`), 3.11 (`asyncio.wait`) and 3.14 (`get_event_loop`).
const KNOWN: [(&str, Older, &str); 3] = [
    (
        "RuntimeError: There is no current event loop",
        Older::GetEventLoop,
        "Since Python 3.14 `asyncio.get_event_loop` makes no loop. Write `asyncio.run(main())`.",
    ),
    (
        "TypeError: Passing coroutines is forbidden",
        Older::WaitForCoroutines,
        "Since Python 3.11 `asyncio.wait` takes no coroutines. Make tasks of them with \
         `asyncio.create_task`.",
    ),
    (
        "got an unexpected keyword argument 'loop'",
        Older::LoopArgument,
        "Since Python 3.10 asyncio finds the loop by itself. Leave `loop=` out.",
    ),
];

impl Older {
    /// What an error that ends a program says of its age.
    #[must_use]
    pub fn of(error: &str) -> Option<Self> {
        let (_, older, _) = KNOWN.iter().find(|(known, ..)| error.contains(known))?;
        Some(*older)
    }

    /// What to write now, as a sentence with code in backticks.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match KNOWN.iter().find(|(_, older, _)| *older == self) {
            Some((.., advice)) => advice,
            None => unreachable!("the table has all of them"),
        }
    }
}
