use super::{GATHER, outline};

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
  16 def put [`self`]
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
