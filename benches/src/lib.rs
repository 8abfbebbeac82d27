//! Benchmarks of rumusan beside its peers.

#![forbid(unsafe_code)]
