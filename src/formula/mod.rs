//! Formulas: the tree, its names, and the text that reads back to the same tree.

mod canonical;
mod expr;
mod name;
mod print;
mod variables;

pub(crate) use canonical::{MAX_DEPTH, Rule, Syntax};
pub use expr::{Expr, Function, Node, NodeId, NodeKind, Operator};
pub use name::Name;
pub(crate) use name::{is_unseen, one_space};
pub(crate) use print::{NEGATION, strength};
pub use variables::Variable;
pub(crate) use variables::{Place, Resolved, ResolvedKind};

use crate::error::{Code, Error, Note, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// What a name in a formula stands for: another name, a number, or a formula of its own.
///
/// ```
/// use rumusan::Formula;
/// use rumusan::formula::{Definition, Expr};
///
/// let definition = Definition::new("x", Expr::variable("Jumlah desa maju"));
/// let formula = Formula::new(Expr::variable("x")).defining([definition]);
/// assert_eq!(formula.to_string(), r#""x" dengan { "x" = "Jumlah desa maju" }"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    name: Name,
    label: Option<Name>,
    expr: Expr,
}

impl Definition {
    /// A definition.
    ///
    /// ```
    /// use rumusan::formula::{Definition, Expr};
    ///
    /// assert_eq!(Definition::new("x", Expr::variable("Jumlah desa maju")).name().as_str(), "x");
    /// ```
    pub fn new(name: impl Into<Name>, expr: Expr) -> Self {
        Self { name: name.into(), label: None, expr }
    }

    /// Whether another definition says something else of the same name.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        self.name == other.name && self.expr != other.expr
    }

    /// The same with the name that stands between the defined name and its formula: `X(2) : Indeks Akta = ...`.
    ///
    /// ```
    /// use rumusan::formula::{Definition, Expr};
    ///
    /// let definition = Definition::new("X(2)", Expr::variable("A")).labelled("Indeks Akta");
    /// assert_eq!(definition.label().unwrap().as_str(), "Indeks Akta");
    /// ```
    #[must_use]
    pub fn labelled(mut self, label: impl Into<Name>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The name that is defined.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#""x" / 154 dengan { "x" = "Jumlah desa maju" }"#)?;
    /// assert_eq!(formula.definitions()[0].name().as_str(), "x");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The long name before a formula, where there is one.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#""x" / 154 dengan { "x" = "Jumlah desa maju" }"#)?;
    /// assert_eq!(formula.definitions()[0].label(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn label(&self) -> Option<&Name> {
        self.label.as_ref()
    }

    /// What the name stands for.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#""x" / 154 dengan { "x" = "Jumlah desa maju" }"#)?;
    /// assert_eq!(formula.definitions()[0].expr().to_string(), r#""Jumlah desa maju""#);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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
    ///
    /// ```
    /// use rumusan::{Formula, formula::Expr};
    ///
    /// let formula = Formula::new(Expr::variable("Ipar")).labelled("IDG");
    /// assert_eq!(formula.to_string(), r#""IDG" = "Ipar""#);
    /// ```
    #[must_use]
    pub fn labelled(mut self, label: impl Into<Name>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with a result that the text states, as in `45 / 144 x 100% = 31,25%`.
    ///
    /// ```
    /// use rumusan::{Formula, Number, formula::Expr};
    ///
    /// let formula = Formula::new(Expr::variable("A")).stating(Expr::percent(Number::from(75)));
    /// assert_eq!(formula.results()[0].to_string(), "75%");
    /// ```
    #[must_use]
    pub fn stating(mut self, result: Expr) -> Self {
        self.results.push(result);
        self
    }

    /// The same with definitions.
    ///
    /// ```
    /// use rumusan::Formula;
    /// use rumusan::formula::{Definition, Expr};
    ///
    /// let formula = Formula::new(Expr::variable("x")).defining([Definition::new("x", Expr::variable("Jumlah desa"))]);
    /// assert_eq!(formula.definitions().len(), 1);
    /// ```
    #[must_use]
    pub fn defining(mut self, definitions: impl IntoIterator<Item = Definition>) -> Self {
        self.definitions.extend(definitions);
        self
    }

    /// The same with every note made anew.
    pub(crate) fn map_notes(mut self, change: impl Fn(Note) -> Note) -> Self {
        self.notes = self.notes.into_iter().map(change).collect();
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
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::parse("Jumlah desa maju di bagi Jumlah desa x 100%")?;
    /// assert_eq!(formula.to_string(), r#""Jumlah desa maju" / "Jumlah desa" * 100%"#);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formulas = Formula::canonical_list(r#""A" / "B"; "C" * 2"#)?;
    /// assert_eq!(formulas.len(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn canonical_list(text: &str) -> Result<Vec<Self>> {
        canonical::read(text)
    }

    /// The name before the formula, as in `IPG : ...`.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("IPG = A / B")?;
    /// assert_eq!(formula.label().unwrap().as_str(), "IPG");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn label(&self) -> Option<&Name> {
        self.label.as_ref()
    }

    /// The tree.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("IPG = A / B")?;
    /// assert_eq!(formula.expr().to_string(), r#""A" / "B""#);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The results that a worked text states, in order.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("45 / 144 x 100% = 31,25%")?;
    /// assert_eq!(formula.results()[0].to_string(), "31,25%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn results(&self) -> &[Expr] {
        &self.results
    }

    /// What the names stand for, in written order.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("x / y * 100%\nKet :\nx = Jumlah desa maju\ny = Jumlah desa")?;
    /// assert_eq!(formula.definitions().len(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The definition of a name.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#""x" / 154 dengan { "x" = "Jumlah desa maju" }"#)?;
    /// assert!(formula.definition(&"x".into()).is_some() && formula.definition(&"y".into()).is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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

    /// What the reader repaired or was not sure of.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("Jumlah desa maju dibgi Jumlah desa")?;
    /// assert_eq!(formula.notes()[0].code().as_str(), "misspelt-word");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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
