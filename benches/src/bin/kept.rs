//! Prints, as JSON, what fresh output costs where the allocator keeps the pages that a program gave back, as the
//! allocator within `DataFusion` does. `ratios fresh` is the same with the allocator of the system. `F1` to `F4` pick formulas.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)]

use rumusan_benches::{columns, formulas};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let picked: Vec<String> = std::env::args().skip(1).collect();
    let cases = formulas::CASES.iter().filter(|case| picked.is_empty() || picked.iter().any(|name| name == case.name));
    let times: serde_json::Map<_, _> =
        cases.map(|case| (case.name.to_owned(), columns::fresh(case, 10_000_000, 3).into_iter().collect())).collect();
    println!("{:#}", serde_json::Value::from(times));
}
