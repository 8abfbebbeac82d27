//! The registry says what the document says.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as tests do")]

use rumusan::Registry;
use rumusan::indicator::{Indicator, Level};
use serde_json::Value;

fn document() -> Vec<Value> {
    serde_json::from_str(include_str!("data/renstra.json")).unwrap()
}

fn cell<'a>(row: &'a Value, column: &str) -> Option<&'a str> {
    row[column].as_str()
}

fn registry() -> Registry {
    Registry::from_toml_files(rumusan_renstra::FILES.iter().copied()).unwrap()
}

#[test]
fn every_cell_is_the_documents() {
    let rows = document();
    assert_eq!(rows.len(), 142);
    let registry = registry();
    assert_eq!(registry.all().len(), rows.len());
    for (row, indicator) in rows.iter().zip(registry.all()) {
        let n = indicator.n();
        assert_eq!(row["n"].as_u64(), Some(u64::from(n)));
        assert_eq!(cell(row, "name"), Some(indicator.name()), "n {n}");
        assert_eq!(
            cell(row, "level").map(|level| level.replace('_', "-")).as_deref(),
            Some(indicator.level().as_str()),
            "n {n}"
        );
        assert_eq!(cell(row, "makna"), indicator.meaning(), "n {n}");
        assert_eq!(cell(row, "alasan"), indicator.rationale(), "n {n}");
        assert_eq!(cell(row, "formula"), indicator.as_written(), "n {n}");
        assert_eq!(cell(row, "ket"), indicator.definitions(), "n {n}");
        assert_eq!(cell(row, "sumber_referensi"), indicator.reference(), "n {n}");
        assert_eq!(cell(row, "sumber_data"), indicator.data_source(), "n {n}");
        assert_eq!(cell(row, "penanggung_jawab"), indicator.responsible(), "n {n}");
        let lines = indicator.source_lines().map(|(first, last)| serde_json::json!([first, last]));
        assert_eq!(lines.as_ref(), Some(&row["lines"]), "n {n}");
    }
}

#[test]
fn every_parent_and_program_is_the_documents() {
    let registry = registry();
    for (row, indicator) in document().iter().zip(registry.all()) {
        let n = indicator.n();
        let parent = registry.item(indicator.parent().unwrap()).unwrap();
        let written = cell(row, "parent").unwrap();
        assert!(
            parent.name() == written || parent.other_spellings().iter().any(|other| other == written),
            "n {n}: {written}"
        );
        let program = indicator.program().map(|id| registry.item(id).unwrap());
        let Some(written) = cell(row, "program") else {
            assert!(program.is_none(), "n {n}");
            continue;
        };
        // The table of programs and the table of kegiatan spell some programs differently.
        let program = program.unwrap();
        let spelling = match indicator.level() {
            Level::Program => program.name(),
            _ => program.other_spellings().first().map_or(program.name(), String::as_str),
        };
        assert_eq!(spelling, written, "n {n}");
    }
}

#[test]
fn every_indicator_has_a_reading_or_a_reason() {
    for indicator in registry().all() {
        let n = indicator.n();
        assert_ne!(indicator.formula().is_some(), indicator.no_reading().is_some(), "n {n}");
        assert_eq!(indicator.is_assumed(), indicator.as_written().is_none(), "n {n}");
        for input in indicator.inputs() {
            assert!(input.quantity().definition().is_some(), "n {n}: {}", input.name());
        }
    }
}

#[test]
fn numbers_of_each_kind() {
    let registry = registry();
    let count = |is: fn(&Indicator) -> bool| registry.all().iter().filter(|indicator| is(indicator)).count();
    assert_eq!(count(Indicator::is_assumed), 43);
    let external: Vec<_> = registry.all().iter().filter(|one| one.is_external()).map(Indicator::n).collect();
    assert_eq!(external, [19, 77, 98]);
    let cut_off: Vec<_> = registry.all().iter().filter(|one| one.no_reading().is_some()).map(Indicator::n).collect();
    assert_eq!(cut_off, [36, 38, 40, 41]);
    for n in cut_off {
        assert!(registry.number(n).unwrap().no_reading().unwrap().contains("n 39"));
    }
}

/// One name in the document for two quantities, and several names for one.
#[test]
fn names_and_quantities_are_told_apart() {
    let registry = registry();
    let data = |n: u32, at: usize| registry.number(n).unwrap().inputs()[at].data().to_string();
    for (one, other) in [(16, 20), (75, 108), (80, 103)] {
        let (one, other) = (registry.number(one).unwrap(), registry.number(other).unwrap());
        assert_eq!(one.formula(), other.formula());
        assert_ne!(one.inputs()[0].data(), other.inputs()[0].data());
    }
    for n in [7, 21, 22, 87, 113, 117, 121, 128, 138, 139, 140] {
        assert_eq!(data(n, 1), "Jumlah desa", "n {n}");
    }
}

/// Two names in one formula never stand for one quantity: such a quotient would always be one.
#[test]
fn no_formula_uses_a_quantity_twice() {
    for indicator in registry().all() {
        let mut data: Vec<_> = indicator.inputs().iter().map(|input| input.data().key()).collect();
        let all = data.len();
        data.sort_unstable();
        data.dedup();
        assert_eq!(data.len(), all, "n {}", indicator.n());
    }
}

#[test]
fn the_registry_survives_toml_and_json() {
    let registry = registry();
    assert_eq!(Registry::from_toml("again.toml", &registry.to_toml()).unwrap(), registry);
    let json = serde_json::to_string(&registry).unwrap();
    assert_eq!(serde_json::from_str::<Registry>(&json).unwrap(), registry);
}

/// Ids never change: others refer to them.
#[test]
fn ids_are_stable() {
    let ids: String =
        registry().all().iter().map(|one| format!("{} {}\n", one.n(), one.id())).collect::<Vec<_>>().concat();
    assert_eq!(ids, include_str!("data/ids.txt").replace("\r\n", "\n"));
}
