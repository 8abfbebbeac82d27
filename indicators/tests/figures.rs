//! Figures of the document over the example data.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as tests do")]

use rumusan::data::CsvReader;
use rumusan::number::Rounding;
use rumusan::{Dataset, Registry};
use std::collections::BTreeSet;

const EXAMPLE: &str = include_str!("../../examples/data/balangan-contoh.csv");

fn data() -> Dataset {
    CsvReader::new().list(EXAMPLE).unwrap()
}

fn registry() -> &'static Registry {
    rumusan_renstra::registry()
}

#[test]
fn figures_that_were_computed_by_hand() {
    let data = data();
    for (n, digits, text) in [
        (1, "42.705167", "42,71%"),
        (2, "0.674367", "0,67"),
        (4, "7.955440", "7,96%"),
        (5, "49.132701", "49,13 per 100.000 perempuan"),
        (6, "6.987175", "6,99 per 10.000 anak"),
        (7, "56.493506", "56,49%"),
        (12, "46.000000", "46 makam"),
        (22, "93.506494", "93,51%"),
        (80, "3.236760", "3,24"),
        (115, "0.800000", "0,8"),
        (127, "68.500000", "68,5%"),
        (129, "71.400000", "71,4%"),
        (133, "40.764331", "40,76%"),
        (142, "91.515152", "91,52%"),
    ] {
        let value = registry().number(n).unwrap().evaluate(&data).unwrap();
        assert_eq!(value.to_fixed(6, Rounding::HalfUp).unwrap(), digits, "n {n}");
        assert_eq!(value.to_string(), text, "n {n}");
    }
}

/// n 11 has no x 100% in its cell; its name asks for a percentage, and a bare share is shown as one. n 52 is the same
/// formula under another name.
#[test]
fn one_formula_under_two_units() {
    let data = Dataset::new()
        .with("Jumlah korban bencana yang mendapatkan bantuan", 3)
        .with("Jumlah seluruh korban bencana", 4);
    let figure = |n| registry().number(n).unwrap().evaluate(&data).unwrap().to_string();
    assert_eq!((figure(11), figure(52)), ("75%".to_owned(), "0,75".to_owned()));
}

#[test]
fn each_indicator_has_a_figure_or_a_reason() {
    let data = data();
    let mut without = Vec::new();
    for indicator in registry().all() {
        if let Err(reason) = indicator.evaluate(&data) {
            without.push((indicator.n(), reason.code().as_str()));
        }
    }
    let expected = [
        (11, "zero-denominator"),
        (18, "unknown-name"),
        (19, "empty-cell"),
        (36, "no-reading"),
        (38, "no-reading"),
        (40, "no-reading"),
        (41, "no-reading"),
        (52, "zero-denominator"),
        (56, "empty-cell"),
        (77, "unknown-name"),
        (98, "unknown-name"),
        (103, "empty-cell"),
        (116, "unknown-name"),
        (125, "empty-cell"),
    ];
    assert_eq!(without, expected);
}

/// What is missing is named as the data would have it.
#[test]
fn reasons_speak_of_the_data() {
    let reason = registry().number(21).unwrap().evaluate(&Dataset::new().with("Jumlah desa", 154)).unwrap_err();
    assert_eq!(reason.argument("nama"), Some("Jumlah desa yang melakukan kerjasama"));
    let reason = registry().number(16).unwrap().evaluate(&Dataset::new()).unwrap_err();
    assert!(reason.argument("nama").unwrap().contains("perempuan"));
}

/// Two quantities that the document calls by one name never take each other's value.
#[test]
fn one_name_gives_no_value_to_two_quantities() {
    let as_written = Dataset::new().with("Jumlah Seluruh Kasus yang ditangani oleh dalam 1 tahun", 5);
    for n in [16, 20] {
        let reason = registry().number(n).unwrap().evaluate(&as_written).unwrap_err();
        assert_eq!(reason.code().as_str(), "unknown-name");
    }
}

/// The example data are for this registry: no name is left over, and each says that it is invented, or its source.
#[test]
fn the_example_data_fit_the_registry() {
    let data = data();
    let known: BTreeSet<&str> = registry().quantities().map(|quantity| quantity.name().key()).collect();
    for name in data.names() {
        assert!(known.contains(name.key()), "{name}");
    }
    for line in EXAMPLE.lines().skip(1) {
        assert!(line.contains("DATA CONTOH") || line.contains("Kode wilayah Kemendagri"), "{line}");
    }
}
