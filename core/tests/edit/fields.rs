use super::{GATHER, check, find, refused};
use loopscope_core::edit::{Blocks, Gesture, Pattern, Value, apply, change, code_of, read};

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
