//! A second opinion on every digit: figures that Python's fractions gave, see `oracle/make.py`.

#![allow(clippy::unwrap_used)]

use rumusan::number::Rounding;
use rumusan::program::{Column, Figures, Input, Program};
use rumusan::{Formula, Number};
use serde::Deserialize;
use std::collections::HashMap;

/// One formula over a batch of rows.
#[derive(Deserialize)]
struct Batch {
    formula: String,
    schema: Vec<String>,
    scales: Vec<i8>,
    digits: u16,
    rows: Vec<Vec<Option<String>>>,
    /// For each rounding the mantissa of each row, or the code of its reason.
    expected: HashMap<String, Vec<String>>,
    /// The nearest decimal, as mantissa and exponent.
    decimals: Vec<String>,
}

impl Batch {
    fn mantissas(&self, column: usize) -> Vec<i128> {
        self.rows.iter().map(|row| row[column].as_ref().map_or(0, |text| text.parse().unwrap())).collect()
    }

    fn bitmap(&self, column: usize) -> Vec<u8> {
        let mut bitmap = vec![0; self.rows.len().div_ceil(8)];
        for (at, row) in self.rows.iter().enumerate() {
            bitmap[at / 8] |= u8::from(row[column].is_some()) << (at % 8);
        }
        bitmap
    }
}

fn with_holes<'a>(column: Column<'a>, bitmap: &'a [u8]) -> Column<'a> {
    column.with_validity(bitmap, 0).unwrap()
}

/// The exact number of `mantissa e-digits`, or the code that stands in its place.
fn decimal(text: &str) -> Result<Number, &str> {
    let Some((mantissa, digits)) = text.split_once("e-") else { return Err(text) };
    let power = Number::from(10).checked_pow(-digits.parse::<i64>().unwrap()).unwrap();
    Ok(mantissa.parse::<Number>().unwrap() * power)
}

#[test]
fn rows_and_columns_agree_with_the_oracle() {
    let mut cases = 0;
    for line in include_str!("oracle/cases.jsonl").lines() {
        let batch: Batch = serde_json::from_str(line).unwrap();
        let program = Program::compile(&Formula::canonical(&batch.formula).unwrap()).unwrap();
        let bound = program.bind(&batch.schema).unwrap();
        let mantissas: Vec<Vec<i128>> = (0..batch.schema.len()).map(|column| batch.mantissas(column)).collect();
        let bitmaps: Vec<Vec<u8>> = (0..batch.schema.len()).map(|column| batch.bitmap(column)).collect();
        let narrow: Option<Vec<Vec<i64>>> =
            mantissas.iter().map(|column| column.iter().map(|value| i64::try_from(*value).ok()).collect()).collect();
        let wide = mantissas.iter().zip(&batch.scales).enumerate();
        let wide: Vec<_> =
            wide.map(|(at, (values, scale))| with_holes(Column::wide_decimals(values, *scale), &bitmaps[at])).collect();

        let mut figures = Figures::<i128>::new();
        for rounding in Rounding::ALL {
            let expected = &batch.expected[rounding.as_str()];
            let shown = |figures: &Figures<i128>, row: usize| match figures.reason(row) {
                Some(code) => code.as_str().to_owned(),
                None => figures.mantissas()[row].to_string(),
            };
            bound.eval_into(&wide, batch.digits, rounding, &mut figures).unwrap();
            let from_wide: Vec<String> = (0..figures.len()).map(|row| shown(&figures, row)).collect();
            assert_eq!(&from_wide, expected, "{rounding} wide columns of {}", batch.formula);
            if let Some(narrow) = &narrow {
                let columns = narrow.iter().zip(&batch.scales).enumerate();
                let columns: Vec<_> = columns
                    .map(|(at, (values, scale))| with_holes(Column::decimals(values, *scale), &bitmaps[at]))
                    .collect();
                bound.eval_into(&columns, batch.digits, rounding, &mut figures).unwrap();
                let from_narrow: Vec<String> = (0..figures.len()).map(|row| shown(&figures, row)).collect();
                assert_eq!(&from_narrow, expected, "{rounding} columns of {}", batch.formula);
            }
            cases += expected.len();
        }

        for (at, row) in batch.rows.iter().enumerate() {
            let cells: Vec<Input<'_>> = row
                .iter()
                .zip(&batch.scales)
                .map(|(cell, scale)| match cell {
                    Some(text) => Input::Scaled { mantissa: text.parse().unwrap(), scale: i32::from(*scale) },
                    None => Input::Missing,
                })
                .collect();
            let got = bound.eval_decimal(&cells).map(Number::from).map_err(|reason| reason.code().as_str());
            assert_eq!(got, decimal(&batch.decimals[at]), "row {at} of {}", batch.formula);
            for rounding in Rounding::ALL {
                let text = &batch.expected[rounding.as_str()][at];
                // A decimal of 96 bits holds less than a wide column.
                match bound.eval_rounded(&cells, batch.digits, rounding) {
                    Ok(decimal) => {
                        let mantissa =
                            Number::from(decimal) * Number::from(10).checked_pow(batch.digits.into()).unwrap();
                        assert_eq!(&mantissa.to_string(), text, "{rounding} row {at} of {}", batch.formula);
                    }
                    Err(reason) if reason.code().as_str() == "out-of-range" => {
                        assert!(text == "out-of-range" || text.trim_start_matches('-').len() >= 29);
                    }
                    Err(reason) => assert_eq!(reason.code().as_str(), text),
                }
            }
        }
    }
    assert!(cases > 15_000, "{cases}");
}
