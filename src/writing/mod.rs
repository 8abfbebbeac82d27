//! Formulas written out: with symbols and a legend, in Indonesian prose, in LaTeX, as a formula for a spreadsheet.
//!
//! Prose and LaTeX read back to the same tree; what is written is read once more before it is handed out, and where a
//! plainer wording would be read in another way, names are put in quotes.

mod excel;
mod infix;
mod latex;
mod prose;
mod symbols;

pub use symbols::Symbols;

use crate::formula::{Formula, Name};

/// The first of the texts that reads back to the formula.
fn first_that_reads_back(formula: &Formula, texts: impl IntoIterator<Item = String>) -> Option<String> {
    texts.into_iter().find(|text| Formula::parse(text).is_ok_and(|read| read == *formula))
}

/// Whether a name needs no quotes: plain words that begin with a letter.
fn is_plain(name: &Name) -> bool {
    let text = name.as_str();
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == ' ')
}

/// A name in quotes, as the reader takes it.
fn quoted(name: &Name) -> String {
    format!("\"{}\"", name.as_str().replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests;
