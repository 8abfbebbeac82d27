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

use crate::formula::{Expr, Formula, Name};

/// The first of the texts that reads back to the formula.
fn first_that_reads_back(formula: &Formula, texts: impl IntoIterator<Item = String>) -> Option<String> {
    texts.into_iter().find(|text| Formula::parse(text).is_ok_and(|read| read == *formula))
}

/// Which names stand in quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    /// Those that are more than plain words.
    Odd,
    All,
}

impl Quotes {
    /// From the text that is nicest to read to the one that leaves the least to evidence.
    const ALL: [Self; 3] = [Self::None, Self::Odd, Self::All];

    /// A name as the reader takes it.
    fn name(self, name: &Name) -> String {
        let text = name.as_str();
        let is_plain = text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == ' ');
        match self {
            Self::None => text.to_owned(),
            Self::Odd if is_plain => text.to_owned(),
            _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }
}

/// An expression as people read it: names without quotes, points between thousands, `x` for times.
pub(crate) fn plain_text(expr: &Expr) -> String {
    infix::write(expr, &infix::Plain)
}

#[cfg(test)]
mod tests;
