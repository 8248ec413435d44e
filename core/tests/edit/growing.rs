use super::{check, find, task};
use loopscope_core::edit::{
    Block, Blocks, Gesture, Pattern, Task, Work, apply, change, read, scenario,
};

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
