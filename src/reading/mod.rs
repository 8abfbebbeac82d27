//! From a text as an official writes it to formulas: pieces, layout, frame, roles by evidence, notes.

mod announced;
mod asides;
mod bars;
mod bounds;
mod characters;
mod clauses;
mod clues;
mod colon;
mod compose;
mod copula;
mod counts;
mod coverage;
mod definitions;
mod drawn;
mod foreign;
mod fraction_parts;
mod frame;
mod label_lines;
mod labels;
mod latex;
mod layout;
mod lead_ins;
mod lists;
mod loose;
mod mains;
mod means;
mod mend;
mod names;
mod near;
mod number_words;
mod officers;
mod operand;
mod powers;
mod problems;
mod products;
mod read;
mod remarks;
mod repeats;
mod roles;
mod row_debris;
mod seen;
mod sequence;
mod series;
mod signs;
mod slips;
mod stated;
mod sums;
mod suspicious;
mod titles;
mod token;
mod verbal;
mod weights;
mod words;

use crate::Span;
use crate::error::{Code, Error, Note, Result};
use crate::formula::{Formula, Name};

/// What a reader does with doubts and repairs.
///
/// ```
/// use rumusan::{Reader, Strictness};
///
/// let strict = Reader::new().strictness(Strictness::Strict);
/// assert!(strict.read("A / B x 100%").is_ok());
/// assert_eq!(strict.read("A dibgi B").unwrap_err().code().as_str(), "misspelt-word");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// They become notes of the reading.
    #[default]
    Lenient,
    /// They become errors.
    Strict,
}

/// How much a reader takes on. Formulas come from users: the limits are on by default.
///
/// ```
/// use rumusan::{Limits, Reader};
///
/// let small = Reader::new().limits(Limits { bytes: 8, ..Limits::default() });
/// assert_eq!(small.read("Jumlah desa").unwrap_err().code().as_str(), "text-too-long");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text: 64 KiB.
    pub bytes: usize,
    /// Nested brackets: 64. More than 100 are refused whatever stands here.
    pub depth: usize,
    /// Terms of a formula: 10,000.
    pub terms: usize,
    /// Digits of a number: 1,000.
    pub digits: usize,
    /// Candidates that are compared where a text has several readings: 32.
    pub candidates: usize,
}

/// Whether a word computes between two quantities: `dibagi`, `x`.
pub(crate) fn is_operator(word: &str) -> bool {
    let key = words::lowered(word);
    key == "x" || words::operator(&key).is_some()
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 * 1024, depth: 64, terms: 10_000, digits: 1_000, candidates: 32 }
    }
}

/// Reads texts.
///
/// ```
/// use rumusan::Reader;
///
/// let formula = Reader::new().read("Jumlah desa maju dibagi Jumlah desa").unwrap().into_formula().unwrap();
/// assert_eq!(formula.to_string(), r#""Jumlah desa maju" / "Jumlah desa""#);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reader {
    limits: Limits,
    strictness: Strictness,
    known: Vec<Name>,
    indicator: Option<String>,
}

/// What a text says: one or more formulas, with notes.
///
/// ```
/// let reading = rumusan::Reader::new().read("A / B; C / D").unwrap();
/// assert_eq!(reading.to_string(), r#""A" / "B"; "C" / "D""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    formulas: Vec<Formula>,
}

impl Reader {
    /// A reader with the default limits and no vocabulary.
    ///
    /// ```
    /// assert!(rumusan::Reader::new().read("A + B").is_ok());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// With other limits.
    ///
    /// ```
    /// use rumusan::{Limits, Reader};
    ///
    /// let reader = Reader::new().limits(Limits { digits: 3, ..Limits::default() });
    /// assert_eq!(reader.read("1234 x A").unwrap_err().code().as_str(), "number-too-long");
    /// ```
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// With another strictness.
    ///
    /// ```
    /// use rumusan::{Reader, Strictness};
    ///
    /// assert!(Reader::new().strictness(Strictness::Strict).read("A dibagi 100% B").is_err());
    /// ```
    #[must_use]
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// With names that are known, such as the columns of a table: where one of them stands in the text, it is a name.
    ///
    /// ```
    /// let reader = rumusan::Reader::new().known(["rasio guru/murid"]);
    /// assert_eq!(reader.read("rasio guru/murid x 100").unwrap().to_sexpr(), r#"(* "rasio guru/murid" 100)"#);
    /// ```
    #[must_use]
    pub fn known<N: Into<Name>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.known.extend(names.into_iter().map(Into::into));
        self
    }

    /// With the name of the indicator, which says what unit the formula should have.
    ///
    /// ```
    /// let reader = rumusan::Reader::new().indicator("Laju pertumbuhan ekonomi");
    /// assert_eq!(reader.read("A - B / B x 100%").unwrap().to_sexpr(), r#"(* (/ (- "A" "B") "B") 100%)"#);
    /// ```
    #[must_use]
    pub fn indicator(mut self, name: impl Into<String>) -> Self {
        self.indicator = Some(name.into());
        self
    }

    /// Reads a text.
    ///
    /// ```
    /// use rumusan::Reader;
    ///
    /// let reading = Reader::new().read("p = 0,25% , q = 2%").unwrap();
    /// assert_eq!(reading.formulas().len(), 2);
    /// ```
    pub fn read(&self, text: &str) -> Result<Reading> {
        read::read(self, text)
    }
}

impl Reading {
    /// The formulas in written order, at least one.
    ///
    /// ```
    /// let reading = rumusan::Reader::new().read("p = 0,25% , q = 2%").unwrap();
    /// assert_eq!(reading.formulas()[1].label().unwrap().as_str(), "q");
    /// ```
    pub fn formulas(&self) -> &[Formula] {
        &self.formulas
    }

    /// The one formula, or an error where there are several.
    ///
    /// ```
    /// let several = rumusan::Reader::new().read("A / B; C / D").unwrap();
    /// assert_eq!(several.into_formula().unwrap_err().code().as_str(), "several-formulas");
    /// ```
    pub fn into_formula(mut self) -> Result<Formula> {
        match (self.formulas.pop(), self.formulas.len()) {
            (Some(formula), 0) => Ok(formula),
            (_, before) => Err(Error::new(Code::SeveralFormulas).with("banyak", before + 1)),
        }
    }

    /// The notes of all formulas.
    ///
    /// ```
    /// let reading = rumusan::Reader::new().read("Po (1 + r)n").unwrap();
    /// assert_eq!(reading.notes().next().unwrap().code().as_str(), "exponent-lost");
    /// ```
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.formulas.iter().flat_map(Formula::notes)
    }

    /// The reading as an s-expression; several formulas stand in a `(list ...)`.
    ///
    /// ```
    /// let reading = rumusan::Reader::new().read("A / B; C / D").unwrap();
    /// assert_eq!(reading.to_sexpr(), r#"(list (/ "A" "B") (/ "C" "D"))"#);
    /// ```
    pub fn to_sexpr(&self) -> String {
        match self.formulas.as_slice() {
            [one] => one.to_sexpr(),
            several => {
                let all: Vec<_> = several.iter().map(Formula::to_sexpr).collect();
                format!("(list {})", all.join(" "))
            }
        }
    }

    /// The same with more notes, which the last formula carries.
    fn noting(mut self, notes: Vec<Note>) -> Self {
        if let Some(last) = self.formulas.pop() {
            self.formulas.push(last.noting(notes));
        }
        self
    }

    /// The same with every place moved by `to`.
    fn moved(mut self, to: impl Fn(Span) -> Span) -> Self {
        for formula in &mut self.formulas {
            formula.move_places(&to);
        }
        self
    }
}

/// The canonical text of the formulas, parted by semicolons.
impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, formula) in self.formulas.iter().enumerate() {
            write!(f, "{}{formula}", if at == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}
