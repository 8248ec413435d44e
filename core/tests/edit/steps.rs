use super::{GATHER, check, find, refused};
use loopscope_core::edit::{
    Blocks, Gesture, MODULE, Parent, Place, SNIPPETS, Step, Wrap, apply, change, read,
};

#[test]
fn steps_are_added_with_what_they_need() {
    let add = |owner: &'static str, index, step| {
        move |blocks: &Blocks| {
            let suite = find(blocks, GATHER, owner).suites[0];
            Gesture::AddStep {
                place: Place {
                    parent: Parent::Suite(suite),
                    index,
                },
                step,
            }
        }
    };
    check(
        GATHER,
        add("async def call", 1, Step::BlockingSleep),
        &GATHER
            .replace("import asyncio\n", "import asyncio\nimport time\n")
            .replace(
                "    await asyncio.sleep",
                "    time.sleep(1.0)\n    await asyncio.sleep",
            ),
    );
    check(
        GATHER,
        add("async def call", 3, Step::Print),
        &GATHER.replace(
            "return name\n",
            "return name\n    print(name, \"message\")\n",
        ),
    );
    check(
        GATHER,
        add("async def main", 2, Step::Raise),
        &GATHER.replace(
            "print(results)\n",
            "print(results)\n    raise RuntimeError(\"something failed\")\n",
        ),
    );
    let at_top = |step| {
        move |_: &Blocks| Gesture::AddStep {
            place: Place {
                parent: Parent::Suite(MODULE),
                index: 2,
            },
            step,
        }
    };
    check(
        GATHER,
        at_top(Step::Function),
        &GATHER.replace(
            "async def main",
            "async def worker():\n    await asyncio.sleep(1.0)\n\nasync def main",
        ),
    );
    refused(GATHER, at_top(Step::Sleep), "async def");
    refused(GATHER, at_top(Step::Return), "function");
}

#[test]
fn a_step_takes_the_place_of_pass() {
    let text = "def f():\n    pass";
    let gesture = |blocks: &Blocks| {
        let suite = find(blocks, text, "def f").suites[0];
        let place = Place {
            parent: Parent::Suite(suite),
            index: 1,
        };
        Gesture::AddStep {
            place,
            step: Step::Print,
        }
    };
    check(text, gesture, "def f():\n    print(\"message\")");
}

#[test]
fn deleting_keeps_the_rest_and_leaves_pass() {
    let delete = |start: &'static str| {
        move |blocks: &Blocks| Gesture::Delete(find(blocks, GATHER, start).id)
    };
    check(
        GATHER,
        delete("    return name".trim()),
        &GATHER.replace("    return name\n", ""),
    );
    check(
        GATHER,
        delete("call(\"Cache\""),
        &GATHER.replace("        # from memory\n        call(\"Cache\", 0.5),\n", ""),
    );
    check(
        GATHER,
        delete("call(\"Database\""),
        &GATHER.replace("        call(\"Database\", 1.5),  # slow\n", ""),
    );
    let text = "async def f():\n    # why\n    g()  # what\n\nf()\n";
    let gesture = |blocks: &Blocks| Gesture::Delete(find(blocks, text, "g()").id);
    check(text, gesture, "async def f():\n    pass\n\nf()\n");
    let gesture = |blocks: &Blocks| Gesture::Delete(find(blocks, text, "async def f").id);
    check(text, gesture, "f()\n");
}

#[test]
fn blocks_move_within_and_between_suites() {
    let shift = |text: &'static str, start: &'static str, down| {
        move |blocks: &Blocks| Gesture::Shift {
            block: find(blocks, text, start).id,
            down,
        }
    };
    let call = "    print(name, \"connecting\")\n    await asyncio.sleep(seconds)\n";
    let swapped = "    await asyncio.sleep(seconds)\n    print(name, \"connecting\")\n";
    check(
        GATHER,
        shift(GATHER, "print(name", true),
        &GATHER.replace(call, swapped),
    );
    check(
        GATHER,
        shift(GATHER, "await asyncio.sleep", false),
        &GATHER.replace(call, swapped),
    );
    // Out of the first function, into the next one.
    check(
        GATHER,
        shift(GATHER, "return name", true),
        &GATHER.replace("    return name\n", "").replace(
            "async def main():\n",
            "async def main():\n    return name\n",
        ),
    );
    // Calls of a group change places with their comments.
    check(
        GATHER,
        shift(GATHER, "call(\"Cache\"", false),
        &GATHER.replace(
            "        call(\"Database\", 1.5),  # slow\n        # from memory\n        \
             call(\"Cache\", 0.5),\n",
            "        # from memory\n        call(\"Cache\", 0.5),\n        \
             call(\"Database\", 1.5),  # slow\n",
        ),
    );
    const LOOP: &str = "for x in y:\n    a(\n        1)\n    '''s\n  t'''\nb()\n";
    check(
        LOOP,
        shift(LOOP, "b()", false),
        "for x in y:\n    a(\n        1)\n    '''s\n  t'''\n    b()\n",
    );
    check(
        LOOP,
        shift(LOOP, "'''s", true),
        "for x in y:\n    a(\n        1)\n'''s\n  t'''\nb()\n",
    );
}

#[test]
fn what_needs_its_surroundings_stays_in_them() {
    let text = "async def f():\n    await g()\n\nfor x in y:\n    break\n";
    let to_module = |start: &'static str| {
        move |blocks: &Blocks| Gesture::Move {
            block: find(blocks, text, start).id,
            to: Place {
                parent: Parent::Suite(MODULE),
                index: 0,
            },
        }
    };
    refused(text, to_module("await"), "async def");
    refused(text, to_module("break"), "loop");
}

#[test]
fn blocks_are_wrapped_and_unwrapped() {
    let wrap = |start: &'static str, wrap| {
        move |blocks: &Blocks| Gesture::Wrap {
            block: find(blocks, GATHER, start).id,
            wrap,
        }
    };
    let sleep = "    await asyncio.sleep(seconds)\n";
    let tried = "    try:\n        await asyncio.sleep(seconds)\n    except Exception as error:\n        \
                 print(\"failed:\", error)\n";
    check(
        GATHER,
        wrap("await asyncio.sleep", Wrap::Try),
        &GATHER.replace(sleep, tried),
    );
    let timed = GATHER.replace(
        sleep,
        "    async with asyncio.timeout(1.0):\n        await asyncio.sleep(seconds)\n",
    );
    check(GATHER, wrap("await asyncio.sleep", Wrap::Timeout), &timed);
    check(
        GATHER,
        wrap("await asyncio.sleep", Wrap::Semaphore),
        &GATHER
            .replace(
                sleep,
                "    async with semaphore:\n        await asyncio.sleep(seconds)\n",
            )
            .replace(
                "async def main",
                "semaphore = asyncio.Semaphore(2)\n\nasync def main",
            ),
    );
    check(
        GATHER,
        wrap("call(\"Cache\"", Wrap::Timeout),
        &GATHER.replace(
            "call(\"Cache\", 0.5)",
            "asyncio.wait_for(call(\"Cache\", 0.5), timeout=1.0)",
        ),
    );
    refused(GATHER, wrap("call(\"Cache\"", Wrap::Try), "timeout only");
    refused(
        GATHER,
        wrap("await asyncio.sleep", Wrap::Thread),
        "plain function",
    );
    for (text, start, after) in [
        (timed.as_str(), "async with", GATHER),
        (
            "if a:  # note\n    # first\n    b()\n\n    c()\nelse:\n    d()\n",
            "if a",
            "# note\n# first\nb()\n\nc()\n",
        ),
        (
            "import asyncio\nasync def f():\n    pass\nasync def g():\n    \
             x = await asyncio.wait_for(f(), timeout=(1))\n",
            "x = ",
            "import asyncio\nasync def f():\n    pass\nasync def g():\n    x = await f()\n",
        ),
        (
            "import asyncio\nasync def f():\n    pass\nasync def g():\n    \
             await asyncio.gather(f(), asyncio.wait_for(f(), 1))\n",
            "asyncio.wait_for",
            "import asyncio\nasync def f():\n    pass\nasync def g():\n    \
             await asyncio.gather(f(), f())\n",
        ),
    ] {
        let gesture = |blocks: &Blocks| Gesture::Unwrap(find(blocks, text, start).id);
        check(text, gesture, after);
    }
    let text = "import asyncio, time\nasync def f():\n    time.sleep(2)  # long\n";
    let after = text.replace("time.sleep(2)", "await asyncio.to_thread(time.sleep, 2)");
    let gesture = |blocks: &Blocks| Gesture::Wrap {
        block: find(blocks, text, "time.sleep").id,
        wrap: Wrap::Thread,
    };
    check(text, gesture, &after);
    let gesture = |blocks: &Blocks| Gesture::Unwrap(find(blocks, &after, "await").id);
    check(&after, gesture, text);
    let text = "import asyncio, time\nasync def g():\n    \
                await asyncio.gather(asyncio.to_thread(time.sleep, 2), asyncio.sleep(1))\n";
    let gesture = |blocks: &Blocks| Gesture::Unwrap(find(blocks, text, "asyncio.to_thread").id);
    refused(text, gesture, "nothing to await");
}

#[test]
fn every_snippet_is_written_where_it_may_stand() {
    let blocks = read(GATHER).expect("the text is Python");
    let suite = find(&blocks, GATHER, "async def main").suites[0];
    for snippet in &SNIPPETS {
        let parent = Parent::Suite(suite);
        let place = Place { parent, index: 0 };
        let step = Step::Snippet(snippet);
        let made = change(GATHER, &Gesture::AddStep { place, step });
        if matches!(snippet.label, "break" | "continue") {
            assert!(made.is_err_and(|error| error.message.contains("loop")));
            continue;
        }
        let made = made.unwrap_or_else(|error| panic!("{}: {}", snippet.label, error.message));
        let text = apply(GATHER, &made.edits);
        let program = loopscope_core::compile("", &text);
        assert!(program.is_ok(), "{}:\n{text}", snippet.label);
    }
}

#[test]
fn a_snippet_names_what_can_be_named_where_it_goes() {
    const TEXT: &str = "import asyncio\nasync def f():\n    pass\nasync def g():\n    \
                        one = asyncio.create_task(f())\n    two = asyncio.create_task(f())\n";
    let add = |label: &str, index| {
        let snippet = SNIPPETS.iter().find(|snippet| snippet.label == label);
        let step = Step::Snippet(snippet.expect("the palette has it"));
        move |blocks: &Blocks| {
            let parent = Parent::Suite(find(blocks, TEXT, "async def g").suites[0]);
            let place = Place { parent, index };
            Gesture::AddStep { place, step }
        }
    };
    check(TEXT, add("cancel", 2), &format!("{TEXT}    two.cancel()\n"));
    let two = "    two = ";
    check(
        TEXT,
        add("cancel", 1),
        &TEXT.replace(two, &format!("    one.cancel()\n{two}")),
    );
    check(
        TEXT,
        add("wait", 2),
        &format!(
            "{TEXT}    done, pending = await asyncio.wait([one, two], \
             return_when=asyncio.FIRST_COMPLETED)\n"
        ),
    );
    check(
        TEXT,
        add("queue put", 2),
        &format!("{TEXT}    await queue.put(\"item\")\n").replace(
            "async def f()",
            "\nqueue = asyncio.Queue()\n\nasync def f()",
        ),
    );
}

#[test]
fn what_is_added_to_is_there() {
    const TEXT: &str = "import asyncio\nasync def g():\n    await asyncio.sleep(1)\n";
    let snippet = SNIPPETS.iter().find(|snippet| snippet.label == "add to");
    let step = Step::Snippet(snippet.expect("the palette has it"));
    let add = |blocks: &Blocks| {
        let function = blocks.iter().find(|block| !block.suites.is_empty());
        let parent = Parent::Suite(function.expect("there is one").suites[0]);
        Gesture::AddStep {
            place: Place { parent, index: 0 },
            step,
        }
    };
    let counted = TEXT.replace("async def", "\ncount = 0\n\nasync def");
    let counted = counted.replace("    await", "    global count\n    count += 1\n    await");
    check(TEXT, add, &counted);
    // Another one in the same function adds to the same number.
    let again = counted.replace("    global count\n", "    global count\n    count += 1\n");
    let second = |blocks: &Blocks| match add(blocks) {
        Gesture::AddStep { place, step } => Gesture::AddStep {
            place: Place { index: 1, ..place },
            step,
        },
        other => other,
    };
    check(&counted, second, &again);
    let own = TEXT.replace("    await", "    hits = 0\n    await");
    let added = own.replace("    await", "    hits += 1\n    await");
    check(&own, second, &added);
    let top = format!("{TEXT}asyncio.run(g())\n");
    let place = |blocks: &Blocks| {
        let parent = Parent::Suite(MODULE);
        let index = blocks.siblings(parent).len() - 1;
        Gesture::AddStep {
            place: Place { parent, index },
            step,
        }
    };
    let added = top.replace("asyncio.run", "count = 0\ncount += 1\nasyncio.run");
    check(&top, place, &added);
}
