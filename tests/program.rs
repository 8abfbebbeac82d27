//! Compiled rows beside a plain walk over the tree with an independent big rational.

#![allow(clippy::unwrap_used)]

mod tree;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::Signed;
use proptest::prelude::*;
use rumusan::number::Rounding;
use rumusan::program::{Compiler, Input, Program, Reason};
use rumusan::{Code, Formula, Number};
use rust_decimal::Decimal;
use tree::{NAMES, Oracle, decimal, number, rounded, tree};

/// Cells of every width and scale, zeros and holes among them.
fn cell() -> impl Strategy<Value = Option<Decimal>> {
    let wide = -(1_i128 << 96) + 1..1_i128 << 96;
    prop_oneof![
        1 => Just(None),
        2 => Just(Some(Decimal::ZERO)),
        6 => (-1000_i64..1000).prop_map(|value| Some(Decimal::from(value))),
        6 => (any::<i32>(), 0_u32..7).prop_map(|(mantissa, scale)| Some(Decimal::new(mantissa.into(), scale))),
        3 => (any::<i64>(), 0_u32..20).prop_map(|(mantissa, scale)| Some(Decimal::new(mantissa, scale))),
        1 => (wide, 0_u32..=28).prop_map(|(mantissa, scale)| Some(Decimal::from_i128_with_scale(mantissa, scale))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn rows_agree_with_a_walk_over_the_tree(
        formula in tree(),
        row in proptest::collection::vec(cell(), NAMES.len()),
        digits in 0_u16..12,
    ) {
        let program = Program::compile(&Formula::new(formula.expr())).unwrap();
        let bound = program.bind(&NAMES).unwrap();
        let exact = bound.eval(&row);

        let mut names = Vec::new();
        formula.names(&mut names);
        if let Some(missing) = names.iter().find(|at| row[**at].is_none()) {
            // Missing beats zero, and the first in written order is named.
            let reason = exact.unwrap_err();
            prop_assert_eq!(reason.code(), Code::EmptyCell);
            let error = program.explain(reason);
            prop_assert_eq!(error.argument("nama"), Some(NAMES[*missing]));
            prop_assert_eq!(bound.eval_decimal(&row).unwrap_err(), reason);
            return Ok(());
        }
        let values: Vec<Oracle> = row.iter().map(|cell| decimal(cell.unwrap_or_default())).collect();
        let Some(value) = formula.value(&values) else {
            prop_assert_eq!(exact.unwrap_err().code(), Code::ZeroDenominator);
            prop_assert_eq!(bound.eval_rounded(&row, digits, Rounding::Floor).unwrap_err().code(), Code::ZeroDenominator);
            return Ok(());
        };
        prop_assert_eq!(exact.unwrap(), number(&value));
        let expected = number(&value).to_decimal().ok();
        prop_assert_eq!(bound.eval_decimal(&row).ok(), expected);
        prop_assert_eq!(bound.eval_decimal(&row).ok().map(|d| d.to_string()), expected.map(|d| d.to_string()));
        for rounding in Rounding::ALL {
            let mantissa = rounded(&value, digits, rounding);
            match bound.eval_rounded(&row, digits, rounding) {
                Ok(decimal) => prop_assert_eq!(tree::decimal(decimal), Ratio::new(mantissa, BigInt::from(10).pow(u32::from(digits)))),
                Err(reason) => {
                    prop_assert_eq!(reason.code(), Code::OutOfRange);
                    prop_assert!(mantissa.abs() > BigInt::from(Decimal::MAX.mantissa()));
                }
            }
        }
    }
}

fn rows(formula: &str, schema: &[&str]) -> rumusan::program::Bound {
    Program::compile(&Formula::canonical(formula).unwrap()).unwrap().bind(schema).unwrap()
}

#[test]
fn nine_cells_of_a_quotient() {
    let bound = rows(r#""A" / "B""#, &["A", "B"]);
    let reason = |a, b| bound.program().explain(bound.eval(&[a, b]).unwrap_err());
    let missing = |a, b, name: &str| {
        let error = reason(a, b);
        assert_eq!((error.code(), error.argument("nama")), (Code::EmptyCell, Some(name)));
    };
    assert_eq!(reason(Some(0), Some(0)).code(), Code::ZeroDenominator);
    assert_eq!(reason(Some(5), Some(0)).argument("penyebut"), Some("B"));
    assert_eq!(bound.eval(&[0, 5]).unwrap(), Number::ZERO);
    assert_eq!(bound.eval(&[5, 5]).unwrap(), Number::ONE);
    missing(None, Some(0), "A");
    missing(None, None, "A");
    missing(None, Some(5), "A");
    missing(Some(0), None, "B");
    missing(Some(5), None, "B");
}

#[test]
fn what_cancels_is_still_required() {
    let bound = rows(r#""A" - "A" + "B" / "C" * "C""#, &["A", "B", "C"]);
    assert_eq!(bound.eval(&[Some(1), Some(7), Some(2)]).unwrap(), Number::from(7));
    assert_eq!(bound.eval(&[None, Some(7), Some(2)]).unwrap_err().code(), Code::EmptyCell);
    let zero = bound.eval(&[Some(1), Some(7), Some(0)]).unwrap_err();
    assert_eq!(bound.program().explain(zero).argument("penyebut"), Some("C"));
}

#[test]
fn the_first_zero_in_written_order_is_named() {
    let bound = rows(r#""A" / ("B" / "C") + 1 / ("A" - "B")"#, &["A", "B", "C"]);
    let named = |row: [i64; 3]| {
        let error = bound.program().explain(bound.eval(&row).unwrap_err());
        error.argument("penyebut").unwrap().to_owned()
    };
    assert_eq!(named([0, 0, 0]), "C");
    assert_eq!(named([0, 0, 1]), r#""B" / "C""#);
    assert_eq!(named([1, 1, 1]), r#""A" - "B""#);
    assert_eq!(rows(r#"1 / ("A" - "A")"#, &["A"]).eval(&[3]).unwrap_err().code(), Code::ZeroDenominator);
    assert_eq!(rows("1 / 0", &[]).eval::<i64>(&[]).unwrap_err().code(), Code::ZeroDenominator);
}

#[test]
fn names_are_found_as_everywhere() {
    let formula = r#""x" / "y" * 100% dengan { "x" = "Jumlah desa maju"; "y" = "Jumlah desa" }"#;
    let bound = rows(formula, &["JUMLAH  DESA", "jumlah desa maju"]);
    assert_eq!(bound.eval(&[4, 3]).unwrap().to_string(), "0.75");
    let program = Program::compile(&Formula::canonical(formula).unwrap()).unwrap();
    let error = program.bind(&["Jumlah desa maju", "Jumlah kelurahan"]).unwrap_err();
    assert_eq!((error.code(), error.argument("nama")), (Code::UnknownName, Some("y")));
    assert_eq!(bound.eval(&[4]).unwrap_err().code(), Code::UnknownName);
}

#[test]
fn functions_go_step_by_step() {
    let eval = |formula: &str, row: &[i64]| rows(formula, &["A", "B"]).eval(row);
    assert_eq!(eval(r#"akar("A" * "B")"#, &[2, 8]).unwrap(), Number::from(4));
    assert_eq!(eval(r#"maks("A"; "B"; 3) - min("A"; "B"; 3)"#, &[2, 8]).unwrap(), Number::from(6));
    assert_eq!(eval(r#"rata-rata("A"; "B") + jumlah("A"; "B")"#, &[1, 2]).unwrap().to_string(), "4.5");
    assert_eq!(eval(r#""A" ^ ("B" / 2)"#, &[4, 3]).unwrap(), Number::from(8));
    assert_eq!(eval(r#"log("A" * "B")"#, &[10, 100]).unwrap(), Number::from(3));
    assert_eq!(eval(r#"1 / akar("A")"#, &[0, 0]).unwrap_err().code(), Code::ZeroDenominator);
    assert_eq!(eval(r#"akar("A" - "B")"#, &[1, 2]).unwrap_err().code(), Code::NotComputable);
    let bound = rows(r#"akar("A") * 100"#, &["A"]);
    assert_eq!(bound.eval(&[2]).unwrap_err().code(), Code::UndecidedRounding);
    assert_eq!(bound.eval_rounded(&[2], 6, Rounding::HalfUp).unwrap().to_string(), "141.421356");
    assert_eq!(bound.eval_decimal(&[2]).unwrap().to_string(), "141.42135623730950488016887242");
}

#[test]
fn long_and_large_formulas() {
    let sum = (0..3000).map(|at| format!("\"n{at}\"")).collect::<Vec<_>>().join(" + ");
    let schema: Vec<String> = (0..3000).map(|at| format!("n{at}")).collect();
    let program = Program::compile(&Formula::canonical(&sum).unwrap()).unwrap();
    let row: Vec<i64> = (0..3000).collect();
    assert_eq!(program.bind(&schema).unwrap().eval(&row).unwrap(), Number::from(2999 * 1500));

    let power = rows(r#"("A" + "B" + 1) ^ 40 / ("A" + "B" + 1) ^ 39"#, &["A", "B"]);
    assert!(!power.program().is_fraction());
    assert_eq!(power.eval(&[1, 2]).unwrap(), Number::from(4));
    assert_eq!(rows(r#""A" ^ 9 ^ 9 ^ 9"#, &["A"]).eval(&[2]).unwrap_err().code(), Code::NumberTooLong);
    assert_eq!(rows("2 ^ 9 ^ 9 ^ 9", &[]).eval::<i64>(&[]).unwrap_err().code(), Code::NumberTooLong);
}

#[test]
fn scales_of_units() {
    let formula = Formula::canonical(r#""A" / "B""#).unwrap();
    let hundredth = Number::ratio(1, 100).unwrap();
    let program = Compiler::new(&formula).scale("A", hundredth).output_scale(Number::from(100)).compile().unwrap();
    assert_eq!(program.bind(&["A", "B"]).unwrap().eval(&[50, 2]).unwrap(), Number::from(25));
}

/// In a batch one bad region neither stops the others nor vanishes.
/// No scale panics, waits or passes for an empty cell.
#[test]
fn scales_beyond_every_number() {
    let bound = rows(r#""A" / 2"#, &["A"]);
    let code = |scale: i32| bound.eval(&[Input::Scaled { mantissa: 3, scale }]).map_err(Reason::code);
    for scale in [i32::MIN, -200_000, 200_000, i32::MAX] {
        assert_eq!(code(scale), Err(Code::NumberTooLong), "{scale}");
    }
    for scale in [-1_000, 1_000, 100_000] {
        assert!(code(scale).is_ok(), "{scale}");
    }
    let total = rows(r#"jumlah("A")"#, &["A"]);
    let row = [Input::Scaled { mantissa: 3, scale: i32::MIN }];
    assert_eq!(total.eval_group(&[row]).unwrap_err().code(), Code::NumberTooLong);
}

#[test]
fn three_of_five_hundred_regions_have_no_denominator() {
    let bound = rows(r#""A" / "B" * 100"#, &["A", "B"]);
    let regions: Vec<[i64; 2]> = (0..500).map(|at| [at, if at % 200 == 7 { 0 } else { at + 1 }]).collect();
    let (figures, reasons): (Vec<_>, Vec<_>) =
        regions.iter().map(|row| bound.eval_rounded(row, 2, Rounding::HalfUp)).partition(Result::is_ok);
    assert_eq!((figures.len(), reasons.len()), (497, 3));
    assert!(reasons.iter().all(|reason| reason.unwrap_err().code() == Code::ZeroDenominator));
}

/// Whole numbers of every width, and those whose quotient with a power of ten has as many digits as just fit a decimal.
fn whole() -> impl Strategy<Value = i64> {
    let border = (0_u32..19, -3_i64..=3).prop_map(|(digits, off)| 7_922_816_251_426_433_759 / 10_i64.pow(digits) + off);
    prop_oneof![
        any::<i64>(),
        any::<i32>().prop_map(i64::from),
        -30_i64..30,
        (0_u32..62).prop_map(|bits| 1 << bits),
        border
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn decimals_have_as_many_right_digits_as_fit(a in whole(), b in whole(), scale in 0_u32..8, power in 0_u32..19) {
        let bound = rows(r#""A" / "B""#, &["A", "B"]);
        for b in [b, 10_i64.pow(power)] {
            let expected = Number::ratio(a, b).and_then(|ratio| ratio.to_decimal().ok()).map(|ratio| ratio.to_string());
            let row = [Decimal::new(a, scale), Decimal::new(b, scale)];
            prop_assert_eq!(bound.eval_decimal(&row).ok().map(|figure| figure.to_string()), expected.clone());
            prop_assert_eq!(bound.eval_decimal(&[a, b]).ok().map(|figure| figure.to_string()), expected);
        }
    }
}
