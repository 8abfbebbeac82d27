#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rumusan_fuzz::read_again(bytes));
