//! Aggregates over groups of rows beside the evaluation of the tree over the same rows.

#![allow(clippy::unwrap_used)]

mod tree;

use proptest::prelude::*;
use proptest::sample::select;
use rumusan::formula::{Expr, Function, Operator};
use rumusan::number::Rounding;
use rumusan::program::{Bound, Column, Program, Reason};
use rumusan::{Code, Dataset, Formula, Number};
use rust_decimal::Decimal;
use tree::{NAMES, tree};

fn aggregate() -> impl Strategy<Value = Expr> {
    let function = select(vec![Function::Sum, Function::Mean, Function::Min, Function::Max]);
    (function, tree()).prop_map(|(function, inner)| Expr::call(function, [inner.plain_expr()]).unwrap())
}

/// Aggregates joined by operators, sometimes one inside another.
fn formula() -> impl Strategy<Value = Expr> {
    let operator = select(vec![Operator::Add, Operator::Subtract, Operator::Multiply, Operator::Divide]);
    prop_oneof![
        aggregate(),
        (aggregate(), operator.clone(), aggregate()).prop_map(|(left, operator, right)| left.binary(operator, right)),
        (tree(), operator, aggregate()).prop_map(|(left, operator, right)| {
            Expr::call(Function::Sum, [left.plain_expr().binary(operator, right)]).unwrap()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn groups_agree_with_the_evaluation_of_the_tree(
        expr in formula(),
        rows in proptest::collection::vec(proptest::array::uniform5(-30_i64..60), 1..12),
        scales in proptest::array::uniform5(0_u32..3),
        digits in 0_u16..6,
    ) {
        let formula = Formula::new(expr);
        let cells: Vec<[Decimal; 5]> =
            rows.iter().map(|row| std::array::from_fn(|at| Decimal::new(row[at], scales[at]))).collect();
        let data = NAMES.iter().enumerate().fold(Dataset::new(), |data, (at, name)| {
            data.with_rows(*name, cells.iter().map(|row| Number::from(row[at])))
        });
        let bound = Program::compile(&formula).unwrap().bind(&NAMES).unwrap();
        // As printed: a factor of 1000 makes "per 1.000", whose unscaled number is a thousandth of the program's.
        let expected =
            formula.evaluate(&data).map(|value| value.shown().as_exact().unwrap().clone()).map_err(|error| error.code());
        let got = bound.eval_group(&cells).map_err(Reason::code);
        prop_assert_eq!(&got, &expected, "{}", formula);

        let columns: Vec<Vec<i64>> = (0..NAMES.len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect();
        let columns: Vec<Column<'_>> =
            columns.iter().zip(&scales).map(|(values, scale)| Column::decimals(values, i8::try_from(*scale).unwrap())).collect();
        for rounding in Rounding::ALL {
            let expected = expected.clone().map(|number| number.round(digits, rounding));
            let got = bound.eval_group_rounded(&cells, digits, rounding).map_err(Reason::code);
            prop_assert_eq!(&got, &expected, "{} {}", rounding, formula);
            let got = bound.eval_group_columns(&columns, 0..rows.len(), digits, rounding);
            prop_assert_eq!(got.map_err(Reason::code), expected);
        }
    }
}

fn bound(formula: &str) -> Bound {
    Program::compile(&Formula::canonical(formula).unwrap()).unwrap().bind(&["A", "B"]).unwrap()
}

#[test]
fn long_sums_of_quotients_are_decided_by_bounds_and_ties_exactly() {
    let rows: Vec<[i64; 2]> = (1..=50_000).map(|at| [at * 7919 % 1009, at * 104_729 % 99_991 + 1]).collect();
    let mean = bound(r#"rata-rata("A" / "B") * 100%"#);
    let figure = mean.eval_group_rounded(&rows, 6, Rounding::HalfUp).unwrap();
    // The same by pieces of rows that stay short, exactly.
    let sum = bound(r#"jumlah("A" / "B")"#);
    let pieces: Vec<Number> =
        rows.chunks(50).map(|rows| sum.eval_group(rows).unwrap().round(40, Rounding::Floor)).collect();
    let low = pieces.iter().sum::<Number>() * Number::ratio(1, rows.len()).unwrap();
    assert_eq!(figure, low.round(6, Rounding::HalfUp));

    // One third, two thirds, and a half unit: a tie that no bounds decide.
    let tie = [[1, 3], [2, 3], [5, 100]];
    assert_eq!(sum.eval_group_rounded(&tie, 1, Rounding::HalfUp).unwrap().to_string(), "1.1");
    assert_eq!(sum.eval_group_rounded(&tie, 1, Rounding::HalfEven).unwrap().to_string(), "1");
    assert_eq!(sum.eval_group_rounded(&[[-1, 3], [-2, 3]], 0, Rounding::Floor).unwrap(), Number::from(-1));
}

#[test]
fn missing_beats_zero_in_groups_too() {
    let mean = bound(r#"rata-rata("A" / "B")"#);
    let code = |rows: &[[Option<i64>; 2]]| mean.eval_group(rows).unwrap_err();
    assert_eq!(code(&[[Some(1), Some(0)], [None, Some(1)]]).code(), Code::EmptyCell);
    let zero = mean.program().explain(code(&[[Some(1), Some(1)], [Some(1), Some(0)]]));
    assert_eq!((zero.code(), zero.argument("penyebut")), (Code::ZeroDenominator, Some("B")));
    // The first name in written order, whatever the row.
    let first = mean.program().explain(code(&[[Some(1), None], [None, Some(1)]]));
    assert_eq!(first.argument("nama"), Some("A"));
    assert_eq!(mean.eval_group::<i64, [i64; 2]>(&[]).unwrap_err().code(), Code::NoData);
}

#[test]
fn what_stands_outside_must_be_the_same_in_every_row() {
    let share = bound(r#"jumlah("A") / "B""#);
    assert_eq!(share.eval_group(&[[1, 4], [2, 4]]).unwrap().to_string(), "0.75");
    let reason = share.eval_group(&[[1, 4], [2, 5]]).unwrap_err();
    assert_eq!(share.program().explain(reason).argument("nama"), Some("B"));
    assert_eq!(reason.code(), Code::RowsOutsideAggregate);
    // A row alone is a group of its own.
    assert_eq!(share.eval(&[3, 4]).unwrap().to_string(), "0.75");
    let figures =
        share.eval_columns(&[Column::integers(&[3, 1]), Column::integers(&[4, 0])], 2, Rounding::HalfUp).unwrap();
    assert_eq!((figures.mantissas(), figures.reason(1)), (&[75, 0][..], Some(Code::ZeroDenominator)));
}

#[test]
fn roots_over_rows_and_nested_aggregates() {
    let roots = bound(r#"jumlah(akar("A"))"#);
    assert_eq!(roots.eval_group(&[[4, 0], [9, 0]]).unwrap(), Number::from(5));
    let rounded = roots.eval_group_rounded(&[[2, 0], [3, 0]], 6, Rounding::HalfUp).unwrap();
    assert_eq!(rounded.to_string(), "3.146264");
    let share = bound(r#"maks("A" / jumlah("A")) * 100"#);
    assert_eq!(share.eval_group(&[[1, 0], [3, 0]]).unwrap(), Number::from(75));
    // A sum over one value for all rows is that value.
    assert_eq!(bound(r#"jumlah(1 + jumlah("A"))"#).eval_group(&[[1, 0], [3, 0]]).unwrap(), Number::from(5));
    let deep = (0..20).fold("\"A\"".to_owned(), |inner, _| format!("jumlah({inner} + \"A\")"));
    assert_eq!(Program::compile(&Formula::canonical(&deep).unwrap()).unwrap_err().code(), Code::TooDeep);
}
