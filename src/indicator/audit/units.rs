//! Rules about units: what the name promises against what the formula gives.

use super::catalog::Rule;
use super::finding::{Field, Finding, Place, Severity};
use super::heads::{self, Head, Kind};
use super::rows::Row;
use super::words;
use crate::formula::{Expr, NodeKind, Operator};
use crate::number::{Numeral, NumeralStyle};
use crate::unit::{Look, Unit};
use crate::{Formula, Language, Number};

pub(super) fn find(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    for row in rows {
        unit_clash(row, findings);
        rate_base(row, findings);
        let Some(head) = row.head else { continue };
        match head.kind {
            Kind::Percent | Kind::Coverage => under_percent_name(row, head, findings),
            Kind::Count => under_count_name(row, head, Severity::Warning, findings),
            // `Angka` can be a rate; where the explanation calls it a number, that does not agree with a share.
            Kind::Level if explained_as_count(row) => under_count_name(row, head, Severity::Info, findings),
            Kind::Ratio | Kind::Level | Kind::Index | Kind::Mean => {}
        }
    }
}

fn word<'a>(row: &Row<'a>, head: Head) -> &'a str {
    head.span.of(row.indicator.name())
}

/// Whether one quantity is divided by another.
fn divides(expr: &Expr) -> bool {
    expr.nodes().iter().any(|node| match node.kind {
        NodeKind::Binary(Operator::Divide, _, below) => !matches!(expr.node(below).kind, NodeKind::Number(_)),
        _ => false,
    })
}

fn under_percent_name(row: &Row<'_>, head: Head, findings: &mut Vec<Finding>) {
    let Some(formula) = row.written_formula() else { return };
    let unit = row.unit.as_ref();
    let in_percent = unit.is_some_and(Unit::is_percent);
    let place = vec![Place::new(row, Field::Name, head.span)];
    let counts = formula.expr().as_variable().is_some_and(|name| {
        let is_count = heads::head(name.as_str()).is_some_and(|head| head.kind == Kind::Count);
        is_count || unit.is_some_and(|unit| unit.dimension().as_noun().is_some_and(|noun| !noun.is_index()))
    });
    if counts && !in_percent {
        let noun = unit.filter(|unit| !unit.is_none()).map(ToString::to_string);
        let counted = |word: &str| noun.as_ref().map_or(String::new(), |noun| format!(" {word} {noun}"));
        findings.push(
            Finding::new(Rule::CountUnderPercentName, Severity::Warning, place)
                .with("kepala", word(row, head))
                .with("satuan", noun.as_ref().map_or(String::new(), |noun| format!(" ({noun})")))
                .with("unit", counted("in")),
        );
    } else if head.kind == Kind::Percent && divides(formula.expr()) && !in_percent && !times_hundred(formula) {
        findings.push(
            Finding::new(Rule::NoPercentUnderPercentName, Severity::Warning, place).with("kepala", word(row, head)),
        );
    }
}

/// Whether the formula multiplies by a plain 100, which under a name in percent is the same.
fn times_hundred(formula: &Formula) -> bool {
    formula
        .expr()
        .nodes()
        .iter()
        .any(|node| matches!(&node.kind, NodeKind::Number(value) if *value == Number::from(100)))
}

/// Whether the explanation speaks of a number of something, and not of a share.
fn explained_as_count(row: &Row<'_>) -> bool {
    let heads = words::words(row.indicator.meaning().unwrap_or_default());
    let says = |wanted: &str| heads.iter().any(|word| word.text.eq_ignore_ascii_case(wanted));
    says("jumlah") && !says("persentase") && !says("rasio")
}

fn under_count_name(row: &Row<'_>, head: Head, severity: Severity, findings: &mut Vec<Finding>) {
    let result = match row.written_formula() {
        Some(formula) => match row.unit.as_ref() {
            Some(unit) if unit.is_percent() => Some(("persentase", "a percentage")),
            Some(unit) if matches!(unit.look(), Look::Rate | Look::Permil) => {
                Some(("rasio per bilangan bulat", "a rate"))
            }
            unit if divides(formula.expr()) && unit.is_none_or(|unit| unit.dimension().is_ratio()) => {
                Some(("rasio", "a ratio"))
            }
            _ => None,
        },
        // A formula that cannot be read can still say what it gives: `Persentase (%) = ...`.
        None => row
            .indicator
            .as_written()
            .filter(|_| !row.indicator.is_external())
            .and_then(heads::head)
            .filter(|label| label.kind == Kind::Percent)
            .map(|_| ("persentase", "a percentage")),
    };
    let Some((id, en)) = result else { return };
    let place = vec![Place::new(row, Field::Name, head.span)];
    findings.push(
        Finding::new(Rule::PercentUnderCountName, severity, place)
            .with("kepala", head.slip.unwrap_or(word(row, head)))
            .with("hasil", id)
            .with("result", en),
    );
}

/// `per 100.000` in the name against a literal of another power of ten in the formula.
fn rate_base(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Some(formula) = row.written_formula() else { return };
    let Some((named, span)) = base_in_name(row.indicator.name()) else { return };
    let literals = formula.expr().nodes().iter().filter_map(|node| match &node.kind {
        NodeKind::Number(value) if is_base(value) => Some(value),
        _ => None,
    });
    let literals: Vec<&Number> = literals.collect();
    let [used] = literals.as_slice() else { return };
    if **used != named {
        let written = |number: &Number| number.to_indonesian_exact().unwrap_or_else(|| number.to_string());
        findings.push(
            Finding::new(Rule::RateBaseDiffers, Severity::Error, vec![Place::new(row, Field::Name, span)])
                .with("nama", written(&named))
                .with("rumus", written(used)),
        );
    }
}

/// 1.000, 10.000, 100.000, 1.000.000
fn is_base(value: &Number) -> bool {
    (3..=6).any(|power| Number::from(10_i64.pow(power)) == *value)
}

/// The number behind `per` in a name.
fn base_in_name(name: &str) -> Option<(Number, crate::Span)> {
    let per = words::words(name).into_iter().find(|word| word.text.eq_ignore_ascii_case("per"))?;
    let rest = &name[per.span.end..];
    let start = per.span.end + (rest.len() - rest.trim_start().len());
    let digits = name[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(name.len() - start);
    let text = name[start..start + digits].trim_end_matches('.');
    let value = Numeral::parse_with(text, NumeralStyle::Indonesian, 12).ok()?.into_value();
    is_base(&value).then(|| (value, crate::Span::new(start, start + text.len())))
}

/// Units inside the formula, and its unit against the declared one.
fn unit_clash(row: &Row<'_>, findings: &mut Vec<Finding>) {
    let Err(error) = row.indicator.check_units() else { return };
    if !error.is_unit() {
        return;
    }
    let span = error.span().unwrap_or_default();
    findings.push(
        Finding::new(Rule::UnitClash, Severity::Error, vec![Place::new(row, Field::Reading, span)])
            .with("kenapa", error.message(Language::Indonesian))
            .with("why", error.message(Language::English)),
    );
}
