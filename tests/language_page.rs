//! The language page and its English twin: every example is read as the pages say, and both hold the same examples.
//!
//! An example is a fenced block `rumus`: settings, each on a line that begins with `@`; the text; then what comes out.
//! `@indikator NAME` names the indicator, `@dikenal A; B` the known names, `@ketat` asks for strictness, and `@satuan`
//! (with a declared unit or without) for the unit of the result. `=> ` leads the canonical text, `~~ ` a note with its
//! severity, `== ` the unit, `!! ` the codes of an error. `PERBARUI=1` writes what comes out now into both pages.

#![allow(clippy::unwrap_used)]

use rumusan::check::Declarations;
use rumusan::{Code, Error, Formula, Limits, Note, Reader, Result, Strictness, Unit};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

const PAGES: [&str; 2] = ["docs/bahasa-rumus.md", "docs/language.md"];
const OUTCOMES: [&str; 4] = ["=> ", "~~ ", "== ", "!! "];

fn page(name: &str) -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

/// The fenced blocks of one kind, as written.
fn blocks<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    let open = format!("```{kind}\n");
    page.split(open.as_str()).skip(1).map(|rest| rest.split_once("\n```").unwrap().0).collect()
}

/// The settings and the text of an example, without what comes out.
fn question(block: &str) -> Vec<&str> {
    block.lines().take_while(|line| !OUTCOMES.iter().any(|mark| line.starts_with(mark))).collect()
}

/// What comes out, a line for each thing.
fn outcome(block: &str) -> String {
    let lines = question(block);
    let (settings, text): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.starts_with('@'));
    let mut reader = Reader::new();
    let mut unit_asked = None;
    for setting in settings {
        reader = match setting.split_once(' ').unwrap_or((setting, "")) {
            ("@indikator", name) => reader.indicator(name),
            ("@dikenal", names) => reader.known(names.split(';').map(str::trim)),
            ("@ketat", _) => reader.strictness(Strictness::Strict),
            ("@satuan", declared) => {
                unit_asked = Some(declared);
                reader
            }
            other => panic!("{other:?} is no setting"),
        };
    }
    let mut out = String::new();
    let answer = reader.read(&text.join("\n")).and_then(|reading| {
        writeln!(out, "=> {reading}").unwrap();
        let mut notes: Vec<Note> = reading.notes().cloned().collect();
        let unit = unit_asked.map(|declared| unit(&reading.into_formula()?, declared, &mut notes)).transpose()?;
        Ok((unit, notes))
    });
    match answer {
        Ok((unit, notes)) => {
            for note in notes {
                writeln!(out, "~~ {} {}", note.severity().as_str(), note.code()).unwrap();
            }
            if let Some(unit) = unit {
                writeln!(out, "== {unit}").unwrap();
            }
        }
        Err(error) => writeln!(out, "!! {}", codes(&error)).unwrap(),
    }
    out.trim_end().to_owned()
}

fn unit(formula: &Formula, declared: &str, notes: &mut Vec<Note>) -> Result<String> {
    let declarations = match declared {
        "" => Declarations::new(),
        declared => Declarations::new().unit(Unit::parse(declared)?),
    };
    let checked = formula.check(&declarations)?;
    notes.extend(checked.notes().iter().cloned());
    Ok(checked.unit().map_or_else(|| "?".to_owned(), Unit::name))
}

fn codes(error: &Error) -> String {
    let codes: Vec<_> = std::iter::once(error).chain(error.others()).map(|error| error.code().as_str()).collect();
    codes.join(", ")
}

#[test]
fn every_example_is_read_as_the_pages_say() {
    for name in PAGES {
        let (path, mut text) = page(name);
        let written = text.clone();
        let mut wrong = String::new();
        for block in blocks(&written, "rumus") {
            let now = format!("{}\n{}", question(block).join("\n"), outcome(block));
            if now != block {
                writeln!(wrong, "{name} says\n{block}\nbut now it is\n{now}\n").unwrap();
                text = text.replace(&format!("```rumus\n{block}\n```"), &format!("```rumus\n{now}\n```"));
            }
        }
        if std::env::var_os("PERBARUI").is_some() {
            fs::write(path, text).unwrap();
        } else {
            assert!(wrong.is_empty(), "{wrong}");
        }
    }
}

#[test]
fn both_pages_hold_the_same_examples_in_the_same_order() {
    let [indonesian, english] = PAGES.map(|name| page(name).1);
    for kind in ["rumus", "kanonik"] {
        let (one, other) = (blocks(&indonesian, kind), blocks(&english, kind));
        assert!(!one.is_empty());
        // What comes out is compared page by page; here only what is asked.
        let asked = |blocks: Vec<&str>| blocks.iter().map(|block| question(block).join("\n")).collect::<Vec<_>>();
        assert_eq!(asked(one), asked(other));
    }
    let headings = |page: &str| page.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(headings(&indonesian), headings(&english));
}

#[test]
fn canonical_examples_are_canonical() {
    for line in blocks(&page(PAGES[0]).1, "kanonik").iter().flat_map(|block| block.lines()) {
        let formulas = Formula::canonical_list(line).unwrap();
        let again: Vec<_> = formulas.iter().map(ToString::to_string).collect();
        assert_eq!(again.join("; "), line);
    }
}

#[test]
fn the_limits_are_those_of_the_reader() {
    let limits = Limits::default();
    let defaults = [
        ("bytes", limits.bytes),
        ("depth", limits.depth),
        ("terms", limits.terms),
        ("digits", limits.digits),
        ("candidates", limits.candidates),
    ];
    for name in PAGES {
        let text = page(name).1;
        for (field, value) in defaults {
            assert!(text.contains(&format!("| `{field}` | {value} |")), "{name}: {field} is {value}");
        }
    }
    // The cap on nesting stands whatever a caller sets.
    let deepest = Limits { depth: usize::MAX, ..limits };
    let nested = |depth: usize| {
        let text = format!("{}A{}", "(".repeat(depth), ")".repeat(depth));
        Reader::new().limits(deepest.clone()).read(&text)
    };
    assert!(nested(100).is_ok());
    assert_eq!(nested(101).unwrap_err().code(), Code::TooDeep);
}
