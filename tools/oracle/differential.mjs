#!/usr/bin/env node
// Programs on CPython 3.14 and on Loopscope: those of files, or random ones, of which what differs
// is shrunk and shown.
//
//   node tools/oracle/differential.mjs --binary PATH FILE.py ...
//   node tools/oracle/differential.mjs --binary PATH [--count N] [--seed S] [--keep DIR] [--finds N]
//
// Program number i of a run has the seed S + i. --keep writes each shrunk program into DIR; the run
// ends after --finds differences (default 5). `cargo xtask differential` builds the binary and calls
// this. The exit status is 1 when something differs.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { firstDifference, records, report } from "./compare.mjs";
import { program } from "./generate.mjs";
import { Interpreter } from "./interpreter.mjs";
import { shrink } from "./shrink.mjs";

const BATCH = 100;
/** How long Loopscope may take: a batch, and a program alone. */
const BATCH_MS = 60_000;
const PROGRAM_MS = 15_000;
const COLLECT_EVERY = 25;

const run = promisify(execFile);

function options(args) {
  const found = { count: 150, seed: 1, finds: 5, keep: null, binary: null, files: [] };
  while (args.length) {
    const arg = args.shift();
    if (arg.endsWith(".py")) {
      found.files.push(arg);
      continue;
    }
    const value = args.shift();
    if (arg === "--keep") found.keep = value;
    else if (arg === "--binary") found.binary = value;
    else if (["--count", "--seed", "--finds"].includes(arg) && /^\d+$/.test(value ?? "")) found[arg.slice(2)] = Number(value);
    else throw new Error(`usage: --count N --seed S --finds N --keep DIR --binary PATH; not ${arg} ${value ?? ""}`);
  }
  return found;
}

/** Both sides, and what they say of a text. */
class Judge {
  constructor(binary) {
    this.binary = binary;
    this.cpython = new Interpreter({ collectEvery: COLLECT_EVERY });
    this.folder = mkdtempSync(path.join(os.tmpdir(), "differential-"));
  }

  async close() {
    await this.cpython.stop();
    rmSync(this.folder, { recursive: true });
  }

  /**
   * Loopscope's logs of several texts; one that it dies of, or that takes
   * too long, has the record "died".
   */
  async ours(texts) {
    const files = texts.map((text, i) => {
      const file = path.join(this.folder, `p${i}.py`);
      writeFileSync(file, text);
      rmSync(this.logOf(file), { force: true });
      return file;
    });
    // Refused programs make its exit status 2; a batch with a panic is done again, one by one.
    await this.log(files);
    for (const file of files) {
      if (!existsSync(this.logOf(file))) await this.log([file]);
    }
    return files.map((file) => (existsSync(this.logOf(file))
      ? records(readFileSync(this.logOf(file), "utf8"))
      : [{ t: 0, k: "died" }]));
  }

  logOf(file) { return file.replace(/\.py$/, ".jsonl"); }

  async log(files) {
    const timeout = files.length > 1 ? BATCH_MS : PROGRAM_MS;
    await run(this.binary, ["log", "--out", this.folder, ...files], { timeout }).catch(() => {});
  }

  async theirs(text, number = 0) {
    // Without an interpreter there is no answer, and so no agreement.
    await this.cpython.start();
    try {
      return records(await this.cpython.run(text, `p${number}.py`, "py"));
    } catch (error) {
      return [{ t: 0, k: "end", how: `exception:OracleUnsupported: ${error.message}` }];
    }
  }

  /** What kind of difference a text shows, and where; null where there is none to speak of. */
  async difference(text) {
    const [ours] = await this.ours([text]);
    return difference(await this.theirs(text), ours);
  }
}

/**
 * How often a ring of tasks was cancelled until the stack was full differs (docs/differences.md),
 * and no other whole number of a random program goes that far. Digits of a time stay.
 */
const DEPTH = /(?<![\w.])\d{3,}(?![\w.])/g;
/** Where a callback of the library stands in the library's files, which the other side has not. */
const PLACE = /(?<=\(\)) at \/lib\/[^\],]*/g;
const comparable = (log) => log.map((record) => {
  if (record.k === "out") return { ...record, text: record.text.replace(DEPTH, "many") };
  return record.k === "end" ? { ...record, how: record.how.replace(PLACE, "") } : record;
});

/** How a program ends that meets the judge's own limits, or that shrinking broke. */
const isUnjudged = (end) => end === "limit" || /OracleUnsupported|SyntaxError/.test(end);

function difference(allTheirs, allOurs) {
  const [theirs, ours] = [comparable(allTheirs), comparable(allOurs)];
  const end = theirs.at(-1)?.how ?? "";
  if (isUnjudged(end)) return null;
  const at = firstDifference(theirs, ours);
  if (at < 0) return null;
  const broken = ["refused", "died"].includes(ours[0]?.k);
  // While a program shrinks, what it shows and how it ends must stay of one kind.
  const kind = broken ? ours[0].k : [theirs[at]?.k, ours[at]?.k, end.split(": ")[0]].join(" ");
  return { kind, at, text: report(theirs, ours, at) };
}

/** Shrinks one program, and says what is left of it. */
async function find(judge, seed, text, first, keep) {
  console.log(`\n== seed ${seed} differs (${first.kind}); shrinking`);
  const still = async (candidate) => (await judge.difference(candidate))?.kind === first.kind;
  const small = await shrink(text, still);
  const found = await judge.difference(small);
  console.log(small);
  console.log(found?.text ?? `the shrunk program does not differ again; the whole one did:\n${first.text}`);
  if (keep) {
    mkdirSync(keep, { recursive: true });
    writeFileSync(path.join(keep, `find_${seed}.py`), small);
    writeFileSync(path.join(keep, `find_${seed}.txt`), `${found?.text}\n`);
  }
}

/** Says of each file whether its order is CPython's; gives how many are not. */
async function compareFiles(judge, files) {
  let differing = 0;
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const [ours] = await judge.ours([text]);
    const theirs = await judge.theirs(text);
    const at = firstDifference(theirs, ours);
    const what = ours[0]?.k === "refused" ? `refused by Loopscope: ${ours[0].message}` : "the order differs";
    console.log(at < 0 ? `${file}: the same ${ours.length} records` : `${file}: ${what}\n${report(theirs, ours, at)}`);
    differing += at < 0 ? 0 : 1;
  }
  return differing;
}

async function main() {
  const { count, seed, finds, keep, binary, files } = options(process.argv.slice(2));
  const judge = new Judge(binary);
  if (files.length > 0) {
    process.exitCode = (await compareFiles(judge, files)) > 0 ? 1 : 0;
    await judge.close();
    return;
  }
  const startedMs = Date.now();
  let [done, compared, differing, longest, unjudged] = [0, 0, 0, 0, 0];
  while (done < count && differing < finds) {
    const seeds = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => seed + done + i);
    const texts = seeds.map(program);
    const ours = judge.ours(texts);
    const theirs = [];
    for (const [i, text] of texts.entries()) theirs.push(await judge.theirs(text, i));
    const mine = await ours;
    for (const [i, text] of texts.entries()) {
      compared += theirs[i].length;
      longest = Math.max(longest, theirs[i].length);
      unjudged += isUnjudged(theirs[i].at(-1)?.how ?? "") ? 1 : 0;
      const first = difference(theirs[i], mine[i]);
      if (first === null || differing >= finds) continue;
      differing += 1;
      await find(judge, seeds[i], text, first, keep);
    }
    done += seeds.length;
    if (done % 1000 === 0) console.log(`${done} programs, ${differing} differ`);
  }
  await judge.close();
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(0);
  console.log(`${done} programs, ${compared} records (at most ${longest} in one), ${unjudged} beyond what the judge can run, ${differing} differ, ${seconds} s`);
  process.exitCode = differing > 0 ? 1 : 0;
}

await main();
