//! Formulas as officials write them wrong: each gets a message that says what is wrong, where, and what to write instead.
//!
//! `tests/wrong/formulas.jsonl` has a text a line, with the code that it must give, and the unit and data where it needs them.
#![cfg(feature = "report")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as tests do")]

use rumusan::check::Declarations;
use rumusan::error::Report;
use rumusan::{Code, Dataset, Error, Language, Note, Reader, Reading, Unit};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Deserialize)]
struct Wrong {
    code: String,
    text: String,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    data: BTreeMap<String, String>,
}

fn all() -> Vec<Wrong> {
    let lines = include_str!("wrong/formulas.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What an official is told: the errors, or the reading with its notes.
struct Told {
    errors: Option<Error>,
    reading: Option<Reading>,
    notes: Vec<Note>,
}

fn tell(wrong: &Wrong) -> Told {
    let reading = match Reader::new().read(&wrong.text) {
        Ok(reading) => reading,
        Err(error) => return Told { errors: Some(error), reading: None, notes: Vec::new() },
    };
    let mut declared = Declarations::new();
    if let Some(unit) = &wrong.unit {
        declared = declared.unit(Unit::parse(unit).unwrap());
    }
    let mut notes: Vec<Note> = reading.notes().cloned().collect();
    let formula = &reading.formulas()[0];
    let mut errors = None;
    match formula.check(&declared) {
        Ok(checked) => notes.extend(checked.notes().iter().cloned()),
        Err(error) => errors = Some(error),
    }
    if !wrong.data.is_empty() {
        let data =
            wrong.data.iter().fold(Dataset::new(), |data, (name, value)| data.with(name.as_str(), value.as_str()));
        errors = errors.or(formula.evaluate_with(&data, &declared).err());
    }
    Told { errors, reading: Some(reading), notes }
}

impl Told {
    fn codes(&self) -> Vec<Code> {
        let errors = self.errors.iter().flat_map(|error| std::iter::once(error).chain(error.others()));
        errors.map(Error::code).chain(self.notes.iter().map(Note::code)).collect()
    }

    fn shown(&self, text: &str, language: Language) -> String {
        let report = Report::new().language(language);
        let mut out = String::new();
        if let Some(reading) = &self.reading {
            writeln!(out, "= {reading}\n").unwrap();
        }
        let errors = self.errors.as_ref().map(|error| report.error(error, text)).unwrap_or_default();
        let notes = report.notes(&self.notes, text);
        let parts: Vec<&str> = [errors.as_str(), notes.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        out + &parts.join("\n\n")
    }
}

fn snapshot(language: Language) -> String {
    let mut out = String::new();
    for wrong in all() {
        let data: Vec<String> = wrong.data.iter().map(|(name, value)| format!("\n  {name} = {value}")).collect();
        let data = data.concat();
        let unit = wrong.unit.as_ref().map(|unit| format!("\n  satuan = {unit}")).unwrap_or_default();
        let shown = tell(&wrong).shown(&wrong.text, language);
        writeln!(out, "---- {:?}{unit}{data}\n{shown}\n", wrong.text).unwrap();
    }
    out
}

#[test]
fn each_text_gives_its_code() {
    let all = all();
    assert!(all.len() >= 50);
    let missed: Vec<String> = all
        .iter()
        .map(|wrong| (wrong, tell(wrong).codes()))
        .filter(|(wrong, codes)| !codes.iter().any(|code| code.as_str() == wrong.code))
        .map(|(wrong, codes)| format!("{:?} should give {}, gave {codes:?}", wrong.text, wrong.code))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_officials_are_told() {
    insta::assert_snapshot!("indonesian", snapshot(Language::Indonesian));
    insta::assert_snapshot!("english", snapshot(Language::English));
}
