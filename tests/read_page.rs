//! The program `read`: every example in `docs/protokol-read.md` is answered as the page says, and every key is explained.

#[path = "../examples/read/answer.rs"]
mod answer;

use answer::answer;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../docs/protokol-read.md");

/// The requests of the page with their answers.
fn examples() -> Vec<(&'static str, Value)> {
    let blocks = PAGE.split("```json\n").skip(1).map(|rest| rest.split_once("\n```").expect("a block ends").0);
    let pair = |block: &'static str| {
        let (request, answer) = block.split_once('\n').expect("a request and an answer");
        (request, serde_json::from_str(answer).expect("the answer is JSON"))
    };
    blocks.map(pair).collect()
}

#[test]
fn the_examples_are_answered_so() {
    let examples = examples();
    assert!(examples.len() >= 10);
    for (request, wanted) in examples {
        assert_eq!(answer(request), wanted, "{request}");
    }
}

#[test]
fn every_key_is_explained() {
    for (request, answer) in examples() {
        let request: Value = serde_json::from_str(request).expect("the request is JSON");
        for key in request.as_object().into_iter().chain(answer.as_object()).flat_map(|object| object.keys()) {
            assert!(PAGE.contains(&format!("`{key}`")), "{key} is not explained");
        }
    }
}

#[test]
fn digits_that_cannot_be_given_are_refused() {
    let with = |digits: Value| answer(&json!({"id": 1, "text": "A", "values": {"A": 2}, "digits": digits}).to_string());
    for digits in [json!(-1), json!(2.5), json!("2"), json!(1001), json!(1e30), json!([2])] {
        let answer = with(digits.clone());
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!("bad-request"), &json!(1)), "{answer}");
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(&digits.to_string()) && message.contains("dari 0 sampai 1000"), "{message}");
    }
    assert_eq!(with(json!(0))["value"], "2");
    assert_eq!(with(Value::Null)["value"], "2.000000");
    assert_eq!(with(json!(1000))["value"].as_str().map(str::len), Some(1002));
}

#[test]
fn every_line_is_answered() {
    for line in [
        "",
        "null",
        "{",
        "{}",
        "[]",
        "\u{0}",
        r#"{"text": 5}"#,
        r#"{"text": "A", "values": 7, "limits": [], "known": "x"}"#,
    ] {
        assert!(answer(line).is_object(), "{line}");
    }
}
