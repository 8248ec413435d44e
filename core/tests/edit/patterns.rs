use super::{GATHER, check, find, refused};
use loopscope_core::edit::{Block, Blocks, Gesture, Pattern, apply, change, read};

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
fn tasks_that_are_awaited_at_once_are_a_sequence() {
    let at_once = "    users = await asyncio.create_task(call(\"Users\", 1.0))
    await asyncio.create_task(call(\"Orders\", 0.5))
";
    let gather = "    users, _ = await asyncio.gather(
        call(\"Users\", 1.0),
        call(\"Orders\", 0.5),
    )
";
    let sequential = "    users = await call(\"Users\", 1.0)
    await call(\"Orders\", 0.5)
";
    assert_eq!(switch(at_once, Pattern::Gather), gather);
    assert_eq!(
        switch(gather, Pattern::Sequential).replace("_ = ", ""),
        sequential
    );
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
