//! What the rules look at: an indicator with its head, its words, its reading and its units.

use super::heads::{Head, head};
use super::words::{self, Abbreviations, Term, is_same};
use crate::formula::{Formula, Name};
use crate::reading::Reading;
use crate::{Indicator, Reader, Result, Span, Unit};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// In a registry smaller than this every word counts.
const SMALL: usize = 20;

/// One indicator, prepared.
pub(super) struct Row<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) head: Option<Head>,
    /// What the text reads as, where there is a text.
    pub(super) reading: Option<Result<Reading>>,
    /// The unit that the accepted reading gives, without what is declared of the figure.
    pub(super) unit: Option<Unit>,
    /// The words of the name that say something.
    pub(super) name_words: Vec<Term>,
    /// The words of the accepted reading that say something.
    pub(super) formula_words: Vec<Term>,
    /// The words of the explanation that say something.
    pub(super) meaning_words: Vec<Term>,
}

impl<'a> Row<'a> {
    /// Every indicator, prepared with what all of them together say.
    pub(super) fn all(indicators: &'a [Cow<'_, Indicator>]) -> Vec<Self> {
        let mut abbreviations = Abbreviations::default();
        for indicator in indicators {
            for text in texts(indicator) {
                abbreviations.learn(text);
            }
        }
        let mut rows: Vec<Self> = indicators.iter().map(|indicator| Self::new(indicator, &abbreviations)).collect();
        let frequent = frequent(&rows);
        for row in &mut rows {
            for words in [&mut row.name_words, &mut row.formula_words, &mut row.meaning_words] {
                words.retain(|word| !frequent.iter().any(|common| is_same(&word.stem, common)));
            }
        }
        rows
    }

    fn new(indicator: &'a Indicator, abbreviations: &Abbreviations) -> Self {
        let formula = indicator.formula();
        let reading = indicator.text().map(|text| Reader::new().indicator(indicator.name()).read(&text));
        let unit = indicator.inferred_unit().and_then(Result::ok).flatten();
        let beside: Vec<&str> = texts(indicator).collect();
        let terms = |text: &str| words::terms(text, abbreviations, &beside);
        let names = formula.map(names).unwrap_or_default();
        let names = names.iter().map(Name::as_str).collect::<Vec<_>>().join("; ");
        Self {
            indicator,
            head: head(indicator.name()),
            reading,
            unit,
            name_words: terms(indicator.name()),
            formula_words: terms(&names),
            meaning_words: terms(indicator.meaning().unwrap_or_default()),
        }
    }

    /// The accepted reading of a formula that stands in the document.
    pub(super) fn written_formula(&self) -> Option<&'a Formula> {
        self.indicator.formula().filter(|_| !self.indicator.is_assumed() && !self.indicator.is_external())
    }

    /// The whole of the formula's text.
    pub(super) fn formula_span(&self) -> Span {
        Span::new(0, self.indicator.as_written().map_or(0, str::len))
    }

    /// Where a word or phrase stands in the formula's text, or the whole of it.
    pub(super) fn find_in_formula(&self, phrase: &str) -> Span {
        let text = self.indicator.text().unwrap_or_default();
        find(&text, phrase).unwrap_or_else(|| self.formula_span())
    }

    pub(super) fn name_span(&self) -> Span {
        Span::new(0, self.indicator.name().len())
    }
}

/// Where a phrase stands in a text, letter case and white space aside.
fn find(text: &str, phrase: &str) -> Option<Span> {
    if let Some(at) = text.find(phrase) {
        return Some(Span::new(at, at + phrase.len()));
    }
    let wanted: Vec<String> = phrase.split_whitespace().map(str::to_lowercase).collect();
    let mut words = Vec::new();
    let mut from = 0;
    for word in text.split_whitespace() {
        let at = from + text[from..].find(word)?;
        words.push((word.to_lowercase(), Span::new(at, at + word.len())));
        from = at + word.len();
    }
    let found = words.windows(wanted.len().max(1)).find(|window| window.iter().map(|(word, _)| word).eq(&wanted))?;
    Some(found.first()?.1.hull(found.last()?.1))
}

/// The label, the names and what the definitions say of them.
fn names(formula: &Formula) -> Vec<Name> {
    let quantities = formula.quantities().unwrap_or_default();
    let names = quantities.iter().flat_map(|quantity| quantity.names().cloned().collect::<Vec<_>>());
    formula.label().cloned().into_iter().chain(names).collect()
}

fn texts(indicator: &Indicator) -> impl Iterator<Item = &str> {
    [Some(indicator.name()), indicator.as_written(), indicator.meaning(), indicator.rationale()].into_iter().flatten()
}

/// Words that so many names hold that they tell no two indicators apart.
fn frequent(rows: &[Row<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in rows.iter().flat_map(|row| &row.name_words) {
        *counts.entry(&word.stem).or_default() += 1;
    }
    let many = |count: usize| rows.len() >= SMALL && count * 6 > rows.len();
    counts.into_iter().filter(|(_, count)| many(*count)).map(|(word, _)| word.to_owned()).collect()
}
