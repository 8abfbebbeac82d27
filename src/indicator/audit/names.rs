//! Rules about names: a formula against its own name, and rows against each other.

use super::catalog::Rule;
use super::finding::{Field, Finding, Place, Severity};
use super::heads::Kind;
use super::rows::Row;
use super::words::{self, Term, in_common};
use crate::formula::{Name, Node, NodeKind, Operator};
use crate::unit::Unit;
use std::collections::BTreeMap;

pub(super) fn find(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    labels(rows, findings);
    unlike_names(rows, findings);
    shared_formulas(rows, findings);
    one_name_two_quantities(rows, findings);
    several_names_one_quantity(rows, findings);
}

/// Whether a word stands in a text, letter case aside.
fn has_word(text: &str, word: &str) -> bool {
    words::words(text).iter().any(|own| own.text.to_lowercase() == word.to_lowercase())
}

/// The label of a row's formula, where it is a word that could be the name of an indicator.
fn label<'a>(row: &Row<'a>) -> Option<&'a Name> {
    row.written_formula()?
        .label()
        .filter(|label| words::words(label.as_str()).iter().any(|word| !words::is_empty(word.text)))
}

/// The other rows that a label names, where it does not name its own.
fn named_by_label<'a, 'b>(row: &Row<'_>, rows: &'a [Row<'b>]) -> Vec<&'a Row<'b>> {
    let Some(label) = label(row) else { return Vec::new() };
    let all = words::words(label.as_str());
    let names = |name: &str| all.iter().all(|word| has_word(name, word.text));
    let own = row.indicator.name();
    // Without an abbreviation of its own, `Indeks Kepuasan Masyarakat` is what `IKM` stands for.
    let has_abbreviation =
        words::words(own).iter().any(|word| word.text.len() > 1 && !word.text.contains(char::is_lowercase));
    let is_spelt = !has_abbreviation && all.iter().all(|word| words::is_spelt_in(word.text, own));
    if names(own) || is_spelt {
        return Vec::new();
    }
    rows.iter().filter(|other| names(other.indicator.name())).collect()
}

fn labels(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        let named = named_by_label(row, rows);
        let Some(label) = label(row).filter(|_| !named.is_empty()) else { continue };
        // Of the rows that the label names, the one whose own label names this row was swapped with it.
        let swapped = named
            .iter()
            .find(|other| named_by_label(other, rows).iter().any(|back| back.indicator.n() == row.indicator.n()));
        let probable = swapped.or(named.first()).map_or(0, |other| other.indicator.n());
        let place = Place::new(row, Field::Formula, row.find_in_formula(label.as_str()));
        findings.push(
            Finding::new(Rule::LabelNamesAnother, Severity::Error, vec![place])
                .with("label", label)
                .with("tertukar", probable)
                .beside(named.iter().map(|other| other.indicator.n())),
        );
    }
}

/// What a row's formula counts first: its numerator.
fn first_quantity<'a>(row: &'a Row<'_>) -> Option<&'a str> {
    row.indicator.inputs().first().map(|input| input.name().as_str())
}

/// So many words in common with the explanation, on either side, and the explanation joins name and formula.
const JOINED: usize = 3;

/// Whether a row's formula seems to speak of something else than its name. An index, a rate or a sum does not show in its
/// name what it is made of.
fn is_unlike(row: &Row<'_>) -> bool {
    let Some(formula) = row.written_formula() else { return false };
    let composite = matches!(row.head, Some(head) if matches!(head.kind, Kind::Index | Kind::Ratio | Kind::Level));
    let adds = |node: &Node| matches!(node.kind, NodeKind::Binary(Operator::Add | Operator::Subtract, ..));
    let composite = composite || formula.label().is_some() || formula.expr().nodes().iter().any(adds);
    // Nobody knows what an abbreviation stands for that the registry does not explain.
    let unknown = row.name_words.first().is_some_and(Term::is_unexplained);
    if composite || unknown || row.name_words.is_empty() || row.formula_words.is_empty() {
        return false;
    }
    match in_common(&row.name_words, &row.formula_words) {
        0 => {
            let joined = in_common(&row.name_words, &row.meaning_words) >= JOINED;
            !joined || in_common(&row.formula_words, &row.meaning_words) == 0
        }
        // One word in common is little where the two count different things: BUMDes and reports on BUMDes.
        1 => counts_something_else(row),
        _ => false,
    }
}

fn counts_something_else(row: &Row<'_>) -> bool {
    let is_count = row.written_formula().is_some_and(|formula| formula.expr().as_variable().is_some());
    let counted =
        |name: &str| crate::check::unit_of_name(name).and_then(|unit: Unit| unit.dimension().as_noun().cloned());
    let (named, counted) = (counted(row.indicator.name()), first_quantity(row).and_then(counted));
    is_count && named.zip(counted).is_some_and(|(one, other)| !one.is_alike(&other))
}

fn unlike_names(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows.iter().filter(|row| is_unlike(row)) {
        let counted = first_quantity(row).unwrap_or_default();
        let place = Place::new(row, Field::Formula, row.find_in_formula(counted));
        findings.push(
            Finding::new(Rule::UnlikeName, Severity::Warning, vec![place]).with("dihitung", format!("\"{counted}\"")),
        );
    }
}

/// Two names are related when they share half of their words, or one that the formula speaks of too. Single words in common
/// are what any two names of one office have.
fn are_related(one: &Row<'_>, other: &Row<'_>) -> bool {
    let (first, second) = (&one.name_words, &other.name_words);
    let shared: Vec<_> =
        first.iter().filter(|term| in_common(std::slice::from_ref(*term), second) > 0).cloned().collect();
    let fewer = first.len().min(second.len());
    // `Realisasi / Target` fits any name.
    let is_general = one.formula_words.is_empty();
    is_general || fewer == 0 || in_common(first, second) * 2 >= fewer || in_common(&shared, &one.formula_words) > 0
}

fn shared_formulas(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut groups: BTreeMap<String, Vec<&Row<'_>>> = BTreeMap::new();
    for row in rows {
        let Some(formula) = row.written_formula() else { continue };
        if !named_by_label(row, rows).is_empty() {
            continue;
        }
        // The quantities belong to it: one name for two quantities is another finding.
        let data: Vec<&str> = row.indicator.inputs().iter().map(|input| input.data().key()).collect();
        groups.entry(format!("{formula}\n{}", data.join("\n")).to_lowercase()).or_default().push(row);
    }
    for group in groups.values().filter(|group| group.len() > 1) {
        let mut pairs =
            group.iter().enumerate().flat_map(|(at, one)| group[at + 1..].iter().map(move |other| (one, other)));
        let related = pairs.all(|(one, other)| are_related(one, other));
        // The formula was copied into the rows whose names fit it least.
        let fit = |row: &Row<'_>| in_common(&row.name_words, &row.formula_words);
        let best = group.iter().map(|row| fit(row)).max().unwrap_or(0);
        let copied: Vec<_> = group.iter().filter(|row| related || fit(row) < best).collect();
        let copied = if copied.is_empty() { group.iter().collect() } else { copied };
        let numbers: Vec<u32> = group.iter().map(|row| row.indicator.n()).collect();
        let listed: Vec<u32> = if related {
            numbers.clone()
        } else {
            group.iter().filter(|row| fit(row) == best).map(|row| row.indicator.n()).collect()
        };
        let places = copied.iter().map(|row| Place::new(row, Field::Formula, row.formula_span())).collect();
        let (severity, relation, relation_en) = if related {
            (Severity::Info, " Nama-namanya berhubungan.", " Their names are related.")
        } else {
            (
                Severity::Warning,
                " Nama-namanya hampir tidak punya kata yang sama.",
                " Their names have hardly a word in common.",
            )
        };
        findings.push(
            Finding::new(Rule::SharedFormula, severity, places)
                .with("lain", listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
                .with("hubungan", relation)
                .with("relation", relation_en)
                .beside(numbers),
        );
    }
}

/// Names of formulas with the rows that use them and the quantities they stand for there.
type Uses<'a, 'b> = BTreeMap<&'a str, Vec<(&'a Row<'b>, &'a Name, &'a Name)>>;

/// Groups the names of all formulas by a key of the pair of name and quantity.
fn uses<'a, 'b>(rows: &'a [Row<'b>], key: fn(&'a Name, &'a Name) -> &'a str) -> Uses<'a, 'b> {
    let mut groups: Uses<'a, 'b> = BTreeMap::new();
    for row in rows {
        for input in row.indicator.inputs() {
            groups.entry(key(input.meaning(), input.data())).or_default().push((row, input.meaning(), input.data()));
        }
    }
    groups
}

fn one_name_two_quantities(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    // Names that stand for different quantities in the same rows are one cause.
    let mut causes: BTreeMap<Vec<u32>, (Vec<&Row<'_>>, Vec<&Name>)> = BTreeMap::new();
    for group in uses(rows, |name, _| name.key()).values() {
        let differs = group.iter().any(|(_, _, data)| *data != group[0].2);
        if differs {
            let numbers = group.iter().map(|(row, ..)| row.indicator.n()).collect();
            let rows = group.iter().map(|(row, ..)| *row).collect();
            causes.entry(numbers).or_insert((rows, Vec::new())).1.push(group[0].1);
        }
    }
    for (rows, names) in causes.into_values() {
        let assumed = rows.iter().all(|row| row.indicator.is_assumed());
        let (field, severity) =
            if assumed { (Field::Name, Severity::Info) } else { (Field::Formula, Severity::Warning) };
        let span = |row: &Row<'_>| if assumed { row.name_span() } else { row.find_in_formula(names[0].as_str()) };
        let places = rows.iter().map(|row| Place::new(row, field, span(row))).collect();
        let list = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        findings.push(Finding::new(Rule::OneNameTwoQuantities, severity, places).with("nama", list));
    }
}

fn several_names_one_quantity(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for group in uses(rows, |_, data| data.key()).values() {
        let mut names: Vec<&Name> = group.iter().map(|(_, name, _)| *name).collect();
        names.sort();
        names.dedup();
        if names.len() < 2 {
            continue;
        }
        let places =
            group.iter().map(|(row, name, _)| Place::new(row, Field::Formula, row.find_in_formula(name.as_str())));
        findings.push(
            Finding::new(Rule::SeveralNamesOneQuantity, Severity::Info, places.collect())
                .with("besaran", group[0].2)
                .with("banyak", names.len())
                .with("nama", names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")),
        );
    }
}
