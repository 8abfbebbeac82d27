//! Registry files: from TOML text to entries, each checked by itself.

use super::audit::Rule;
use super::fields::{Fields, span_of};
use super::{Accepted, Direction, Entry, Level, PlanItem, Quantity, UnitOrigin};
use crate::error::{Code, Error, Result};
use crate::formula::Name;
use crate::unit::Unit;
use crate::{Formula, Language, Span};
use std::sync::Arc;
use toml::de::DeTable;

/// The layout of registry files that this version reads.
pub(super) const FORMAT: u32 = 1;
/// The version of the canonical language that this version reads.
pub(super) const LANGUAGE: u32 = 1;

/// Where an entry stands, for errors that concern several entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) span: Span,
}

/// An entry with its place.
pub(super) type Placed<T> = (Place, T);

/// The entries of one or more files.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) items: Vec<Placed<PlanItem>>,
    pub(super) quantities: Vec<Placed<Quantity>>,
    pub(super) indicators: Vec<Placed<Entry>>,
}

/// Reads one file into `entries`; what is wrong goes to `errors`.
pub(super) fn read(file: &str, text: &str, entries: &mut Entries, errors: &mut Vec<Error>) {
    let document = match DeTable::parse(text) {
        Ok(document) => document,
        Err(error) => return errors.push(syntax_error(file, text, error.span())),
    };
    let name: Arc<str> = file.into();
    let place = |span| Place { file: Arc::clone(&name), span };
    let mut top = Fields::new(file, "bagian awal".to_owned(), document.get_ref(), Span::at(0));
    check_version(&mut top, "format", FORMAT);
    check_version(&mut top, "bahasa", LANGUAGE);
    let mut below = Vec::new();
    for (at, (table, span)) in top.tables("butir").into_iter().enumerate() {
        let mut fields = Fields::new(file, format!("butir ke-{}", at + 1), table, span);
        if let Some(item) = item(&mut fields) {
            entries.items.push((place(span), item));
        }
        below.extend(fields.finish());
    }
    for (at, (table, span)) in top.tables("besaran").into_iter().enumerate() {
        let mut fields = Fields::new(file, format!("besaran ke-{}", at + 1), table, span);
        entries.quantities.push((place(span), quantity(&mut fields)));
        below.extend(fields.finish());
    }
    for (at, (table, span)) in top.tables("indikator").into_iter().enumerate() {
        let mut fields = Fields::new(file, format!("indikator ke-{}", at + 1), table, span);
        if let Some(entry) = indicator(&mut fields) {
            entries.indicators.push((place(span), entry));
        }
        below.extend(fields.finish());
    }
    errors.extend(top.finish());
    errors.extend(below);
}

/// Our error for a text that is no TOML; the message of the parser is not shown.
fn syntax_error(file: &str, text: &str, span: Option<std::ops::Range<usize>>) -> Error {
    let span = span.map_or(Span::at(text.len()), span_of);
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let near: String = text.lines().nth(line - 1).unwrap_or("").trim().chars().take(40).collect();
    Error::new(Code::BadToml).at(span).with("berkas", file).with("baris", line).with("dekat", near)
}

fn check_version(top: &mut Fields<'_>, field: &'static str, supported: u32) {
    let version = top.number(field);
    match top.required(field, version) {
        Some(version) if version != supported => top.refuse_text(
            field,
            &format!("versi {version} tidak dikenal; versi ini membaca {supported}"),
            &format!("version {version} is not known; this version reads {supported}"),
        ),
        _ => {}
    }
}

/// The required id, checked to be stable and fit for addresses.
fn id(fields: &mut Fields<'_>) -> String {
    let id = fields.required_text("id");
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !id.is_empty() && id.split('-').any(|part| part.is_empty() || !plain(part)) {
        fields.refuse_text(
            "id",
            &format!("\"{id}\" hanya boleh berisi huruf kecil, angka dan tanda hubung, misalnya desa-maju"),
            &format!("\"{id}\" may hold only lower case letters, digits and hyphens, such as desa-maju"),
        );
    }
    id
}

fn level(fields: &mut Fields<'_>) -> Option<Level> {
    let level = fields.choice("jenjang", Level::ALL, Level::as_str);
    fields.required("jenjang", level)
}

fn item(fields: &mut Fields<'_>) -> Option<PlanItem> {
    let id = id(fields);
    if !id.is_empty() {
        fields.call(format!("butir {id}"));
    }
    let level = level(fields);
    let parent = fields.text("induk");
    let name = fields.required_text("nama");
    let other_spellings = fields.texts("ejaan_lain");
    Some(PlanItem { id, level: level?, parent, name, other_spellings })
}

fn quantity(fields: &mut Fields<'_>) -> Quantity {
    let name = fields.required_text("nama");
    if !name.is_empty() {
        fields.call(format!("besaran \"{name}\""));
    }
    let (unit, definition) = (unit(fields), fields.text("definisi"));
    Quantity { name: name.into(), unit, definition }
}

fn indicator(fields: &mut Fields<'_>) -> Option<Entry> {
    let n = fields.number("n");
    let n = fields.required("n", n);
    let id = id(fields);
    match n {
        Some(n) if !id.is_empty() => fields.call(format!("indikator {n} ({id})")),
        Some(n) => fields.call(format!("indikator {n}")),
        None if !id.is_empty() => fields.call(format!("indikator {id}")),
        None => {}
    }
    let level = level(fields);
    let entry = Entry {
        n: n.unwrap_or(0),
        id,
        level: level.unwrap_or(Level::Program),
        parent: fields.text("induk"),
        name: fields.required_text("nama"),
        meaning: fields.text("makna"),
        rationale: fields.text("alasan"),
        as_written: fields.text("rumus"),
        definitions: fields.text("ket"),
        reference: fields.text("sumber_referensi"),
        data_source: fields.text("sumber_data"),
        responsible: fields.text("penanggung_jawab"),
        source_lines: fields.pair("baris_sumber"),
        formula: reading(fields),
        reading_reason: fields.text("alasan_bacaan"),
        no_reading: fields.text("tanpa_bacaan"),
        assumed: fields.flag("asumsi"),
        external: fields.flag("eksternal"),
        unit: unit(fields),
        unit_origin: fields.choice("satuan_dari", UnitOrigin::ALL, UnitOrigin::as_str),
        direction: fields.choice("arah", Direction::ALL, Direction::as_str),
        notes: fields.texts("catatan"),
        accepted: accepted(fields),
        data: fields.map("data").into_iter().map(|(name, data)| (Name::from(name), Name::from(data))).collect(),
    };
    for (field, id, en) in contradictions(&entry) {
        fields.refuse_text(field, id, en);
    }
    (n.is_some() && level.is_some()).then_some(entry)
}

/// The findings of the audit that are accepted.
fn accepted(fields: &mut Fields<'_>) -> Vec<Accepted> {
    let mut all = Vec::new();
    for (table, span) in fields.tables("diterima") {
        let mut inner = fields.inside("diterima", table, span);
        let rule = inner.choice("kode", Rule::ALL, Rule::as_str);
        let rule = inner.required("kode", rule);
        let reason = inner.required_text("alasan");
        all.extend(rule.map(|rule| Accepted { rule, reason }));
        fields.take_errors(inner);
    }
    all
}

/// The accepted reading, in the canonical language alone.
fn reading(fields: &mut Fields<'_>) -> Option<Formula> {
    let text = fields.text("bacaan")?;
    usable(fields, "bacaan", Formula::canonical(&text))
}

fn unit(fields: &mut Fields<'_>) -> Option<Unit> {
    let text = fields.text("satuan")?;
    usable(fields, "satuan", Unit::parse(&text))
}

/// The value that a field's text stands for, or the cause as an error of the field.
fn usable<T>(fields: &mut Fields<'_>, field: &str, value: Result<T>) -> Option<T> {
    let cause = match value {
        Ok(value) => return Some(value),
        Err(cause) => cause,
    };
    let (id, en) = (cause.message(Language::Indonesian), cause.message(Language::English));
    fields.refuse_text(field, without_stop(&id), without_stop(&en));
    None
}

/// A sentence that goes into another one.
fn without_stop(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}

/// What the fields of one indicator say against each other.
pub(super) fn contradictions(entry: &Entry) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut found = Vec::new();
    if entry.formula.is_some() && entry.no_reading.is_some() {
        found.push((
            "tanpa_bacaan",
            "ada bersama bacaan; pilih salah satu",
            "stands beside bacaan; keep one of the two",
        ));
    }
    if entry.definitions.is_some() && entry.as_written.is_none() {
        found.push(("ket", "tidak ada rumus yang dijelaskan", "there is no rumus to explain"));
    }
    if entry.unit_origin.is_some() && entry.unit.is_none() {
        found.push(("satuan_dari", "tidak ada satuan", "there is no satuan"));
    }
    let one_quantity = entry.formula.as_ref().is_some_and(|formula| formula.expr().as_variable().is_some());
    for (field, flag) in [("asumsi", entry.assumed), ("eksternal", entry.external)] {
        if flag && !one_quantity {
            found.push((field, "bacaannya harus satu besaran", "its bacaan must be one quantity"));
        }
    }
    if entry.assumed && entry.as_written.is_some() {
        found.push(("asumsi", "rumusnya tidak kosong", "its rumus is not empty"));
    }
    found
}
