//! Benchmarks of rumusan beside its peers: the cases, the data, and the clock.
//!
//! `cargo run --release -p rumusan-benches --bin ratios` runs them all and prints JSON.

#![forbid(unsafe_code)]

pub mod clock;
pub mod columns;
pub mod data;
pub mod formulas;
pub mod parsing;
pub mod rows;
