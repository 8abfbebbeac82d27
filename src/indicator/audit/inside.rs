//! Rules about the inside of a formula: numerator and denominator, symbols, definitions.

use super::catalog::Rule;
use super::finding::{Field, Finding, Place, Severity};
use super::rows::Row;
use super::words::{self, is_same, shortens, stem};
use crate::Formula;
use crate::check::unit_of_name;
use crate::formula::{Name, NodeKind, Operator};
use crate::unit::{Noun, Unit};

pub(super) fn find(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        outside(row, findings);
        unused_definitions(row, findings);
    }
    undefined_symbols(rows, findings);
}

/// Words before the noun of a quantity that say nothing about what is counted.
const QUALIFIERS: &[&str] = &["target", "populasi", "data", "capaian", "realisasi", "kumulatif", "sasaran"];

/// The words that say something, qualifiers left out.
fn counted(name: &str) -> Vec<String> {
    let is_qualifier = |word: &str| QUALIFIERS.iter().any(|own| is_same(own, &word.to_lowercase()));
    words::words(name)
        .iter()
        .filter(|word| !words::is_empty(word.text) && !is_qualifier(word.text))
        .map(|word| stem(word.text))
        .collect()
}

/// The two names of the quotient that a percentage is made of.
fn quotient(formula: &Formula) -> Option<(Name, Name)> {
    let expr = formula.expr();
    let meaning = |name: &Name| {
        let quantities = formula.quantities().unwrap_or_default();
        let quantity = quantities.iter().find(|quantity| quantity.name() == name);
        quantity.and_then(|quantity| quantity.meanings().last().cloned()).unwrap_or_else(|| name.clone())
    };
    let mut quotients = expr.nodes().iter().filter_map(|node| match node.kind {
        NodeKind::Binary(Operator::Divide, above, below) => match (&expr.node(above).kind, &expr.node(below).kind) {
            (NodeKind::Variable(above), NodeKind::Variable(below)) => Some((meaning(above), meaning(below))),
            _ => None,
        },
        _ => None,
    });
    let first = quotients.next()?;
    quotients.next().is_none().then_some(first)
}

/// Whether the numerator can be a part of the denominator: both count the same, or the numerator says that it lies in it.
fn is_part(above: &Name, below: &Name, units: [Option<&Unit>; 2]) -> bool {
    let (top, bottom) = (counted(above.as_str()), counted(below.as_str()));
    let (Some(first), Some(whole)) = (top.first(), bottom.first()) else { return true };
    if is_same(first, whole) || shortens(first, whole) || shortens(whole, first) {
        return true;
    }
    // `ARG pada belanja langsung` is part of `belanja langsung`.
    let within = words::words(above.as_str()).iter().any(|word| matches!(word.text, "pada" | "dari" | "dalam"));
    let holds_all = bottom.iter().all(|word| top.iter().any(|own| is_same(own, word)));
    if within && holds_all {
        return true;
    }
    !is_other(units[0], units[1])
}

/// Whether two units count different things: nouns of two kinds, or a noun beside a quantity of which nothing is known.
/// People can be among any people, a body only among bodies in general.
fn is_other(above: Option<&Unit>, below: Option<&Unit>) -> bool {
    match (noun(above), noun(below)) {
        (Some(one), Some(other)) if one.kind() == other.kind() => {
            !(matches!(one.kind(), "orang" | "keluarga") || one.is_rupiah() || other == other.general())
        }
        (None, None) => false,
        _ => true,
    }
}

fn noun(unit: Option<&Unit>) -> Option<Noun> {
    unit.and_then(|unit| unit.dimension().as_noun().cloned())
}

fn outside(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Some(formula) = row.written_formula() else { return };
    let in_percent = row.unit.as_ref().is_some_and(Unit::is_percent);
    let Some((above, below)) = quotient(formula).filter(|_| in_percent) else { return };
    // A declared unit is taken at its word, an inferred one where the vocabulary knows its noun.
    let unit = |at: usize, name: &Name| {
        let declared = row.indicator.inputs().get(at).and_then(|input| input.quantity().unit().cloned());
        let is_known = |unit: &Unit| noun(Some(unit)).is_some_and(|noun| noun.is_known());
        declared.or_else(|| unit_of_name(name.as_str()).filter(is_known))
    };
    let units = [unit(0, &above), unit(1, &below)];
    if is_part(&above, &below, [units[0].as_ref(), units[1].as_ref()]) {
        return;
    }
    let severity = if units.iter().all(Option::is_some) { Severity::Warning } else { Severity::Info };
    let place = Place::new(row, Field::Formula, row.find_in_formula(above.as_str()));
    findings.push(
        Finding::new(Rule::NumeratorOutsideDenominator, severity, vec![place])
            .with("pembilang", above)
            .with("penyebut", below),
    );
}

/// A name that looks like a symbol: one short word, or one with digits or brackets.
pub(super) fn is_symbol(name: &str) -> bool {
    let short = name.chars().count() <= 5 || name.contains(|c: char| c.is_ascii_digit() || c == '(' || c == '_');
    !name.contains(' ') && short && Noun::new(name).is_none_or(|noun| !noun.is_known())
}

fn undefined_symbols(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    // Rows with the same symbols are one finding.
    let mut groups: Vec<Finding> = Vec::new();
    for row in rows {
        let Some(formula) = row.written_formula() else { continue };
        let quantities = formula.quantities().unwrap_or_default();
        let one = row.indicator;
        let explained = |name: &str| {
            let texts = [Some(one.name()), one.meaning(), one.rationale()];
            texts.into_iter().flatten().any(|text| words::words(text).iter().any(|word| word.text == name))
        };
        let bare: Vec<&str> = quantities
            .iter()
            .filter(|quantity| quantity.meanings().is_empty())
            .map(|quantity| quantity.name().as_str())
            .filter(|name| is_symbol(name) && !explained(name))
            .collect();
        let Some(first) = bare.first() else { continue };
        let place = Place::new(row, Field::Formula, row.find_in_formula(first));
        let finding =
            Finding::new(Rule::UndefinedSymbol, Severity::Info, vec![place.clone()]).with("lambang", bare.join(", "));
        match groups.iter_mut().find(|known| known.says_the_same(&finding)) {
            Some(known) => known.add(place),
            None => groups.push(finding),
        }
    }
    findings.extend(groups);
}

fn unused_definitions(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Some(formula) = row.written_formula() else { return };
    for definition in formula.definitions() {
        let name = definition.name();
        let uses = |expr: &crate::formula::Expr| expr.names().contains(&name);
        let explains_label = formula.label() == Some(name);
        let used =
            uses(formula.expr()) || formula.definitions().iter().any(|other| other != definition && uses(other.expr()));
        if !used && !explains_label {
            let place = Place::new(row, Field::Formula, row.find_in_formula(name.as_str()));
            findings.push(Finding::new(Rule::UnusedDefinition, Severity::Warning, vec![place]).with("nama", name));
        }
    }
}
