//! Rules about single cells: texts that cannot be read, signs with two readings, cells that are empty.

use super::catalog::Rule;
use super::finding::{Field, Finding, Place, Severity};
use super::heads::{self, Kind, openings};
use super::inside::is_symbol;
use super::rows::Row;
use super::words;
use crate::error::{Code, Error, Note};
use crate::formula::{NodeKind, Operator};
use crate::{Language, Span};

pub(super) fn find(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    cut_off(rows, findings);
    prose(rows, findings);
    unreadable(rows, findings);
    missing_operators(rows, findings);
    ambiguous_signs(rows, findings);
    reading_differs(rows, findings);
    several_indicators(rows, findings);
    no_formula(rows, findings);
    empty_cells(rows, findings);
    misspelt_heads(rows, findings);
    names_without_measure(rows, findings);
}

/// The places of all rows that a test picks, in one field.
fn places(rows: &[Row<'_>], field: Field, pick: impl Fn(&Row<'_>) -> Option<Span>) -> Vec<Place> {
    rows.iter().filter_map(|row| Some(Place::new(row, field, pick(row)?))).collect()
}

fn one_finding(rule: Rule, severity: Severity, places: Vec<Place>, findings: &mut Vec<Finding>) {
    if !places.is_empty() {
        findings.push(Finding::new(rule, severity, places));
    }
}

fn reading_error<'a>(row: &'a Row<'_>) -> Option<&'a Error> {
    row.reading.as_ref().and_then(|reading| reading.as_ref().err())
}

/// Whether a row has a formula that nobody could read whole.
fn is_cut_off(row: &Row<'_>, rows: &[Row<'_>]) -> bool {
    if row.indicator.formula().is_some() {
        return false;
    }
    reading_error(row).is_some_and(|error| error.code() == Code::CutOff) || whole(row, rows).is_some()
}

/// The row whose formula goes on where this one ends.
fn whole<'a, 'b>(row: &Row<'_>, rows: &'a [Row<'b>]) -> Option<&'a Row<'b>> {
    let text = one_space(row.indicator.as_written()?);
    let goes_on = |other: &&Row<'_>| {
        let all = one_space(other.indicator.as_written().unwrap_or_default());
        let rest = all.find(&text).map(|at| &all[at + text.len()..]);
        other.indicator.formula().is_some() && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    // A short text is a part of many others.
    if text.split(' ').count() < 4 { None } else { rows.iter().find(goes_on) }
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut_off(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let places = places(rows, Field::Formula, |row| is_cut_off(row, rows).then(|| row.formula_span()));
    if places.is_empty() {
        return;
    }
    let mut wholes: Vec<u32> = rows
        .iter()
        .filter(|row| is_cut_off(row, rows))
        .filter_map(|row| Some(whole(row, rows)?.indicator.n()))
        .collect();
    wholes.sort_unstable();
    wholes.dedup();
    let list = wholes.iter().map(|n| format!("n {n}")).collect::<Vec<_>>().join(", ");
    let (other, other_en) = if list.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("; rumus lengkap yang mungkin dimaksud ada pada {list}"),
            format!("; {list} has the formula that is probably meant"),
        )
    };
    findings.push(
        Finding::new(Rule::CutOff, Severity::Error, places).with("lain", other).with("other", other_en).beside(wholes),
    );
}

/// So many words without a head such as Jumlah are an explanation, not the name of a quantity.
const LONG: usize = 18;

/// Whether a text that reads as one quantity is hardly the name of one.
pub(super) fn is_hardly_a_formula(reading: &crate::Reading) -> bool {
    let Some(name) = reading.formulas().first().and_then(|formula| formula.expr().as_variable()) else {
        return reading.notes().any(doubts_that_it_is_a_formula);
    };
    let is_long = words::words(name.as_str()).len() >= LONG && heads::head(name.as_str()).is_none();
    is_long || reading.notes().any(doubts_that_it_is_a_formula)
}

fn doubts_that_it_is_a_formula(note: &Note) -> bool {
    matches!(note.code(), Code::OneQuantity | Code::OddName) && note.severity() == crate::Severity::Doubt
}

fn prose(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let is_prose = |row: &Row<'_>| {
        let refused = reading_error(row).is_some_and(|error| error.code() == Code::NotAFormula);
        let hardly = matches!(&row.reading, Some(Ok(reading)) if is_hardly_a_formula(reading));
        let unread = row.indicator.formula().is_none() && (refused || hardly && row.indicator.no_reading().is_none());
        unread || row.indicator.is_external() && row.indicator.as_written().is_some()
    };
    let places = places(rows, Field::Formula, |row| is_prose(row).then(|| row.formula_span()));
    one_finding(Rule::NotAFormula, Severity::Warning, places, findings);
}

fn unreadable(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        let several = || row.reading.clone()?.ok()?.into_formula().err();
        let Some(error) = reading_error(row).cloned().or_else(several) else { continue };
        let known = matches!(error.code(), Code::CutOff | Code::NotAFormula);
        if row.indicator.formula().is_some() || known || is_cut_off(row, rows) {
            continue;
        }
        let place = Place::new(row, Field::Formula, error.span().unwrap_or_else(|| row.formula_span()));
        findings.push(
            Finding::new(Rule::Unreadable, Severity::Error, vec![place])
                .with("kenapa", error.message(Language::Indonesian))
                .with("why", error.message(Language::English))
                .with("saran", error.help(Language::Indonesian))
                .with("advice", error.help(Language::English)),
        );
    }
}

/// The notes of a row's reading, where its text is taken for a formula.
fn notes<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a Note> {
    let reading = row.reading.as_ref().filter(|_| !row.indicator.is_external());
    reading.into_iter().flatten().flat_map(crate::Reading::notes)
}

/// The first note of that code.
fn noted<'a>(row: &'a Row<'_>, code: Code) -> Option<&'a Note> {
    notes(row).find(|note| note.code() == code)
}

fn missing_operators(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    // `A dibagi 100% B` in many rows is one cause; another place without an operator is another one.
    for code in [Code::PercentMoved, Code::MissingOperator, Code::MissingTimes] {
        let places = places(rows, Field::Formula, |row| noted(row, code).map(Note::span));
        let Some(row) = rows.iter().find(|row| noted(row, code).is_some()) else { continue };
        let Some(note) = noted(row, code) else { continue };
        let text = row.indicator.as_written().map(one_space).unwrap_or_default();
        findings.push(
            Finding::new(Rule::MissingOperator, Severity::Error, places)
                .with("tertulis", text)
                .with("pesan", note.message(Language::Indonesian))
                .with("message", note.message(Language::English)),
        );
    }
}

fn ambiguous_signs(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    // Rows with the same sign and the same doubt are one finding.
    let mut groups: Vec<Finding> = Vec::new();
    for row in rows {
        let text = row.indicator.text().unwrap_or_default();
        for (span, id, en) in doubts(row, &text) {
            let place = Place::new(row, Field::Formula, span);
            let finding = Finding::new(Rule::AmbiguousSign, Severity::Warning, vec![place.clone()])
                .with("tanda", span.of(&text))
                .with("pesan", id)
                .with("message", en);
            match groups.iter_mut().find(|known| known.says_the_same(&finding)) {
                Some(known) => known.add(place),
                None => groups.push(finding),
            }
        }
    }
    findings.extend(groups);
}

/// The signs of a text that can be read in two ways: those that the reader was not sure of, and those that are certain
/// only since a reader has to decide.
fn doubts(row: &Row<'_>, text: &str) -> Vec<(Span, String, String)> {
    // The base of a rate has a rule of its own.
    let unsure = notes(row).filter(|note| {
        let doubt = note.severity() == crate::Severity::Doubt && !doubts_that_it_is_a_formula(note);
        doubt && note.code() != Code::RateBase
    });
    let mut found: Vec<_> =
        unsure.map(|note| (note.span(), note.message(Language::Indonesian), note.message(Language::English))).collect();
    for more in colon(row, text).into_iter().chain(hyphen(row, text)) {
        // What the reader says itself is not said again, only in the words that name both sides.
        match found.iter_mut().find(|(span, ..)| *span == more.0) {
            Some(known) => *known = more,
            None => found.push(more),
        }
    }
    found
}

/// `A : B` with nothing else: a division, or a name and its explanation.
fn colon(row: &Row<'_>, text: &str) -> Option<(Span, String, String)> {
    let [left, right, quotient] = row.written_formula()?.expr().nodes() else { return None };
    let (NodeKind::Variable(left), NodeKind::Variable(right)) = (&left.kind, &right.kind) else { return None };
    let NodeKind::Binary(Operator::Divide, ..) = quotient.kind else { return None };
    let at = text.find(':')?;
    // A ratio is often written so, and so are two quantities that both say that they count.
    let is_count = |name: &str| heads::head(name).is_some_and(|head| head.kind == Kind::Count);
    let is_ratio = row.head.is_some_and(|head| head.kind == Kind::Ratio);
    let is_clear = is_ratio || is_count(left.as_str()) && is_count(right.as_str());
    (row.indicator.definitions().is_none() && at > 0 && !is_clear).then(|| {
        (
            Span::new(at, at + 1),
            format!("\"{left}\" dibagi \"{right}\", atau \"{left}\" yang dijelaskan sebagai \"{right}\"."),
            format!("\"{left}\" divided by \"{right}\", or \"{left}\" explained as \"{right}\"."),
        )
    })
}

/// `Linc - Dist`: one symbol less another, or one symbol with a hyphen.
fn hyphen(row: &Row<'_>, text: &str) -> Option<(Span, String, String)> {
    let formula = row.written_formula()?;
    let nodes = formula.expr().nodes();
    let quantities = formula.quantities().ok()?;
    let symbol = |kind: &NodeKind| match kind {
        NodeKind::Variable(name) if is_symbol(name.as_str()) && name.as_str().chars().count() > 1 => {
            let bare = quantities.iter().any(|known| known.name() == name && known.meanings().is_empty());
            // What stands elsewhere too is a symbol of its own, as Po in `(Pt - Po) / Po`.
            let once =
                nodes.iter().filter(|node| matches!(&node.kind, NodeKind::Variable(own) if own == name)).count() == 1;
            (bare && once).then(|| name.clone())
        }
        _ => None,
    };
    // In evaluation order the operand on the left of `a + b - c` ends right before its sum.
    nodes.windows(3).find_map(|window| {
        let NodeKind::Binary(Operator::Subtract, ..) = window[2].kind else { return None };
        let before = match window[0].kind {
            NodeKind::Binary(_, _, right) => &formula.expr().node(right).kind,
            ref leaf => leaf,
        };
        let (left, right) = (symbol(before)?, symbol(&window[1].kind)?);
        let at = text.find(&format!("{left} - {right}"))? + left.as_str().len() + 1;
        Some((
            Span::new(at, at + 1),
            format!("\"{left}\" dikurangi \"{right}\", atau satu lambang \"{left}-{right}\"."),
            format!("\"{left}\" less \"{right}\", or one symbol \"{left}-{right}\"."),
        ))
    })
}

fn reading_differs(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        let (Some(accepted), Some(Ok(reading))) = (row.written_formula(), row.reading.as_ref()) else { continue };
        if let [fresh] = reading.formulas()
            && fresh == accepted
        {
            continue;
        }
        let fresh = reading.formulas().iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let place = Place::new(row, Field::Reading, Span::new(0, accepted.to_string().len()));
        findings.push(Finding::new(Rule::ReadingDiffers, Severity::Warning, vec![place]).with("bacaan", fresh));
    }
}

fn several_indicators(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        let name = row.indicator.name();
        let openings = openings(name);
        let (parts, severity) = if openings.len() > 1 {
            (openings, Severity::Warning)
        } else if let Some(repeated) = repeated_clause(name) {
            (repeated, Severity::Info)
        } else {
            continue;
        };
        let list = parts.iter().map(|span| opening_words(name, span.start)).collect::<Vec<_>>().join(", ");
        let severity = if row.indicator.is_assumed() { Severity::Info } else { severity };
        let place = Place::new(row, Field::Name, parts[0].hull(parts[parts.len() - 1]));
        findings.push(Finding::new(Rule::SeveralIndicators, severity, vec![place]).with("bagian", list));
    }
}

/// The first words from a place on, for a message.
fn opening_words(name: &str, from: usize) -> String {
    let words: Vec<&str> = name[from..].split_whitespace().take(4).collect();
    format!("\"{} ...\"", words.join(" ").trim_end_matches([',', ';']))
}

/// `A yang mendapatkan bantuan dan B yang mendapatkan bantuan`: two things with the same clause are two counts.
fn repeated_clause(name: &str) -> Option<Vec<Span>> {
    let at = name.find(" dan ")?;
    let (before, after) = (&name[..at], &name[at + 5..]);
    let clause = |part: &str| part.find(" yang ").map(|at| one_space(&part[at..]).to_lowercase());
    let same = clause(before).zip(clause(after)).is_some_and(|(one, other)| one == other);
    same.then(|| vec![Span::new(0, at), Span::new(at + 5, name.len())])
}

fn no_formula(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let places = places(rows, Field::Formula, |row| row.indicator.as_written().is_none().then_some(Span::at(0)));
    one_finding(Rule::NoFormula, Severity::Info, places, findings);
}

/// Cells that are empty in rows that otherwise are filled in; a row of which only the name stands is no further news.
fn empty_cells(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for field in [Field::Unit, Field::Reference, Field::DataSource, Field::Responsible] {
        let places = places(rows, field, |row| {
            let one = row.indicator;
            let empty = match field {
                Field::Unit => one.unit().is_none() && one.formula().is_some(),
                Field::Reference => one.reference().is_none(),
                Field::DataSource => one.data_source().is_none(),
                _ => one.responsible().is_none(),
            };
            (empty && one.as_written().is_some()).then_some(Span::at(0))
        });
        if !places.is_empty() {
            findings.push(Finding::new(Rule::EmptyCell, Severity::Info, places).with("kolom", field));
        }
    }
}

fn misspelt_heads(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut groups: Vec<Finding> = Vec::new();
    for row in rows {
        let Some((head, meant)) = row.head.and_then(|head| Some((head, head.slip?))) else { continue };
        let place = Place::new(row, Field::Name, head.span);
        let finding = Finding::new(Rule::MisspeltHead, Severity::Info, vec![place.clone()])
            .with("kata", head.span.of(row.indicator.name()))
            .with("maksud", meant);
        match groups.iter_mut().find(|known| known.says_the_same(&finding)) {
            Some(known) => known.add(place),
            None => groups.push(finding),
        }
    }
    findings.extend(groups);
}

/// `Terwujudnya ...`, `Meningkatnya ...`: what an office wants to bring about.
fn names_without_measure(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows.iter().filter(|row| row.head.is_none()) {
        let words = words::words(row.indicator.name());
        let Some(first) = words.first() else { continue };
        let folded = first.text.to_lowercase();
        if folded.ends_with("nya") && ["ter", "men"].iter().any(|prefix| folded.starts_with(prefix)) {
            let place = Place::new(row, Field::Name, first.span);
            findings.push(Finding::new(Rule::NameWithoutMeasure, Severity::Info, vec![place]).with("kata", first.text));
        }
    }
}
