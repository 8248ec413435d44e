//! Gestures of the builder, each as a text before, a gesture, and the whole text after it.

use loopscope_core::edit::{
    Block, Blocks, Gesture, Kind, MODULE, Parent, Pattern, Place, SNIPPETS, Step, Task, Value,
    Work, Wrap, apply, change, code_of, invert, read, scenario,
};

/// The innermost block whose code begins with `start`.
fn find<'a>(blocks: &'a Blocks, text: &str, start: &str) -> &'a Block {
    let begins = |block: &&Block| text[block.span.start as usize..].starts_with(start);
    blocks
        .iter()
        .rfind(begins)
        .unwrap_or_else(|| panic!("no block {start:?} in\n{text}"))
}

fn check(before: &str, gesture: impl Fn(&Blocks) -> Gesture, after: &str) {
    let blocks = read(before).expect("the text is Python");
    let change = change(before, &gesture(&blocks)).expect("the gesture makes sense");
    let result = apply(before, &change.edits);
    assert_eq!(result, after);
    assert_eq!(apply(&result, &invert(before, &change.edits)), before);
    assert!(
        change.caret as usize <= result.len() && result.is_char_boundary(change.caret as usize)
    );
}

fn refused(before: &str, gesture: impl Fn(&Blocks) -> Gesture, message: &str) {
    let blocks = read(before).expect("the text is Python");
    let refusal = change(before, &gesture(&blocks)).expect_err("the gesture makes no sense");
    assert!(refusal.message.contains(message), "{}", refusal.message);
}

/// What the blocks of a text are, one a line, deeper ones indented.
fn outline(text: &str) -> String {
    let blocks = read(text).expect("the text is Python");
    let mut lines = String::new();
    for block in blocks.iter() {
        let mut depth = 0;
        let mut at = block;
        while let Some(owner) = blocks.owner(at).and_then(|id| blocks.get(id)) {
            depth += 1;
            at = owner;
        }
        let kind = match &block.kind {
            Kind::Function(function) => format!(
                "{} {} used {}{}",
                if function.is_async {
                    "async def"
                } else {
                    "def"
                },
                function.name,
                function.uses,
                if function.is_entry { ", entry" } else { "" },
            ),
            Kind::Group(group) => format!("{:?} of {}", group.pattern, group.calls.len()),
            Kind::Call(call) => {
                let seconds = call
                    .seconds
                    .map_or(String::new(), |seconds| format!(" {seconds} s"));
                let blocking = if call.is_blocking { " blocking" } else { "" };
                let dot = if call.is_method { "." } else { "" };
                let inner = call
                    .inner
                    .as_ref()
                    .map_or(String::new(), |inner| format!(" {inner}"));
                format!(
                    "{:?} {dot}{}{inner}{seconds}{blocking}",
                    call.how, call.callee
                )
            }
            Kind::Compound => {
                let word = |id| blocks.suite(id).map_or("", |suite| &suite.keyword);
                let words: Vec<&str> = block.suites.iter().map(|id| word(*id)).collect();
                words.join(" / ")
            }
            Kind::Code(code) => format!("Code {code:?}"),
            Kind::Import(code) => format!("Import {code:?}"),
            Kind::Run(code) => format!("Run {code:?}"),
            other => format!("{other:?}"),
        };
        let values = block.fields.iter().map(|field| match &field.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number(number) => format!("{number}"),
            Value::Name(name) => name.clone(),
            Value::Code(code) => format!("`{code}`"),
        });
        let values: Vec<String> = values.collect();
        lines.push_str(&format!(
            "{}{} {kind} [{}]\n",
            "  ".repeat(depth),
            block.line,
            values.join(", "),
        ));
    }
    lines
}

fn task(name: &str, seconds: f64) -> Task {
    Task {
        name: name.to_owned(),
        seconds,
        work: Work::Waits,
        fails: false,
    }
}

const GATHER: &str = "\
import asyncio

async def call(name, seconds):
    print(name, \"connecting\")
    await asyncio.sleep(seconds)
    return name

async def main():
    results = await asyncio.gather(
        call(\"Database\", 1.5),  # slow
        # from memory
        call(\"Cache\", 0.5),
        call(\"Search-Index\", 1.2),
    )
    print(results)

asyncio.run(main())
";

#[test]
fn a_program_is_read_as_blocks() {
    let expected = "\
1 Import \"import asyncio\" []
3 async def call used 3 [call, `name, seconds`]
  4 Print [name, \"connecting\"]
  5 Sleep [seconds]
  6 Return [name]
8 async def main used 1, entry [main, ``]
  9 Gather of 3 [results]
    10 Plain call 1.5 s [\"Database\", 1.5]
    12 Plain call 0.5 s [\"Cache\", 0.5]
    13 Plain call 1.2 s [\"Search-Index\", 1.2]
  15 Print [results]
17 Run \"asyncio.run(main())\" []
";
    assert_eq!(outline(GATHER), expected);
}

#[test]
fn suites_are_read_to_any_depth_and_the_rest_is_code() {
    let text = "\
import asyncio, time

async def work():
    try:
        for _ in range(3):
            time.sleep(0.5)
        else:
            x = 1; y = 2
    except ValueError as error:
        raise RuntimeError(\"bad\") from error
    finally:
        if x: pass
    return

class Box:
    def put(self):
        work()
        pass
";
    let expected = "\
1 Import \"import asyncio, time\" []
3 async def work used 1 [work, ``]
  4 try / except / finally [ValueError, error]
    5 for / else [_, `range(3)`]
      6 BlockingSleep [0.5]
      8 Code \"x = 1; y = 2\" []
    10 Raise [RuntimeError, \"bad\", error]
    12 Code \"if x: pass\" []
  13 Return []
15 class [`Box`]
  16 def put used 0 [`self`]
    17 Plain work 0.5 s blocking []
    18 Pass []
";
    assert_eq!(outline(text), expected);
}

#[test]
fn the_other_patterns_are_recognised() {
    let start = "import asyncio\nasync def f(n, s):\n    await asyncio.sleep(s)\n";
    let main = |body: &str| format!("{start}async def main():\n{body}asyncio.run(main())\n");
    let group = |body: &str| {
        let text = outline(&main(body));
        text.lines()
            .skip(4)
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(group("    await f(1, 1)\n    a = await f(2, 1)\n").starts_with("5 Sequential of 2"));
    assert!(group("    b = [await f(1, 1), await f(2, 1)]\n").starts_with("5 Sequential of 2"));
    let tasks = "    a = asyncio.create_task(f(1, 1), name='a')\n    \
                 b = asyncio.create_task(f(2, 1))\n";
    assert!(group(&format!("{tasks}    await a\n    x = await b\n")).starts_with("5 CreateTask"));
    assert!(
        group(&format!("{tasks}    x = [await a, await b]\n")).starts_with("5 CreateTask of 2")
    );
    // Only one of them is awaited: two calls and an await.
    assert!(
        group(&format!("{tasks}    await b\n")).starts_with("5 Plain asyncio.create_task f 1 s")
    );
    let body = "    async with asyncio.TaskGroup() as g:\n        g.create_task(f(1, 1))\n        \
                x = g.create_task(f(2, 1))\n";
    assert!(group(body).starts_with("5 TaskGroup of 2"));
    // The second call needs the first one's result, so they stay apart.
    assert!(
        group("    a = await f(1, 1)\n    b = await f(a, 1)\n").starts_with("5 Sequential of 1")
    );
}

#[test]
fn a_field_is_set_in_place() {
    let set = |start: &'static str, field, value: Value| {
        move |blocks: &Blocks| Gesture::SetField {
            block: find(blocks, GATHER, start).id,
            field,
            value: value.clone(),
        }
    };
    check(
        GATHER,
        set("call(\"Cache\"", 1, Value::Number(0.6)),
        &GATHER.replace("0.5", "0.6"),
    );
    let name = Value::Text("say \"hi\"\\".to_owned());
    check(
        GATHER,
        set("call(\"Cache\"", 0, name),
        &GATHER.replace("Cache", "say \\\"hi\\\"\\\\"),
    );
    let code = Value::Code("seconds * 2".to_owned());
    let after = GATHER.replace("sleep(seconds)", "sleep(seconds * 2)");
    check(GATHER, set("await asyncio.sleep", 0, code), &after);
    let parameters = Value::Code("name, seconds=1".to_owned());
    let after = GATHER.replace("call(name, seconds)", "call(name, seconds=1)");
    check(GATHER, set("async def call", 1, parameters), &after);
}

#[test]
fn a_field_takes_nothing_but_an_expression() {
    for wrong in ["1); print(2", "1 +", "", "1 # note", "x = 1"] {
        let gesture = |blocks: &Blocks| Gesture::SetField {
            block: find(blocks, GATHER, "print(results)").id,
            field: 0,
            value: Value::Code(wrong.to_owned()),
        };
        refused(GATHER, gesture, "");
    }
}

#[test]
fn a_new_name_is_taken_everywhere() {
    let rename = |start: &'static str, name: &str| {
        let name = name.to_owned();
        move |blocks: &Blocks| Gesture::SetField {
            block: find(blocks, GATHER, start).id,
            field: 0,
            value: Value::Code(name.clone()),
        }
    };
    let after = GATHER.replace("call(", "fetch(");
    check(GATHER, rename("async def call", "fetch"), &after);
    check(
        GATHER,
        rename("results = ", "answers"),
        &GATHER.replace("results", "answers"),
    );
    refused(GATHER, rename("async def call", "main"), "already the name");
    refused(GATHER, rename("async def call", "two words"), "not a name");
    refused(GATHER, rename("async def call", "class"), "not a name");
    // A variable of the same name in another function is another variable.
    let text = "def f():\n    call = 1\n    return call\n\ndef call():\n    return 2\n\ncall()\n";
    let after = "def f():\n    call = 1\n    return call\n\ndef go():\n    return 2\n\ngo()\n";
    let gesture = |blocks: &Blocks| Gesture::SetField {
        block: find(blocks, text, "def call").id,
        field: 0,
        value: Value::Name("go".to_owned()),
    };
    check(text, gesture, after);
}

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
fn code_is_edited_as_text() {
    let text = "def f():\n    # note\n    x = {\n        1: '''a\n b''',\n    }\n    return x\n";
    let blocks = read(text).expect("the text is Python");
    let block = find(&blocks, text, "x = {").id;
    assert_eq!(
        code_of(text, block),
        "# note\nx = {\n    1: '''a\n b''',\n}"
    );
    let set = |code: &str| {
        let code = code.to_owned();
        move |_: &Blocks| Gesture::SetCode {
            block,
            text: code.clone(),
        }
    };
    check(
        text,
        set("if y:\n    x = 2\n"),
        "def f():\n    if y:\n        x = 2\n    return x\n",
    );
    check(text, set("  "), "def f():\n    return x\n");
    refused(text, set("if y:"), "");
}

const CALL: &str = "\
async def call(name, seconds):
    print(name, \"starts\")
    await asyncio.sleep(seconds)
    print(name, \"ends\")
    return name
";

#[test]
fn a_program_grows_from_nothing() {
    let add = |task: Task, pattern| {
        move |_: &Blocks| Gesture::AddTask {
            group: None,
            task: task.clone(),
            pattern,
        }
    };
    let program = |body: &str| {
        format!("import asyncio\n\n{CALL}\nasync def main():\n{body}\nasyncio.run(main())\n")
    };
    let one = program("    await call(\"Users\", 1.0)\n");
    check("", add(task("Users", 1.0), Pattern::Sequential), &one);
    let two = program("    await call(\"Users\", 1.0)\n    await call(\"Orders\", 1.0)\n");
    check(&one, add(task("Orders", 1.0), Pattern::Gather), &two);

    let gather = |calls: &str| {
        program(&format!(
            "    results = await asyncio.gather(\n{calls}    )\n    print(results)\n"
        ))
    };
    let one = gather("        call(\"A\", 1.5),\n");
    check("\n\n", add(task("A", 1.5), Pattern::Gather), &one);
    let blocking = Task {
        name: "B".to_owned(),
        seconds: 2.0,
        work: Work::Blocks,
        fails: false,
    };
    let two = gather("        call(\"A\", 1.5),\n        block(\"B\", 2.0),\n")
        .replace("import asyncio\n", "import asyncio\nimport time\n")
        .replace(
            "async def main",
            "async def block(name, seconds):\n    print(name, \"starts\")\n    \
             time.sleep(seconds)\n    print(name, \"ends\")\n    return name\n\nasync def main",
        );
    check(&one, add(blocking.clone(), Pattern::Gather), &two);
    let three = two.replace("2.0),\n", "2.0),\n        call(\"C\", 0.5),\n");
    check(&two, add(task("C", 0.5), Pattern::Gather), &three);

    let group = "    async with asyncio.TaskGroup() as group:\n        \
                 group.create_task(call(\"A\", 1.0))\n";
    check("", add(task("A", 1.0), Pattern::TaskGroup), &program(group));
    let more = format!("{group}        group.create_task(call(\"B\", 2.0))\n");
    check(
        &program(group),
        add(task("B", 2.0), Pattern::TaskGroup),
        &program(&more),
    );

    let tasks = "    a_task = asyncio.create_task(call(\"A\", 1.0))\n    await a_task\n";
    check(
        "",
        add(task("A", 1.0), Pattern::CreateTask),
        &program(tasks),
    );
    let more = "    a_task = asyncio.create_task(call(\"A\", 1.0))\n    \
                b_task = asyncio.create_task(call(\"B\", 2.0))\n    await a_task\n    \
                await b_task\n";
    check(
        &program(tasks),
        add(task("B", 2.0), Pattern::CreateTask),
        &program(more),
    );
}

#[test]
fn a_blocking_call_alone_imports_time() {
    let task = Task {
        name: "Report".to_owned(),
        seconds: 2.0,
        work: Work::Blocks,
        fails: false,
    };
    let pattern = Pattern::Gather;
    let change = change(
        "",
        &Gesture::AddTask {
            group: None,
            task,
            pattern,
        },
    )
    .expect("it works");
    let text = apply("", &change.edits);
    assert!(text.starts_with("import asyncio\nimport time\n\nasync def block(name, seconds):\n"));
    assert!(
        text[change.caret as usize..].starts_with("block(\"Report\", 2.0)"),
        "{text}"
    );
}

#[test]
fn a_task_is_added_to_what_is_there() {
    let text = "# mine\nimport asyncio as aio\n\nasync def main():\n    pass\n\naio.run(main())\n";
    let gesture = |_: &Blocks| Gesture::AddTask {
        group: None,
        task: task("A", 1.0),
        pattern: Pattern::Gather,
    };
    let after = format!(
        "# mine\nimport asyncio as aio\n\n{}\nasync def main():\n    results = await \
         aio.gather(\n        call(\"A\", 1.0),\n    )\n    print(results)\n\naio.run(main())\n",
        CALL.replace("asyncio", "aio"),
    );
    check(text, gesture, &after);
}

/// Switches the only group of `main` through patterns; the program's head is left out.
fn switch(body: &str, pattern: Pattern) -> String {
    let head = "import asyncio\n\nasync def call(name, seconds):\n    await asyncio.sleep(1)\n\n";
    let text = format!("{head}async def main():\n{body}\nasyncio.run(main())\n");
    let blocks = read(&text).expect("the text is Python");
    let group = blocks
        .iter()
        .find(|block| block.group().is_some())
        .expect("there is a group")
        .id;
    let gesture = Gesture::SetPattern { group, pattern };
    let made = change(&text, &gesture).unwrap_or_else(|error| panic!("{}", error.message));
    let result = apply(&text, &made.edits);
    let start = result.find("async def main():\n").expect("main is there") + 18;
    let end = result.find("\nasyncio.run").expect("the run is there");
    result[start..end].to_owned()
}

#[test]
fn a_group_runs_in_any_pattern_and_back() {
    let gather = "    results = await asyncio.gather(
        # the first
        call(\"Users\", 1.0),  # slow
        call(\"Orders\", 0.5),
    )
    print(results)
";
    let sequential = "    results = [
        # the first
        await call(\"Users\", 1.0),  # slow
        await call(\"Orders\", 0.5),
    ]
    print(results)
";
    let tasks = "    # the first
    users_task = asyncio.create_task(call(\"Users\", 1.0))  # slow
    orders_task = asyncio.create_task(call(\"Orders\", 0.5))
    results = [await users_task, await orders_task]
    print(results)
";
    let group = "    async with asyncio.TaskGroup() as group:
        # the first
        users_task = group.create_task(call(\"Users\", 1.0))  # slow
        orders_task = group.create_task(call(\"Orders\", 0.5))
    results = [users_task.result(), orders_task.result()]
    print(results)
";
    let all = [
        (Pattern::Gather, gather),
        (Pattern::Sequential, sequential),
        (Pattern::TaskGroup, group),
    ];
    for (_, before) in all {
        for (pattern, after) in all {
            assert_eq!(switch(before, pattern), after);
        }
        if before == gather {
            assert_eq!(switch(before, Pattern::CreateTask), tasks);
        }
    }
    assert_eq!(switch(tasks, Pattern::Gather).matches('#').count(), 2);
}

#[test]
fn each_result_keeps_its_own_name() {
    let sequential = "    first = await call(\"Users\", 1.0)
    second = await call(\"Orders\", 0.5)
    print(first, second)
";
    let gather = "    first, second = await asyncio.gather(
        call(\"Users\", 1.0),
        call(\"Orders\", 0.5),
    )
    print(first, second)
";
    let tasks = "    first_task = asyncio.create_task(call(\"Users\", 1.0))
    second_task = asyncio.create_task(call(\"Orders\", 0.5))
    first = await first_task
    second = await second_task
    print(first, second)
";
    let group = "    async with asyncio.TaskGroup() as group:
        first_task = group.create_task(call(\"Users\", 1.0))
        second_task = group.create_task(call(\"Orders\", 0.5))
    first = first_task.result()
    second = second_task.result()
    print(first, second)
";
    let all = [
        (Pattern::Sequential, sequential),
        (Pattern::Gather, gather),
        (Pattern::CreateTask, tasks),
        (Pattern::TaskGroup, group),
    ];
    for (_, before) in all {
        for (pattern, after) in all {
            assert_eq!(switch(before, pattern), after);
        }
    }
}

#[test]
fn a_pattern_that_would_break_the_program_is_refused() {
    let text = "import asyncio\nasync def f():\n    pass\nasync def main():\n    \
                async with asyncio.TaskGroup() as group:\n        a = group.create_task(f())\n    \
                print(a)\nasyncio.run(main())\n";
    let gesture = |blocks: &Blocks| Gesture::SetPattern {
        group: find(blocks, text, "async with").id,
        pattern: Pattern::Gather,
    };
    refused(text, gesture, "`a` is used on line 7");
}

#[test]
fn lists_on_one_line_stay_on_one_line() {
    const TEXT: &str = "import asyncio\nasync def f(n, s):\n    await asyncio.sleep(s)\n\
                        async def main():\n    a, b = await asyncio.gather(f('x', 1), f('y', 2))\n";
    let line =
        |after: &str| TEXT.replace("a, b = await asyncio.gather(f('x', 1), f('y', 2))", after);
    let delete =
        |start: &'static str| move |blocks: &Blocks| Gesture::Delete(find(blocks, TEXT, start).id);
    check(
        TEXT,
        delete("f('x'"),
        &line("[b] = await asyncio.gather(f('y', 2))"),
    );
    check(
        TEXT,
        delete("f('y'"),
        &line("[a] = await asyncio.gather(f('x', 1))"),
    );
    let shift = |blocks: &Blocks| Gesture::Shift {
        block: find(blocks, TEXT, "f('x'").id,
        down: true,
    };
    check(
        TEXT,
        shift,
        &line("b, a = await asyncio.gather(f('y', 2), f('x', 1))"),
    );
    let add = |blocks: &Blocks| Gesture::AddTask {
        group: Some(find(blocks, TEXT, "a, b").id),
        task: task("zed", 3.0),
        pattern: Pattern::Gather,
    };
    let after = "a, b, zed = await asyncio.gather(f('x', 1), f('y', 2), f('zed', 3))";
    check(TEXT, add, &line(after));
}

#[test]
fn windows_line_ends_stay() {
    let text = GATHER.replace('\n', "\r\n");
    let blocks = read(&text).expect("the text is Python");
    let block = find(&blocks, &text, "call(\"Cache\"").id;
    for gesture in [
        Gesture::Duplicate(block),
        Gesture::Delete(block),
        Gesture::SetPattern {
            group: find(&blocks, &text, "results =").id,
            pattern: Pattern::TaskGroup,
        },
    ] {
        let made = change(&text, &gesture).expect("the gesture makes sense");
        let result = apply(&text, &made.edits);
        assert_eq!(
            result.matches('\n').count(),
            result.matches("\r\n").count(),
            "{result}"
        );
    }
}

/// A program whose `main` gathers; what the patterns make of it is compared as a whole.
const NAMED: &str = "\
import asyncio

# How long a call takes is written where it is called.
async def call(name, seconds=1.0, *, tag=None):
    print(name, \"starts\")  # at once
    await asyncio.sleep(seconds)
    return name

async def main():
    # all of them
    results = await asyncio.gather(
        call(\"Users\", 1.0, tag=\"a\"),  # slow
        # the second
        call(
            \"Orders\",
            seconds=0.5,
        ),
        call(\"Items\"),
    )
    print(results)

asyncio.run(main())
";

fn switched(text: &str, pattern: Pattern) -> String {
    let blocks = read(text).expect("the text is Python");
    let group = blocks.iter().find(|block| block.group().is_some());
    let group = group.unwrap_or_else(|| panic!("no group in\n{text}")).id;
    let made = change(text, &Gesture::SetPattern { group, pattern });
    let made = made.unwrap_or_else(|error| panic!("{pattern:?}: {}\n{text}", error.message));
    apply(text, &made.edits)
}

#[test]
fn every_pattern_becomes_every_other_and_back() {
    for first in Pattern::ALL {
        let one = switched(NAMED, first);
        loopscope_core::compile("", &one).unwrap_or_else(|_| panic!("{one}"));
        for second in Pattern::ALL {
            let two = switched(&one, second);
            let blocks = read(&two).expect("the text is Python");
            let group = blocks
                .iter()
                .find_map(Block::group)
                .expect("there is a group");
            assert_eq!(group.pattern, second, "{two}");
            assert_eq!(two.matches('#').count(), 5, "{two}");
            let back = switched(&two, first);
            // An import that is no longer needed stays.
            let plain = |text: &str| text.replace("import time\n", "");
            assert_eq!(plain(&back), plain(&one), "through {second:?}:\n{two}");
            let gathered = switched(&two, Pattern::Gather);
            assert_eq!(plain(&gathered), NAMED, "through {first:?} and {second:?}");
        }
    }
}

#[test]
fn the_new_patterns_are_written_as_people_write_them() {
    let body = |pattern| {
        let text = switched(GATHER, pattern);
        let start = text.find("async def main").expect("main is there");
        text[start..].to_owned()
    };
    assert_eq!(
        body(Pattern::AsCompleted),
        "async def main():
    results = []
    for finished in asyncio.as_completed([
        call(\"Database\", 1.5),  # slow
        # from memory
        call(\"Cache\", 0.5),
        call(\"Search-Index\", 1.2),
    ]):
        results.append(await finished)
    print(results)

asyncio.run(main())
"
    );
    assert_eq!(
        body(Pattern::Semaphore),
        "async def main():
    semaphore = asyncio.Semaphore(2)

    async def limited(work):
        async with semaphore:
            return await work

    results = await asyncio.gather(
        limited(call(\"Database\", 1.5)),  # slow
        # from memory
        limited(call(\"Cache\", 0.5)),
        limited(call(\"Search-Index\", 1.2)),
    )
    print(results)

asyncio.run(main())
"
    );
    let threads = switched(GATHER, Pattern::Threads);
    assert!(threads.starts_with("import asyncio\nimport time\n\ndef call(name, seconds):\n"));
    assert!(threads.contains("\n    time.sleep(seconds)\n"));
    assert!(threads.contains("\n        asyncio.to_thread(call, \"Cache\", 0.5),\n"));
    let blocking = switched(GATHER, Pattern::Blocking);
    assert!(
        blocking.contains("\n        call(\"Cache\", 0.5),\n"),
        "{blocking}"
    );
    assert!(blocking.contains("\ndef call(name, seconds):\n"));
}

#[test]
fn the_name_of_a_task_goes_along() {
    const TASKS: &str = "import asyncio\nasync def f(n):\n    await asyncio.sleep(n)\n\
        async def main():\n    a = asyncio.create_task(f(1), name=\"a\")\n    \
        b = asyncio.create_task(f(2), name=\"b\")\n    await a\n    await b\n";
    for pattern in [
        Pattern::Sequential,
        Pattern::Gather,
        Pattern::TaskGroup,
        Pattern::AsCompleted,
        Pattern::Semaphore,
        Pattern::Threads,
    ] {
        let text = switched(TASKS, pattern);
        assert!(text.contains("name=\"a\""), "{text}");
        let back = switched(&text, Pattern::CreateTask);
        assert!(
            back.contains("asyncio.create_task(f(1), name=\"a\")\n"),
            "{back}"
        );
    }
}

#[test]
fn what_a_pattern_has_no_place_for_is_said() {
    let why = |text: &str, pattern: Pattern| {
        let blocks = read(text).expect("the text is Python");
        let group = blocks
            .iter()
            .find_map(Block::group)
            .expect("there is a group");
        let at = Pattern::ALL
            .iter()
            .position(|other| *other == pattern)
            .expect("known");
        group.refusals[at].clone().unwrap_or_default()
    };
    let start = "import asyncio\nasync def f(n):\n    await asyncio.sleep(n)\n\
                 async def main():\n    ";
    let each = format!("{start}a, b = await asyncio.gather(f(1), f(2))\n");
    assert!(why(&each, Pattern::AsCompleted).contains("each result has a name"));
    assert_eq!(why(&each, Pattern::Blocking), "");
    let kept = format!("{start}r = await asyncio.gather(f(1), return_exceptions=True)\n");
    assert!(why(&kept, Pattern::TaskGroup).contains("take it out first"));
    assert_eq!(why(&kept, Pattern::Threads), "");
    let twice = format!("{start}await asyncio.gather(f(1), f(2))\n    x = f(3)\n");
    assert!(why(&twice, Pattern::Threads).contains("`f` is used on line 6 too"));
    let other = format!("{start}await asyncio.gather(g(1), f(2))\n");
    assert!(why(&other, Pattern::Blocking).contains("`g` is no function of this program"));
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
}

#[test]
fn a_parameter_is_renamed_with_all_its_uses() {
    let text = "def f(name, seconds=1):\n    print(name, seconds)\n\nname = f(seconds=2, name=3)\n";
    let rename = |to: &'static str| {
        move |blocks: &Blocks| Gesture::SetField {
            block: find(blocks, text, "def f").id,
            field: 1,
            value: Value::Code(to.to_owned()),
        }
    };
    check(
        text,
        rename("name, delay=1"),
        "def f(name, delay=1):\n    print(name, delay)\n\nname = f(delay=2, name=3)\n",
    );
    refused(text, rename("f, seconds=1"), "already the name");
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
fn return_exceptions_comes_and_goes() {
    let keep = |text: &'static str| {
        move |blocks: &Blocks| Gesture::KeepExceptions(find(blocks, text, "r").id)
    };
    const MANY: &str = "import asyncio\nasync def f():\n    r = await asyncio.gather(\n        \
                        f(),\n        f(),\n    )\n";
    const KEPT: &str = "import asyncio\nasync def f():\n    r = await asyncio.gather(\n        \
                        f(),\n        f(),\n        return_exceptions=True,\n    )\n";
    check(MANY, keep(MANY), KEPT);
    check(KEPT, keep(KEPT), MANY);
    const ONE: &str = "import asyncio\nasync def f():\n    r = await asyncio.gather(f())\n";
    const ONE_KEPT: &str = "import asyncio\nasync def f():\n    r = await asyncio.gather(f(), return_exceptions=True)\n";
    check(ONE, keep(ONE), ONE_KEPT);
    check(ONE_KEPT, keep(ONE_KEPT), ONE);
}

#[test]
fn a_table_of_tasks_is_a_program_in_every_pattern() {
    let row = |name: &str, work, fails| Task {
        name: name.to_owned(),
        seconds: 0.5,
        work,
        fails,
    };
    let tasks = [
        row("Database", Work::Waits, false),
        row("Report", Work::Blocks, false),
        row("Prime", Work::Computes, false),
        row("Cache", Work::Waits, true),
    ];
    for pattern in Pattern::ALL {
        let text = scenario(&tasks, pattern);
        let program = loopscope_core::compile("program.py", &text).expect("it compiles");
        let recording = loopscope_core::run(&program, &loopscope_core::Limits::page());
        assert!(recording.records().len() > 10, "{text}");
        let blocks = read(&text).expect("the text is Python");
        let groups: Vec<_> = blocks.iter().filter_map(Block::group).collect();
        assert_eq!(groups.len(), 1, "{text}");
        assert_eq!(
            (groups[0].pattern, groups[0].calls.len()),
            (pattern, 4),
            "{text}"
        );
    }
    assert_eq!(
        scenario(&tasks[..1], Pattern::Threads),
        "import asyncio
import time

def call(name, seconds):
    print(name, \"starts\")
    time.sleep(seconds)
    print(name, \"ends\")
    return name

async def main():
    results = await asyncio.gather(
        asyncio.to_thread(call, \"Database\", 0.5),
    )
    print(results)

asyncio.run(main())
"
    );
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
