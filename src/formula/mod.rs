//! Formulas: the tree, its names, and the text that reads back to the same tree.

mod canonical;
mod expr;
mod name;
mod print;
mod variables;

pub(crate) use canonical::{MAX_DEPTH, Rule, Syntax};
pub use expr::{Expr, Function, Node, NodeId, NodeKind, Operator};
pub use name::Name;
pub(crate) use print::{NEGATION, strength};
pub use variables::Variable;
pub(crate) use variables::{Place, Resolved, ResolvedKind};

use crate::error::{Code, Error, Note, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// What a name in a formula stands for: another name, a number, or a formula of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    name: Name,
    label: Option<Name>,
    expr: Expr,
}

impl Definition {
    /// A definition.
    pub fn new(name: impl Into<Name>, expr: Expr) -> Self {
        Self { name: name.into(), label: None, expr }
    }

    /// The same with the name that stands between the defined name and its formula: `X(2) : Indeks Akta = ...`.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<Name>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The name that is defined.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The long name before a formula, where there is one.
    pub fn label(&self) -> Option<&Name> {
        self.label.as_ref()
    }

    /// What the name stands for.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }
}

/// A formula that was read: its tree, label, definitions and notes.
///
/// ```
/// use rumusan::Formula;
///
/// let formula = Formula::parse("Jumlah desa yang melapor dibagi Jumlah desa dikali 100%").unwrap();
/// assert_eq!(formula.to_string(), r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#);
/// ```
///
/// Two formulas are equal when they say the same: notes and places do not matter.
#[derive(Clone, Debug)]
pub struct Formula {
    label: Option<Name>,
    expr: Expr,
    results: Vec<Expr>,
    definitions: Vec<Definition>,
    notes: Vec<Note>,
}

impl Formula {
    /// A formula from its tree.
    ///
    /// ```
    /// use rumusan::Formula;
    /// use rumusan::formula::{Expr, Operator};
    ///
    /// let formula = Formula::new(Expr::variable("A").binary(Operator::Add, Expr::variable("B")));
    /// assert_eq!(formula.to_string(), r#""A" + "B""#);
    /// ```
    pub fn new(expr: Expr) -> Self {
        Self { label: None, expr, results: Vec::new(), definitions: Vec::new(), notes: Vec::new() }
    }

    /// The same with a label, as in `IPG : ...`.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<Name>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with a result that the text states, as in `45 / 144 x 100% = 31,25%`.
    #[must_use]
    pub fn stating(mut self, result: Expr) -> Self {
        self.results.push(result);
        self
    }

    /// The same with definitions.
    #[must_use]
    pub fn defining(mut self, definitions: impl IntoIterator<Item = Definition>) -> Self {
        self.definitions.extend(definitions);
        self
    }

    /// The same with notes.
    pub(crate) fn noting(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Reads a text as an official writes it, with the default limits and no vocabulary; exactly one formula is wanted.
    ///
    /// For several formulas, known names or other limits see [`Reader`](crate::Reader).
    pub fn parse(text: &str) -> Result<Self> {
        crate::Reader::new().read(text)?.into_formula()
    }

    /// Reads the canonical language, in which nothing is decided by evidence: what [`Display`](std::fmt::Display) writes.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#"1 / 3 * ("Ipar" + "IDM" + "Iinc-dis")"#).unwrap();
    /// assert_eq!(Formula::canonical(&formula.to_string()).unwrap(), formula);
    /// ```
    pub fn canonical(text: &str) -> Result<Self> {
        let mut all = canonical::read(text)?;
        match (all.pop(), all.len()) {
            (Some(formula), 0) => Ok(formula),
            (_, before) => Err(Error::new(Code::SeveralFormulas).with("banyak", before + 1)),
        }
    }

    /// Reads canonical text that can hold several formulas, parted by semicolons.
    pub fn canonical_list(text: &str) -> Result<Vec<Self>> {
        canonical::read(text)
    }

    /// The name before the formula, as in `IPG : ...`.
    pub fn label(&self) -> Option<&Name> {
        self.label.as_ref()
    }

    /// The tree.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The results that a worked text states, in order.
    pub fn results(&self) -> &[Expr] {
        &self.results
    }

    /// What the names stand for, in written order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The definition of a name.
    pub fn definition(&self, name: &Name) -> Option<&Definition> {
        self.definitions.iter().find(|definition| definition.name == *name)
    }

    /// Moves every place by `to`, after the text was read in another form.
    pub(crate) fn move_places(&mut self, to: &impl Fn(crate::Span) -> crate::Span) {
        let definitions = self.definitions.iter_mut().map(|definition| &mut definition.expr);
        for expr in std::iter::once(&mut self.expr).chain(&mut self.results).chain(definitions) {
            expr.move_places(to);
        }
        for note in &mut self.notes {
            note.move_places(to);
        }
    }

    /// The tree alone.
    pub(crate) fn into_expr(self) -> Expr {
        self.expr
    }

    /// What the reader repaired or was not sure of.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label
            && self.expr == other.expr
            && self.results == other.results
            && self.definitions == other.definitions
    }
}

impl Eq for Formula {}

/// Reads canonical text, see [`Formula::canonical`].
impl FromStr for Formula {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::canonical(text)
    }
}

/// A formula is kept as its canonical text.
impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Self::canonical(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
