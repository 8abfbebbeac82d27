//! One row at a time: ours beside evaluators of expressions, all with changing inputs.

use crate::clock::{Case, interleave};
use crate::{data, formulas};
use exmex::{BinOp, Express, FlatEx, MakeOperators, Operator};
use fasteval::{Compiler, Evaler};
use rumusan::number::Rounding;
use rumusan::{Formula, program::Program};
use rust_decimal::Decimal;
use std::hint::black_box;

const ROWS: usize = 4096;

/// The operators of the formulas over decimals, for exmex.
#[derive(Clone, Debug)]
struct DecimalOperators;

impl MakeOperators<Decimal> for DecimalOperators {
    fn make<'a>() -> Vec<Operator<'a, Decimal>> {
        let operator = |sign, apply: fn(Decimal, Decimal) -> Decimal, prio| {
            Operator::make_bin(sign, BinOp { apply, prio, is_commutative: false })
        };
        vec![
            operator("+", |a, b| a + b, 0),
            operator("-", |a, b| a - b, 0),
            operator("*", |a, b| a * b, 1),
            operator("/", |a, b| a / b, 1),
        ]
    }
}

/// The formulas over decimals by hand, in written order.
fn by_hand(name: &str) -> fn(&[Decimal]) -> Decimal {
    match name {
        "F1" => |x| x[0] / x[1] * Decimal::ONE_HUNDRED,
        "F2" => |x| Decimal::ONE / Decimal::from(3) * (x[0] + x[1] + x[2] - x[3]),
        "F3" => |x| (x[0] - x[1]) / x[1] * Decimal::ONE_HUNDRED,
        _ => |x| {
            let weight = |hundredths| Decimal::new(hundredths, 2);
            (weight(25) * x[0]
                + weight(20) * x[1]
                + weight(15) * x[2]
                + weight(10) * x[3]
                + weight(10) * x[4]
                + weight(8) * x[5]
                + weight(7) * x[6]
                + weight(5) * x[7])
                / x[8]
                * Decimal::ONE_HUNDRED
        },
    }
}

/// Nanoseconds a row of every evaluator on one formula.
///
/// # Panics
///
/// Where an evaluator does not take its formula.
#[allow(clippy::cast_precision_loss)] // counts below a million
pub fn run(case: &formulas::Case, rounds: usize) -> Vec<(String, f64)> {
    let integers = data::rows(case.variables.len(), ROWS);
    let floats: Vec<Vec<f64>> = integers.iter().map(|row| row.iter().map(|&x| x as f64).collect()).collect();
    let decimals: Vec<Vec<Decimal>> =
        integers.iter().map(|row| row.iter().map(|&x| Decimal::new(x, 2)).collect()).collect();

    let (integers, floats, decimals, variables) = (&integers, &floats, &decimals, case.variables);
    let formula = Formula::canonical(case.canonical).expect("the formulas are canonical");
    let program = Program::compile(&formula).expect("the formulas compile");
    let ours = program.bind(variables).expect("every variable is there");
    let mut cases = vec![
        Case::new("ours i64, 6 digits", ROWS, || {
            for row in integers {
                black_box(&ours.eval_rounded(black_box(row), 6, Rounding::HalfUp));
            }
        }),
        Case::new("ours Decimal, 6 digits", ROWS, || {
            for row in decimals {
                black_box(&ours.eval_rounded(black_box(row), 6, Rounding::HalfUp));
            }
        }),
        Case::new("ours Decimal, 28 digits", ROWS, || {
            for row in decimals {
                black_box(&ours.eval_decimal(black_box(row)));
            }
        }),
    ];

    let hand = by_hand(case.name);
    cases.push(Case::new("Decimal by hand", ROWS, move || {
        for row in decimals {
            black_box(&hand(black_box(row)));
        }
    }));

    let exmex: FlatEx<f64> = exmex::parse(case.ascii).expect("exmex reads it");
    cases.push(Case::new("exmex f64", ROWS, move || {
        for row in floats {
            black_box(&exmex.eval(black_box(row)));
        }
    }));
    let exmex = FlatEx::<Decimal, DecimalOperators>::parse(case.ascii).expect("exmex reads it");
    cases.push(Case::new("exmex Decimal", ROWS, move || {
        for row in decimals {
            black_box(&exmex.eval(black_box(row)));
        }
    }));

    let mut slab = fasteval::Slab::new();
    let parsed = fasteval::Parser::new().parse(case.ascii, &mut slab.ps).expect("fasteval reads it");
    let compiled = parsed.from(&slab.ps).compile(&slab.ps, &mut slab.cs);
    cases.push(Case::new("fasteval f64, callback", ROWS, move || {
        for row in floats {
            let row = black_box(row);
            let mut names = |name: &str, _: Vec<f64>| {
                let at = variables.iter().position(|variable| *variable == name)?;
                row.get(at).copied()
            };
            black_box(&compiled.eval(&slab, &mut names));
        }
    }));

    let meval: meval::Expr = case.ascii.parse().expect("meval reads it");
    let meval = meval.bindn(variables).expect("every variable is there");
    cases.push(Case::new("meval f64", ROWS, move || {
        for row in floats {
            black_box(&meval(black_box(row)));
        }
    }));

    let cel = cel::Program::compile(case.ascii).expect("cel reads it");
    cases.push(Case::new("cel f64", ROWS, move || {
        let mut context = cel::Context::default();
        for row in floats {
            for (name, value) in variables.iter().zip(black_box(row)) {
                context.add_variable_from_value(*name, *value);
            }
            black_box(&cel.execute(&context));
        }
    }));

    let engine = rhai::Engine::new();
    let tree = engine.compile_expression(case.ascii).expect("rhai reads it");
    cases.push(Case::new("rhai f64", ROWS, move || {
        let mut scope = rhai::Scope::new();
        for row in floats {
            for (name, value) in variables.iter().zip(black_box(row)) {
                scope.set_value(*name, *value);
            }
            black_box(&engine.eval_ast_with_scope::<f64>(&mut scope, &tree));
        }
    }));
    interleave(cases, rounds)
}
