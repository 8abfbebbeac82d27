//! Counts wrong digits: ten million random rows through columns and through rows, for every formula and rounding, each
//! figure checked by the definition of its rounding in whole numbers.
//!
//! `cargo run --release -p rumusan-benches --bin digits -- 10000000`

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)]

use rumusan::Formula;
use rumusan::number::Rounding;
use rumusan::program::{Column, Figures, Program};
use rumusan_benches::data::Random;
use rumusan_benches::formulas::{CASES, Case};

const DIGITS: u32 = 2;

/// Numerator and denominator of the figure of a row, before rounding and times ten to the digits.
fn fraction(name: &str, x: &[i64]) -> (i128, i128) {
    let at = |at: usize| i128::from(x[at]);
    let power = 10_i128.pow(DIGITS);
    match name {
        "F1" => (at(0) * 100 * power, at(1)),
        "F2" => ((at(0) + at(1) + at(2) - at(3)) * power, 3),
        "F3" => ((at(0) - at(1)) * 100 * power, at(1)),
        _ => {
            let weights = [25, 20, 15, 10, 10, 8, 7, 5];
            let sum: i128 = weights.iter().enumerate().map(|(column, weight)| weight * at(column)).sum();
            (sum * power, at(8))
        }
    }
}

/// Whether a whole number is what the rounding makes of a fraction.
fn is_right(figure: i128, above: i128, below: i128, rounding: Rounding) -> bool {
    let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
    // figure = above / below + error / below
    let error = figure * below - above;
    let half = 2 * error.abs();
    match rounding {
        Rounding::Floor => -below < error && error <= 0,
        Rounding::Ceiling => 0 <= error && error < below,
        Rounding::Down => error.abs() < below && (error == 0 || (error < 0) == (above > 0)),
        Rounding::HalfUp => half < below || (half == below && (error > 0) == (above > 0)),
        Rounding::HalfEven => half < below || (half == below && figure % 2 == 0),
    }
}

/// Values of a column: counts, small numbers with many ties, zeros, money, and numbers at the borders of the widths.
fn value(random: &mut Random, kind: u64) -> i64 {
    let bits = random.next_u64();
    let sign = if bits.is_multiple_of(5) { -1 } else { 1 };
    sign * match kind {
        0 => random.count(1_000_000),
        1 => random.count(20) * 5,
        2 => random.count(500) - 1,
        3 => (bits >> 20).cast_signed(),
        4 => (1_i64 << (30 + bits % 20)) - random.count(4) + 2,
        _ => (bits >> 8).cast_signed(),
    }
}

fn check(case: &Case, rows: usize) -> u64 {
    let Ok(formula) = Formula::canonical(case.canonical) else { return u64::MAX };
    let Ok(bound) = Program::compile(&formula).and_then(|program| program.bind(case.variables)) else {
        return u64::MAX;
    };
    let mut random = Random::new(11);
    let (mut wrong, mut figures) = (0, Figures::<i128>::new());
    let chunk = 1 << 20;
    for start in (0..rows).step_by(chunk) {
        let length = chunk.min(rows - start);
        // Runs of one kind, so that blocks of every kind and of mixed kinds come.
        let columns: Vec<Vec<i64>> = case
            .variables
            .iter()
            .map(|_| {
                let run = 1 << (6 + random.next_u64() % 8);
                let mut kind = 0;
                (0..length)
                    .map(|row| {
                        if row % run == 0 {
                            kind = random.next_u64() % 6;
                        }
                        value(&mut random, kind)
                    })
                    .collect()
            })
            .collect();
        let views: Vec<Column<'_>> = columns.iter().map(|column| Column::integers(column)).collect();
        let mut row = vec![0; columns.len()];
        for rounding in Rounding::ALL {
            if bound.eval_into(&views, 2, rounding, &mut figures).is_err() {
                return u64::MAX;
            }
            for at in 0..length {
                row.iter_mut().zip(&columns).for_each(|(cell, column)| *cell = column[at]);
                let (above, below) = fraction(case.name, &row);
                let scalar = bound.eval_rounded(&row, 2, rounding);
                let figure = figures.reason(at).map_or(Some(figures.mantissas()[at]), |_| None);
                let is_fine = match (figure, scalar) {
                    (Some(figure), Ok(scalar)) => {
                        scalar.mantissa() * 10_i128.pow(DIGITS - scalar.scale()) == figure
                            && is_right(figure, above, below, rounding)
                    }
                    (None, Err(_)) => below == 0,
                    _ => false,
                };
                wrong += u64::from(!is_fine);
            }
        }
    }
    wrong
}

fn main() {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    for case in &CASES {
        println!(
            "{}: {} wrong of {rows} rows by {} roundings, as columns and one by one",
            case.name,
            check(case, rows),
            Rounding::ALL.len()
        );
    }
}
