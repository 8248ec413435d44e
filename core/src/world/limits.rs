//! The named limits of a run, each with its unit. Reaching one ends the run with a diagnostic.

/// What one run may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytecode operations.
    pub operations: u64,
    /// Steps of tasks and callbacks.
    pub steps: u64,
    /// Records of the trace.
    pub events: usize,
    /// Bytes written to stdout and stderr.
    pub output_bytes: usize,
    /// Items of one object made in one go: list repetition, string padding, digits of an int.
    pub items: usize,
    /// Python frames on the stack, as `sys.getrecursionlimit()`.
    pub frames: usize,
    /// Calls from Rust into Python inside each other; each needs stack of our own.
    pub depth: u32,
    /// What one operation beyond `free_operations` of a step costs, in nanoseconds of virtual time.
    pub cpu_nanos_per_op: u64,
    /// Operations of one step that cost nothing.
    pub free_operations: u64,
    /// One thread runs Python code at a time; false in a free-threaded build.
    pub gil: bool,
    /// Threads that run Python code at the same time where there is no GIL.
    pub cores: u32,
}

impl Limits {
    /// How many threads may do CPU work at the same time.
    #[must_use]
    pub const fn running_threads(&self) -> usize {
        if self.gil || self.cores == 0 {
            1
        } else {
            self.cores as usize
        }
    }
}

impl Limits {
    /// The same limits on a free-threaded build of Python on a machine with so many cores: threads
    /// do CPU work at the same time.
    #[must_use]
    pub const fn free_threaded(self, cores: u32) -> Self {
        Self {
            gil: false,
            cores,
            ..self
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            operations: 200_000_000,
            steps: 2_000_000,
            events: 4_000_000,
            output_bytes: 4 << 20,
            items: 10_000_000,
            frames: 1000,
            depth: 60,
            cpu_nanos_per_op: 0,
            free_operations: 100_000,
            gil: true,
            cores: 8,
        }
    }
}

impl Limits {
    /// What the page gives a run: CPU work costs time, and memory is a browser's.
    #[must_use]
    pub fn page() -> Self {
        Self {
            steps: 1_000_000,
            events: 1_500_000,
            output_bytes: 1 << 20,
            items: 5_000_000,
            cpu_nanos_per_op: 100,
            ..Self::default()
        }
    }
}
