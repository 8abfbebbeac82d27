//! A sentence before a formula that only says what is computed: `Nilai Akhir (NA) diperoleh dari gabungan NP dengan NUT dengan
//! rumus:`, and `NA = 0,4 x NP + 0,6 x NUT` below.

use super::definitions::Entry;
use super::frame::{self, Statement};
use super::words;
use crate::Span;

/// Makes formulas of the definitions that compute, where the text above them is a sentence without arithmetic that uses none
/// of them. Gives the place of the sentence where it does not name what they compute.
pub(super) fn formulas_below<'t>(mains: &mut Vec<Statement<'t>>, entries: &mut Vec<Entry<'t>>) -> Option<Span> {
    let [only] = mains.as_slice() else { return None };
    let sentence = &only.body;
    let announces = only.label.is_empty()
        && only.results.is_empty()
        && sentence.len() > MOST_NAMED
        && !frame::computes_apart(sentence)
        && sentence.iter().any(|token| {
            token.is_word()
                && (words::reckoning(&token.key)
                    || words::tells(&token.key)
                    || matches!(&*token.key, "rumus" | "berdasarkan"))
        });
    let computes =
        |entry: &Entry<'_>| !entry.name.is_empty() && entry.label.is_empty() && frame::computes_apart(&entry.value);
    if !announces || !entries.iter().any(computes) {
        return None;
    }
    let place = sentence[0].span.hull(sentence[sentence.len() - 1].span);
    let (formulas, rest): (Vec<_>, Vec<_>) = std::mem::take(entries).into_iter().partition(computes);
    *entries = rest;
    let named = formulas[0].name.first().is_some_and(|name| sentence.iter().any(|token| token.text == name.text));
    let statement = |entry: Entry<'t>| Statement { label: entry.name, body: entry.value, ..Statement::default() };
    *mains = formulas.into_iter().map(statement).collect();
    (!named).then_some(place)
}

/// What is no longer can be the name of a quantity.
const MOST_NAMED: usize = 6;
