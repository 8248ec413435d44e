//! What is said of a simulated request: whom it asks, and when the answer comes.

use super::Teller;
use crate::network::Request;
use crate::trace::Nanos;

/// So many records after it was sent, its wait has begun at the latest.
const NEAR: usize = 8;

impl Teller<'_> {
    /// The request for whose answer the wait of this record is.
    pub(super) fn request(&self) -> Option<&Request> {
        let requests = &self.trace.requests;
        let sent = requests.partition_point(|request| request.record <= self.index);
        let request = requests[..sent].last()?;
        let line = |span| self.timeline.recording().line(span);
        let is_its =
            request.record + NEAR > self.index && line(request.span) == line(self.record.span);
        is_its.then_some(request)
    }

    /// How it will end: with an answer, with a failure, or because nobody waits so long.
    pub(super) fn ending(&self, request: &Request, until: Nanos) -> &'static str {
        if until.saturating_sub(self.record.at) < request.answer.delay {
            "nobody waits longer than until"
        } else if request.answer.fails.is_some() {
            "it fails at"
        } else {
            "the answer comes at"
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::explain::explain;
    use crate::timeline::Timeline;
    use crate::{Limits, compile, run};
    use std::rc::Rc;

    #[test]
    fn requests_are_told_with_their_addresses() {
        let text = "import asyncio, httpx, requests\n\
                    async def main():\n    async with httpx.AsyncClient() as client:\n        \
                    await client.get(\"https://a.io/1\")\n    \
                    requests.get(\"https://a.io/2\", timeout=2)\n    \
                    await asyncio.to_thread(requests.get, \"https://a.io/3\")\n\
                    asyncio.run(main())\n";
        let program = compile("program.py", text).expect("a small program");
        let timeline = Timeline::new(Rc::new(run(&program, &Limits::page())));
        let stops = timeline.moments().iter().map(|moment| moment.stop);
        let told: Vec<String> = stops.map(|stop| explain(&timeline, stop).text()).collect();
        for sentence in [
            "main asks https://a.io/1 (simulated), the answer comes at 0.50 s.",
            "main asks https://a.io/2 (simulated) and holds the only thread.",
            "asks https://a.io/3 (simulated) in its thread, the answer comes at 1.50 s.",
        ] {
            let found = told.iter().any(|line| line.contains(sentence));
            assert!(found, "{sentence}\n{told:#?}");
        }
    }
}
