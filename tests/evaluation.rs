//! Evaluation beside compiled programs, on any data, and units over the corpus of real formulas.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rumusan::check::Declarations;
use rumusan::program::Program;
use rumusan::{Dataset, Formula, Number, Reader, Unit};
use serde_json::Value as Json;

/// Arithmetic over four names, in canonical text.
fn arithmetic() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["a", "b", "c", "d", "2", "0,5", "100", "1.000", "3"]).prop_map(str::to_owned);
    leaf.prop_recursive(4, 20, 2, |inner| {
        (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner)
            .prop_map(|(left, sign, right)| format!("({left} {sign} {right})"))
    })
}

fn decimal() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just("0".to_owned()),
        6 => (-10_i64.pow(12)..10_i64.pow(12), 0_u32..7).prop_map(|(mantissa, scale)| {
            Number::from(mantissa).checked_div(&Number::from(10_i64.pow(scale))).unwrap().to_plain().unwrap()
        }),
    ]
}

/// What cells hold, and what they should not hold.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![4 => decimal(), 1 => decimal().prop_map(|number| format!("{number}%")), 1 => "\\PC{0,8}"]
}

fn any_formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "b",
        "\"Jumlah desa\"",
        "\"Persentase x\"",
        "\"Indeks y\"",
        "\"Anggaran\"",
        "100%",
        "40%",
        "100",
        "1.000",
        "0",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 20, 3, |inner| {
        prop_oneof![
            4 => (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/", "^"]), inner.clone())
                .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            1 => (prop::sample::select(vec!["jumlah", "rata-rata", "min", "maks", "akar", "ln", "log"]), inner)
                .prop_map(|(function, argument)| format!("{function}({argument})")),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_what_a_program_computes(
        text in arithmetic(),
        percent in any::<bool>(),
        values in prop::array::uniform4(decimal()),
    ) {
        let text = if percent { format!("{text} * 100%") } else { text };
        let formula = Formula::canonical(&text).unwrap();
        let names = ["a", "b", "c", "d"];
        let data: Dataset = names.into_iter().zip(values.iter().map(String::as_str)).collect();
        let numbers: Vec<Number> = values.iter().map(|value| value.parse().unwrap()).collect();
        let program = Program::compile(&formula).unwrap();
        let expected = program.bind_known(&names).eval(&numbers);
        match (formula.evaluate(&data), expected) {
            (Ok(value), Ok(number)) => {
                let factor = if percent { Number::from(100) } else { Number::ONE };
                let shown = value.shown();
                prop_assert_eq!(shown.as_exact(), Some(&(number * factor)), "{}", text);
            }
            // A factor of 100 that stands twice is an error of units, which a program does not know.
            (Err(error), _) if error.is_unit() => {}
            (Err(error), Err(reason)) => prop_assert_eq!(error.code(), reason.code(), "{}", text),
            (Err(error), Ok(_)) => prop_assert!(false, "{}: {}", text, error),
            (Ok(value), Err(reason)) => prop_assert!(false, "{}: {} but {}", text, value, reason.code()),
        }
    }

    #[test]
    fn any_data_give_a_value_or_a_reason(
        text in any_formula(),
        one in cell(),
        rows in prop::collection::vec(cell(), 0..4),
        unit in prop::option::of(prop::sample::select(vec!["persen", "indeks", "desa", "per 1.000 orang", "juta rupiah"])),
    ) {
        let formula = Formula::canonical(&text).unwrap();
        let data = Dataset::new()
            .with("a", one.as_str())
            .with_rows("b", rows.iter().map(String::as_str))
            .with("Jumlah desa", "154")
            .with("Persentase x", one.as_str())
            .with("Indeks y", "0.7")
            .with("Anggaran", "1500000.25");
        let declared = match unit {
            Some(unit) => Declarations::new().unit(Unit::parse(unit).unwrap()),
            None => Declarations::new(),
        };
        let value = formula.evaluate_with(&data, &declared);
        let steps = formula.steps_with(&data, &declared);
        match (value, steps) {
            (Ok(value), Ok(steps)) => {
                prop_assert!(!value.to_string().is_empty());
                prop_assert_eq!(steps.value(), Some(&value));
            }
            (Err(error), Ok(steps)) => prop_assert_eq!(steps.failure(), Some(&error)),
            (Err(error), Err(other)) => prop_assert_eq!(error, other),
            (Ok(value), Err(error)) => prop_assert!(false, "{}: {} but {}", text, value, error),
        }
    }
}

#[test]
fn well_formed_formulas_of_the_corpus_raise_no_unit_error() {
    let mut checked = 0;
    for line in include_str!("corpus/corpus.jsonl").lines() {
        let item: Json = serde_json::from_str(line).unwrap();
        if !matches!(item["class"].as_str(), Some("formula" | "count")) {
            continue;
        }
        let indicator = item["indicator"].as_str().unwrap_or_default();
        let Ok(reading) = Reader::new().indicator(indicator).read(item["text"].as_str().unwrap()) else { continue };
        for formula in reading.formulas() {
            let outcome = formula.check(&Declarations::new().indicator(indicator));
            assert!(outcome.is_ok(), "{}: {}", item["id"], outcome.unwrap_err());
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}
