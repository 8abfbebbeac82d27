//! What the audit finds in the document, each row judged by eye.

use rumusan::Indicator;
use rumusan::indicator::audit::{Finding, Place, Rule, Severity};
use rumusan_renstra::registry;

/// The rows under a rule, of a severity.
fn rows(findings: &[Finding], rule: Rule, severity: Severity) -> Vec<u32> {
    let of_rule = findings.iter().filter(|finding| finding.rule() == rule && finding.severity() == severity);
    let mut rows: Vec<u32> = of_rule.flat_map(Finding::places).map(Place::n).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Every error and warning; whoever changes a rule sees here what it does to a real document.
const GRAVE: &[(Rule, Severity, &[u32])] = &[
    (Rule::CutOff, Severity::Error, &[36, 38, 40, 41]),
    (Rule::NotAFormula, Severity::Warning, &[19, 77, 98]),
    (Rule::MissingOperator, Severity::Error, &[133, 134, 135, 136, 138, 139, 140, 142]),
    (Rule::AmbiguousSign, Severity::Warning, &[2, 3, 11, 14, 15, 52]),
    (Rule::CountUnderPercentName, Severity::Warning, &[12, 16, 20, 49]),
    (Rule::NoPercentUnderPercentName, Severity::Warning, &[11]),
    (
        Rule::PercentUnderCountName,
        Severity::Warning,
        &[21, 24, 38, 39, 41, 47, 52, 115, 117, 132, 133, 134, 135, 136, 138, 139, 140, 142],
    ),
    (Rule::LabelNamesAnother, Severity::Error, &[14, 15]),
    (Rule::UnlikeName, Severity::Warning, &[24, 49, 64, 117, 125, 132, 133, 137]),
    (Rule::SeveralIndicators, Severity::Warning, &[23, 86]),
    (Rule::SharedFormula, Severity::Warning, &[24, 117, 132, 133]),
    (Rule::OneNameTwoQuantities, Severity::Warning, &[16, 20, 75, 80, 103, 108]),
    (Rule::NumeratorOutsideDenominator, Severity::Warning, &[47, 133, 135, 138, 139, 140]),
];

const INFORMATION: &[(Rule, &[u32])] = &[
    (Rule::PercentUnderCountName, &[1]),
    (Rule::SeveralIndicators, &[29]),
    (Rule::SharedFormula, &[4, 11, 12, 13, 21, 52, 61, 113]),
    (Rule::OneNameTwoQuantities, &[107, 112]),
    (Rule::SeveralNamesOneQuantity, &[7, 10, 21, 22, 47, 87, 113, 117, 121, 128, 138, 139, 140]),
    (Rule::UndefinedSymbol, &[2, 3, 14, 15]),
    (
        Rule::EmptyCell,
        &[10, 13, 14, 15, 16, 23, 47, 48, 53, 60, 64, 77, 132, 133, 134, 135, 136, 137, 138, 139, 140, 142],
    ),
    (Rule::NameWithoutMeasure, &[113, 126]),
    (Rule::MisspeltHead, &[139, 140]),
];

#[test]
fn errors_and_warnings() {
    let findings = registry().audit();
    for &rule in Rule::ALL {
        for severity in [Severity::Error, Severity::Warning] {
            let expected = GRAVE.iter().find(|(own, weight, _)| (*own, *weight) == (rule, severity));
            assert_eq!(
                rows(&findings, rule, severity),
                expected.map_or(&[][..], |(.., rows)| rows),
                "{severity:?} {rule}"
            );
        }
    }
}

#[test]
fn information() {
    let findings = registry().audit();
    for &rule in Rule::ALL.iter().filter(|rule| **rule != Rule::NoFormula) {
        let expected = INFORMATION.iter().find(|(own, _)| *own == rule);
        assert_eq!(rows(&findings, rule, Severity::Info), expected.map_or(&[][..], |(_, rows)| rows), "{rule}");
    }
    assert_eq!(rows(&findings, Rule::NoFormula, Severity::Info).len(), 43);
}

#[test]
fn rows_without_a_formula_are_not_warned_about() {
    let findings = registry().audit();
    let grave = findings.iter().filter(|finding| finding.severity() > Severity::Info);
    for place in grave.flat_map(Finding::places) {
        assert!(!registry().number(place.n()).is_some_and(Indicator::is_assumed), "n {}", place.n());
    }
}

/// A place lies in the text of its field.
#[test]
fn places_point_into_the_fields() {
    for place in registry().audit().iter().flat_map(Finding::places) {
        let indicator = registry().get(place.id()).expect("a finding is about an indicator");
        let text = match place.field().as_str() {
            "nama" => Some(indicator.name().to_owned()),
            "rumus" => indicator.text(),
            "bacaan" => indicator.formula().map(ToString::to_string),
            _ => None,
        }
        .unwrap_or_default();
        assert!(text.get(place.span().start..place.span().end).is_some(), "{place:?}");
    }
}

/// n 14 and 15 were swapped with each other, and the cut-off cells point at the row that has the whole formula.
#[test]
fn other_rows_are_named() {
    let findings = registry().audit();
    let others = |rule, n| {
        let mut found = findings.iter().filter(|finding| finding.rule() == rule);
        let place = |finding: &Finding| Some(finding.others(finding.places().iter().find(|place| place.n() == n)?));
        found.find_map(place).unwrap_or_default()
    };
    assert_eq!(others(Rule::LabelNamesAnother, 14), [2, 15]);
    assert_eq!(others(Rule::CutOff, 38), [36, 39, 40, 41]);
    assert_eq!(others(Rule::SharedFormula, 24), [8]);
}
