//! Interleaved timing: every round runs each case once, and the median of a case counts.

use std::time::Instant;

/// Something to time.
pub struct Case<'a> {
    name: String,
    run: Box<dyn FnMut() + 'a>,
    nanoseconds: Vec<f64>,
    per: f64,
}

impl<'a> Case<'a> {
    /// A case that does `per` units of work in one run.
    pub fn new(name: impl Into<String>, per: usize, run: impl FnMut() + 'a) -> Self {
        // Counts of work are far below 2^53.
        #[allow(clippy::cast_precision_loss)]
        let per = per as f64;
        Self { name: name.into(), run: Box::new(run), nanoseconds: Vec::new(), per }
    }
}

/// The median time of each case, in nanoseconds a unit of work.
pub fn interleave(mut cases: Vec<Case<'_>>, rounds: usize) -> Vec<(String, f64)> {
    for case in &mut cases {
        (case.run)();
    }
    for _ in 0..rounds {
        for case in &mut cases {
            let start = Instant::now();
            (case.run)();
            case.nanoseconds.push(start.elapsed().as_secs_f64() * 1e9 / case.per);
        }
    }
    cases
        .into_iter()
        .map(|mut case| {
            case.nanoseconds.sort_by(f64::total_cmp);
            (case.name, case.nanoseconds[case.nanoseconds.len() / 2])
        })
        .collect()
}
