//! Reading: one formula of about a hundred bytes beside parsers of expressions, and growth with length.

use crate::clock::{Case, interleave};
use rumusan::{Formula, Limits, Reader};
use std::hint::black_box;

/// As an official writes it, and as a parser of expressions takes it.
const WRITTEN: &str =
    "Jumlah desa yang melaporkan data tepat waktu dibagi jumlah seluruh desa di kabupaten dikali 100%";
const SYMBOLS: &str =
    "(desa_melapor_tepat_waktu + desa_lain * 2 - desa_gabungan) / (jumlah_desa + jumlah_kelurahan) * 100.0";

/// Nanoseconds a formula.
pub fn run(rounds: usize) -> Vec<(String, f64)> {
    const TIMES: usize = 500;
    let canonical = Formula::parse(WRITTEN).map(|formula| formula.to_string()).unwrap_or_default();
    let times = |name: &str, mut run: Box<dyn FnMut()>| {
        Case::new(name, TIMES, move || {
            for _ in 0..TIMES {
                run();
            }
        })
    };
    let cases = vec![
        times("ours, as written", Box::new(|| drop(black_box(Formula::parse(black_box(WRITTEN)))))),
        times("ours, canonical", Box::new(move || drop(black_box(Formula::canonical(black_box(&canonical)))))),
        times("exmex", Box::new(|| drop(black_box(exmex::parse::<f64>(black_box(SYMBOLS)))))),
        times("meval", Box::new(|| drop(black_box(black_box(SYMBOLS).parse::<meval::Expr>())))),
        times(
            "fasteval",
            Box::new(|| {
                let mut slab = fasteval::Slab::new();
                let _ = black_box(fasteval::Parser::new().parse(black_box(SYMBOLS), &mut slab.ps));
            }),
        ),
        times("cel", Box::new(|| drop(black_box(cel::Program::compile(black_box(SYMBOLS)))))),
        times("rhai", {
            let engine = rhai::Engine::new();
            Box::new(move || drop(black_box(engine.compile_expression(black_box(SYMBOLS)))))
        }),
    ];
    interleave(cases, rounds)
}

/// Milliseconds for texts of growing length, with the limits raised: name, bytes, time.
pub fn growth() -> Vec<(&'static str, usize, f64)> {
    let limits = Limits { bytes: 1 << 22, depth: 200, terms: 1 << 20, digits: 1_000, candidates: 32 };
    let reader = Reader::new().limits(limits);
    let mut all = Vec::new();
    for bytes in [1 << 16, 1 << 18, 1 << 20] {
        let texts = [
            ("long name", "kata ".repeat(bytes / 5)),
            ("long sum", format!("a{}", " + b".repeat(bytes / 4))),
            ("brackets in a name", format!("Jumlah {}", "(a) ".repeat(bytes / 4))),
            ("repeated labels", "Angka : a dibagi b\n".repeat(bytes / 19)),
            ("repeated definitions", format!("a / b\n{}", "Ket : a = jumlah desa\n".repeat(bytes / 22))),
        ];
        for (name, text) in texts {
            let mut times: Vec<f64> = (0..3)
                .map(|_| {
                    let start = std::time::Instant::now();
                    drop(black_box(reader.read(black_box(&text))));
                    start.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);
            all.push((name, text.len(), times[1]));
        }
    }
    all
}
