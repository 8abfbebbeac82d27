//! Columns of ten million rows: ours beside a plain loop over floating point and a copy of the same bytes.

use crate::clock::{Case, interleave};
use crate::{data, formulas};
#[cfg(not(rumusan_baseline))]
use multiversion::multiversion;
use rumusan::Formula;
use rumusan::number::Rounding;
use rumusan::program::{Bound, Column, Figures, Program};
use std::hint::black_box;

/// The formulas as a loop over floating point, compiled for the widest instruction set of the machine as ours are.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
fn float_loop(name: &str, columns: &[&[f64]], out: &mut [f64]) {
    let rows = out.len();
    match (name, columns) {
        ("F1", [a, b]) => {
            let (a, b) = (&a[..rows], &b[..rows]);
            for row in 0..rows {
                out[row] = a[row] / b[row] * 100.0;
            }
        }
        ("F2", [a, b, c, d]) => {
            let (a, b, c, d) = (&a[..rows], &b[..rows], &c[..rows], &d[..rows]);
            for row in 0..rows {
                out[row] = 1.0 / 3.0 * (a[row] + b[row] + c[row] - d[row]);
            }
        }
        ("F3", [a, b]) => {
            let (a, b) = (&a[..rows], &b[..rows]);
            for row in 0..rows {
                out[row] = (a[row] - b[row]) / b[row] * 100.0;
            }
        }
        ("F4", [a, b, c, d, e, f, g, h, t]) => {
            let (a, b, c, d) = (&a[..rows], &b[..rows], &c[..rows], &d[..rows]);
            let (e, f, g, h, t) = (&e[..rows], &f[..rows], &g[..rows], &h[..rows], &t[..rows]);
            for row in 0..rows {
                let sum = 0.25 * a[row]
                    + 0.2 * b[row]
                    + 0.15 * c[row]
                    + 0.1 * d[row]
                    + 0.1 * e[row]
                    + 0.08 * f[row]
                    + 0.07 * g[row]
                    + 0.05 * h[row];
                out[row] = sum / t[row] * 100.0;
            }
        }
        _ => {}
    }
}

/// Reads every column and writes one: what the memory allows.
fn copy(columns: &[Vec<i64>], out: &mut [i64]) {
    for (at, column) in columns.iter().enumerate() {
        if at == 0 {
            out.copy_from_slice(column);
        } else {
            black_box(column.iter().fold(0, |all, value| all | value));
        }
    }
}

fn bind(case: &formulas::Case) -> Option<Bound> {
    Program::compile(&Formula::canonical(case.canonical).ok()?).ok()?.bind(case.variables).ok()
}

/// Columns of nothing but ties in the last digit: quotients that end in 5.
fn ties(columns: &[Vec<i64>], name: &str) -> Vec<Vec<i64>> {
    let mut tied = columns.to_vec();
    let rows = tied[0].len();
    for row in 0..rows {
        let odd = columns[0][row] * 2 + 1;
        match name {
            // 100 * odd / 20000 = odd / 200: the third digit is a 5, and nothing follows.
            "F1" => (tied[0][row], tied[1][row]) = (odd, 20_000),
            "F3" => (tied[0][row], tied[1][row]) = (20_000 + odd, 20_000),
            _ => {}
        }
    }
    tied
}

/// The rows of a batch, as column engines cut their tables.
const BATCH: usize = 8_192;

/// Nanoseconds a row of ours into fresh memory, as the engines of `columns.py` do it: one column, and a table in batches.
pub fn fresh(case: &formulas::Case, rows: usize, rounds: usize) -> Vec<(String, f64)> {
    let integers = data::columns(case.variables.len(), rows);
    let columns: Vec<Column<'_>> = integers.iter().map(|column| Column::integers(column)).collect();
    let Some(bound) = bind(case) else { return Vec::new() };
    let batch = |start: usize| {
        let end = rows.min(start + BATCH);
        let part: Vec<Column<'_>> = integers.iter().map(|column| Column::integers(&column[start..end])).collect();
        bound.eval_columns(&part, 6, Rounding::HalfUp)
    };
    let cases = vec![
        Case::new("ours, fresh output", rows, || {
            black_box(bound.eval_columns(black_box(&columns), 6, Rounding::HalfUp).ok());
        }),
        Case::new("ours, fresh batches", rows, || {
            let all: Vec<_> = (0..rows).step_by(BATCH).map(batch).collect();
            black_box(all);
        }),
    ];
    interleave(cases, rounds)
}

/// The plain loop on every core, each with an equal share of the rows: what more threads can give here.
fn float_loop_on_all_threads(name: &str, columns: &[&[f64]], out: &mut [f64]) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = out.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for (at, part) in out.chunks_mut(share).enumerate() {
            let start = at * share;
            let rows = part.len();
            let parts: Vec<&[f64]> = columns.iter().map(|column| &column[start..start + rows]).collect();
            scope.spawn(move || float_loop(name, &parts, part));
        }
    });
}

/// Nanoseconds a row of every way to compute one formula.
#[allow(clippy::cast_precision_loss)] // counts below a million
pub fn run(case: &formulas::Case, rows: usize, rounds: usize) -> Vec<(String, f64)> {
    let integers = data::columns(case.variables.len(), rows);
    let floats: Vec<Vec<f64>> = integers.iter().map(|column| column.iter().map(|&x| x as f64).collect()).collect();
    let Some(bound) = bind(case) else { return Vec::new() };
    let columns: Vec<Column<'_>> = integers.iter().map(|column| Column::integers(column)).collect();
    let mut figures = Figures::<i64>::new();
    let mut parallel = Figures::<i64>::new();
    let mut halves = Figures::<i64>::new();
    let mut floors = Figures::<i64>::new();
    let (mut out, mut shared, mut copied) = (vec![0.0; rows], vec![0.0; rows], vec![0; rows]);
    let float_columns: Vec<&[f64]> = floats.iter().map(Vec::as_slice).collect();

    // Holes and zeros in one row of seven, at random.
    let mut random = data::Random::new(7);
    let bitmap: Vec<u8> = (0..rows.div_ceil(8)).map(|_| random.next_u64().to_le_bytes()[0] | 0b1101_1011).collect();
    let mut holed = integers.clone();
    if let Some(last) = holed.last_mut() {
        for value in last.iter_mut() {
            *value *= i64::from(*value % 7 != 0);
        }
    }
    let tied = ties(&integers, case.name);
    let tied: Vec<Column<'_>> = tied.iter().map(|column| Column::integers(column)).collect();
    let holed: Vec<Column<'_>> = holed
        .iter()
        .map(|column| Column::integers(column).with_validity(&bitmap, 0))
        .collect::<Result<_, _>>()
        .unwrap_or_default();
    let (mut tied_out, mut holed_out) = (Figures::<i64>::new(), Figures::<i64>::new());

    let (bound, columns) = (&bound, &columns);
    let mut cases = vec![
        Case::new("f64 loop", rows, || float_loop(case.name, black_box(&float_columns), &mut out)),
        Case::new("copy", rows, || copy(black_box(&integers), &mut copied)),
        Case::new("ours, half up", rows, || {
            let _ = bound.eval_into(black_box(columns), 6, Rounding::HalfUp, &mut figures);
        }),
        Case::new("ours, half even", rows, || {
            let _ = bound.eval_into(black_box(columns), 6, Rounding::HalfEven, &mut halves);
        }),
        Case::new("ours, floor", rows, || {
            let _ = bound.eval_into(black_box(columns), 6, Rounding::Floor, &mut floors);
        }),
        Case::new("ours, nulls and zeros", rows, || {
            let _ = bound.eval_into(black_box(&holed), 6, Rounding::HalfUp, &mut holed_out);
        }),
        Case::new("ours, fresh output", rows, || {
            black_box(bound.eval_columns(black_box(columns), 6, Rounding::HalfUp).ok());
        }),
        Case::new("f64 loop, all threads", rows, || {
            float_loop_on_all_threads(case.name, black_box(&float_columns), &mut shared);
        }),
        Case::new("f64 loop, fresh output", rows, || {
            let mut out = vec![0.0; rows];
            float_loop(case.name, black_box(&float_columns), &mut out);
            black_box(&out);
        }),
    ];
    if matches!(case.name, "F1" | "F3") {
        cases.push(Case::new("ours, ties", rows, || {
            let _ = bound.eval_into(black_box(&tied), 2, Rounding::HalfUp, &mut tied_out);
        }));
    }
    cases.push(Case::new("ours, all threads", rows, || {
        let _ = bound.par_eval_into(black_box(columns), 6, Rounding::HalfUp, &mut parallel);
    }));
    interleave(cases, rounds)
}
