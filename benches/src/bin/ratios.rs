//! Prints, as JSON, the median time of every case and its ratio to each peer.
//!
//! Arguments pick groups: `rows`, `columns`, `parsing`, `growth`, `registry`. Without one, all of these run. `fresh` is
//! for `columns.py`. `F1` to `F4` pick formulas.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)]

use rumusan_benches::{columns, formulas, parsing, rows};
use serde_json::{Map, Value, json};

/// Times and, for each of ours, its ratio to every other case.
fn group(times: &[(String, f64)]) -> Value {
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    let mut cases = Map::new();
    for (name, time) in times {
        let mut entry = json!({ "nanoseconds": rounded(*time) });
        if name.starts_with("ours") {
            let others = times.iter().filter(|(other, _)| !other.starts_with("ours"));
            let ratios: Map<_, _> = others.map(|(other, of)| (other.clone(), json!(rounded(time / of)))).collect();
            entry["ratio"] = Value::Object(ratios);
        }
        cases.insert(name.clone(), entry);
    }
    Value::Object(cases)
}

fn main() {
    let is_formula = |name: &String| formulas::CASES.iter().any(|case| case.name == name);
    let (picked, wanted): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(is_formula);
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|group| group == name);
    let cases = formulas::CASES.iter().filter(|case| picked.is_empty() || picked.iter().any(|name| name == case.name));
    let of_cases = |run: fn(&formulas::Case) -> Vec<(String, f64)>| -> Value {
        cases.clone().map(|case| (case.name.to_owned(), group(&run(case)))).collect::<Map<_, _>>().into()
    };
    let mut all = Map::new();
    if runs("rows") {
        all.insert("rows".to_owned(), of_cases(|case| rows::run(case, 41)));
    }
    if runs("columns") {
        all.insert("columns".to_owned(), of_cases(|case| columns::run(case, 10_000_000, 9)));
    }
    if wanted.iter().any(|group| group == "fresh") {
        all.insert("fresh".to_owned(), of_cases(|case| columns::fresh(case, 10_000_000, 3)));
    }
    if runs("parsing") {
        all.insert("parsing".to_owned(), group(&parsing::run(21)));
    }
    if runs("growth") {
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        let mut growth = Map::new();
        for (name, bytes, milliseconds) in parsing::growth() {
            growth.entry(name).or_insert_with(|| json!({}))[bytes.to_string()] = json!(rounded(milliseconds));
        }
        all.insert("growth in milliseconds by bytes".to_owned(), Value::Object(growth));
    }
    if runs("registry") {
        let start = std::time::Instant::now();
        let count = rumusan_renstra::all().len();
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        all.insert("registry".to_owned(), json!({ "indicators": count, "milliseconds": milliseconds }));
    }
    println!("{}", serde_json::to_string_pretty(&Value::Object(all)).unwrap_or_default());
}
