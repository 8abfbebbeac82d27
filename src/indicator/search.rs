//! Search by words: letter case does not matter, the beginning of a word is enough, slips of the pen are forgiven.

use super::{Indicator, Registry};

/// How well a word of the query fits a word of an indicator; 0 where it does not.
fn fit(query: &str, word: &str) -> u32 {
    if query == word {
        return 8;
    }
    if word.starts_with(query) {
        return 6;
    }
    let length = query.chars().count();
    if length >= 4 && word.contains(query) {
        return 4;
    }
    // One slip in a word of four letters, two in one of eight.
    let allowed = length / 4;
    if allowed > 0
        && length.abs_diff(word.chars().count()) <= 2
        && strsim::damerau_levenshtein(query, word) <= allowed.min(2)
    {
        return 2;
    }
    0
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The best fit of a query word in each part of an indicator, the name weighing most.
fn best(query: &str, parts: &[(u32, Vec<String>)]) -> u32 {
    parts.iter().flat_map(|(weight, words)| words.iter().map(move |word| weight * fit(query, word))).max().unwrap_or(0)
}

pub(super) fn search<'a>(registry: &'a Registry, text: &str) -> Vec<&'a Indicator> {
    let query = words(text);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, &Indicator)> = registry
        .all()
        .iter()
        .filter_map(|indicator| {
            let program = indicator.program().and_then(|id| registry.item(id)).map_or("", |item| item.name());
            let inputs = indicator.inputs().iter().map(|input| input.data().as_str()).collect::<Vec<_>>().join(" ");
            let parts = [
                (4, words(indicator.name())),
                (4, words(indicator.id())),
                (4, vec![indicator.n().to_string()]),
                (2, words(indicator.as_written().unwrap_or_default())),
                (2, words(&inputs)),
                (1, words(program)),
            ];
            // Every word must be found somewhere.
            query
                .iter()
                .map(|word| best(word, &parts))
                .try_fold(0, |sum, score| (score > 0).then_some(sum + score))
                .map(|score| (score, indicator))
        })
        .collect();
    // Of equals, the first in the document.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, indicator)| indicator).collect()
}
