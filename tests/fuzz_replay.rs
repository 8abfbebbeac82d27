//! What the fuzzers assert, over their seeds, on a stable compiler.

#![allow(clippy::unwrap_used)]

// The fuzz crate needs its functions public.
#[allow(unreachable_pub)]
#[path = "../fuzz/src/lib.rs"]
mod laws;

use std::fs;
use std::path::Path;

/// Every seed of a target; what the fuzzers found and was mended lies among them.
fn replay(target: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seeds: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 5, "{target} has {} seeds", seeds.len());
    for seed in seeds {
        law(&fs::read(&seed).unwrap());
    }
}

#[test]
fn read() {
    replay("read", laws::read);
}

#[test]
fn read_again() {
    replay("read_again", laws::read_again);
}

#[test]
fn number() {
    replay("number", laws::number);
}

#[test]
fn table() {
    replay("table", laws::table);
}
