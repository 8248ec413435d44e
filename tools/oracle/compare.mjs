// Where two schedule logs part. They are equal when the sequences of (k, task, coro, how, text) are
// equal and every time agrees within 1 µs.

const TOLERANCE_SECONDS = 1e-6;
const CONTEXT = 6;

/** The records of a log. */
export function records(text) {
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

function same(a, b) {
  return a !== undefined && b !== undefined && Math.abs(a.t - b.t) <= TOLERANCE_SECONDS
    && ["k", "task", "coro", "how", "text"].every((key) => a[key] === b[key]);
}

/** The index of the first difference, or -1. */
export function firstDifference(theirs, ours) {
  const length = Math.max(theirs.length, ours.length);
  for (let i = 0; i < length; i += 1) if (!same(theirs[i], ours[i])) return i;
  return -1;
}

/** The first difference as text, with what stands before it. */
export function report(theirs, ours, at) {
  const show = (record) => (record === undefined ? "(no more)" : JSON.stringify(record));
  const lines = theirs.slice(Math.max(0, at - CONTEXT), at).map((record) => `             ${show(record)}`);
  for (const [who, log] of [["CPython", theirs], ["Loopscope", ours]]) {
    for (let i = at; i < at + 3 && i <= log.length; i += 1) lines.push(`  ${who.padEnd(9)}  ${show(log[i])}`);
  }
  return lines.join("\n");
}
