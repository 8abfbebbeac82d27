//! Published figures with their inputs: those that reproduce come out to the printed digit, the others as exact
//! arithmetic on their inputs says, since there the printed figure slips. `tests/corpus/worked-examples.json` has the
//! sources.

#![allow(clippy::unwrap_used)]

use rumusan::check::Declarations;
use rumusan::program::{Compiler, Input};
use rumusan::{Dataset, Formula, Number, Rounding, Unit, Value};
use serde_json::Value as Json;

fn examples() -> Vec<Json> {
    serde_json::from_str(include_str!("corpus/worked-examples.json")).unwrap()
}

/// The plain test syntax of the file in canonical text: names in quotes, decimals with a comma, our function names.
fn canonical(plain: &str) -> String {
    let mut out = String::new();
    let mut rest = plain;
    while let Some(c) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match c {
            c if c.is_ascii_digit() => rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()),
            c if is_word(c) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match piece {
            "sqrt" | "root" => out.push_str("akar"),
            "min" => out.push_str("min"),
            "," => out.push(';'),
            piece if c.is_ascii_digit() => out.push_str(&piece.replace('.', ",")),
            piece if is_word(c) => out.extend(["\"", piece, "\""]),
            piece => out.push_str(piece),
        }
        rest = after;
    }
    out
}

fn value(example: &Json) -> Value {
    let formula = Formula::canonical(&canonical(example["formula"].as_str().unwrap())).unwrap();
    let data: Dataset = example["inputs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    let declared = Declarations::new().unit(Unit::parse(example["unit"].as_str().unwrap()).unwrap());
    formula.evaluate_with(&data, &declared).unwrap_or_else(|error| panic!("{}: {error}", example["id"]))
}

fn printed(example: &Json) -> String {
    let digits = u16::try_from(example["decimals"].as_u64().unwrap()).unwrap();
    let rounding: Rounding = example["rounding"].as_str().unwrap().replace('_', "-").parse().unwrap();
    value(example).to_fixed(digits, rounding).unwrap()
}

#[test]
fn what_reproduces_comes_out_to_the_printed_digit() {
    let mut count = 0;
    for example in examples().iter().filter(|example| example["reproduces"] == true) {
        assert_eq!(printed(example), example["published"].as_str().unwrap(), "{}", example["id"]);
        count += 1;
    }
    assert!(count >= 40, "{count}");
}

#[test]
fn every_figure_is_what_exact_arithmetic_says() {
    for example in examples() {
        if let Some(exact) = example["exact"].as_str() {
            let shown = value(&example).shown();
            assert_eq!(shown.as_exact(), Some(&exact.parse::<Number>().unwrap()), "{}", example["id"]);
        }
        let half_up = example["got_half_up"].as_str().unwrap();
        let digits = u16::try_from(example["decimals"].as_u64().unwrap()).unwrap();
        assert_eq!(value(&example).to_fixed(digits, Rounding::HalfUp).unwrap(), half_up, "{}", example["id"]);
    }
}

/// The same figures from the words that an office would write.
#[test]
fn what_is_written_in_words_gives_the_same_figure() {
    let mut read = 0;
    for example in examples().iter().filter(|example| example["category"] == "persen" && example["reproduces"] == true)
    {
        let Ok(formula) = Formula::parse(example["formula_indonesia"].as_str().unwrap_or_default()) else { continue };
        let names = formula.variables().unwrap();
        let inputs = example["inputs"].as_object().unwrap();
        let (Some(above), Some(below)) = (inputs.get("pembilang"), inputs.get("penyebut")) else { continue };
        let [numerator, denominator] = names.as_slice() else { continue };
        let data = Dataset::new()
            .with(numerator.clone(), above.as_str().unwrap())
            .with(denominator.clone(), below.as_str().unwrap());
        let digits = u16::try_from(example["decimals"].as_u64().unwrap()).unwrap();
        let figure = formula.evaluate(&data).unwrap().to_fixed(digits, Rounding::HalfUp).unwrap();
        assert_eq!(figure, example["published"].as_str().unwrap(), "{}", example["id"]);
        read += 1;
    }
    assert!(read >= 10, "{read}");
}

/// The compiled program, given what the units say of its inputs and its figure, prints the same.
#[test]
fn compiled_programs_agree() {
    for example in examples() {
        let formula = Formula::canonical(&canonical(example["formula"].as_str().unwrap())).unwrap();
        let declared = Declarations::new().unit(Unit::parse(example["unit"].as_str().unwrap()).unwrap());
        let program = Compiler::new(&formula).units(&formula.check(&declared).unwrap()).compile().unwrap();
        let inputs = example["inputs"].as_object().unwrap();
        let names: Vec<&str> = inputs.keys().map(String::as_str).collect();
        let numbers: Vec<Number> = inputs.values().map(|value| value.as_str().unwrap().parse().unwrap()).collect();
        let row: Vec<Input<'_>> = numbers.iter().map(Input::Number).collect();
        let digits = u16::try_from(example["decimals"].as_u64().unwrap()).unwrap();
        for rounding in Rounding::ALL {
            let figure = program.bind(&names).unwrap().eval_rounded(&row, digits, rounding).unwrap();
            let expected = value(&example).rounded(digits, rounding).unwrap();
            assert_eq!(Number::from(figure), expected, "{} {rounding}", example["id"]);
        }
    }
}
