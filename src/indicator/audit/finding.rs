//! What the audit says.

use super::catalog::Rule;
use super::rows::Row;
use crate::error::{Args, fill};
use crate::{Language, Span};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// How much a finding weighs.
///
/// ```
/// use rumusan::indicator::audit::Severity;
///
/// assert!(Severity::Error > Severity::Warning);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something contradicts itself.
    Warning,
    /// There is no figure, or by the letter it is wrong.
    Error,
}

impl Severity {
    /// The name in data: `info`, `warning`, `error`.
    ///
    /// ```
    /// assert_eq!(rumusan::indicator::audit::Severity::Warning.as_str(), "warning");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The field of an indicator that a finding points at, by its key in registry files.
///
/// ```
#[doc = include_str!("../example.txt")]
/// use rumusan::indicator::audit::Field;
///
/// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
/// assert_eq!(finding.places()[0].field(), Field::Formula);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// The name.
    Name,
    /// The formula as written, with the definitions below it: [`Indicator::text`](crate::Indicator::text).
    Formula,
    /// The accepted reading.
    Reading,
    /// The unit.
    Unit,
    /// The source of the indicator.
    Reference,
    /// The source of the data.
    DataSource,
    /// Who is responsible.
    Responsible,
}

impl Field {
    /// The key in registry files.
    ///
    /// ```
    /// assert_eq!(rumusan::indicator::audit::Field::Formula.as_str(), "rumus");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "nama",
            Self::Formula => "rumus",
            Self::Reading => "bacaan",
            Self::Unit => "satuan",
            Self::Reference => "sumber_referensi",
            Self::DataSource => "sumber_data",
            Self::Responsible => "penanggung_jawab",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A row that a finding concerns, and where in it.
///
/// ```
#[doc = include_str!("../example.txt")]
/// let findings = registry.get("lansia-terlayani").unwrap().audit();
/// let place = &findings[0].places()[0];
/// assert_eq!((place.n(), place.id(), place.field().as_str()), (5, "lansia-terlayani", "rumus"));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    n: u32,
    id: String,
    field: Field,
    span: Span,
}

impl Place {
    pub(super) fn new(row: &Row<'_>, field: Field, span: Span) -> Self {
        Self { n: row.indicator.n(), id: row.indicator.id().to_owned(), field, span }
    }

    /// The number of the indicator.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.places()[0].n(), 5);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn n(&self) -> u32 {
        self.n
    }

    /// The id of the indicator.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.places()[0].id(), "lansia-terlayani");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The field.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.places()[0].field().as_str(), "rumus");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn field(&self) -> Field {
        self.field
    }

    /// The place in the field's text, empty where the field is empty.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let indicator = registry.get("lansia-terlayani").unwrap();
    /// let span = indicator.audit()[0].places()[0].span();
    /// assert!(!span.of(&indicator.text().unwrap()).is_empty());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn span(&self) -> Span {
        self.span
    }
}

/// Something that does not agree: one cause, with every row it shows in.
///
/// ```
#[doc = include_str!("../example.txt")]
/// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
/// assert_eq!(finding.rule().as_str(), "cut-off");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    rule: Rule,
    severity: Severity,
    places: Vec<Place>,
    others: Vec<u32>,
    args: Args,
}

impl Finding {
    pub(super) fn new(rule: Rule, severity: Severity, places: Vec<Place>) -> Self {
        Self { rule, severity, places, others: Vec::new(), args: Vec::new() }
    }

    /// The same with a word for `{key}` in the texts.
    pub(super) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((Cow::Borrowed(key), value.to_string()));
        self
    }

    /// Whether two findings have one cause: the same rule and the same words.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.rule == other.rule && self.args == other.args
    }

    /// One more row with the same cause.
    pub(super) fn add(&mut self, place: Place) {
        self.places.push(place);
    }

    /// The same with indicators that it speaks of without finding fault with them.
    pub(super) fn beside(mut self, others: impl IntoIterator<Item = u32>) -> Self {
        self.others.extend(others);
        self
    }

    /// The finding without the rows that accept it; `None` where no row is left.
    pub(super) fn without_accepted(mut self, rows: &[Row<'_>]) -> Option<Self> {
        let accepts = |place: &Place| {
            let row = rows.iter().find(|row| row.indicator.id() == place.id);
            row.is_some_and(|row| row.indicator.accepted().iter().any(|accepted| accepted.rule() == self.rule))
        };
        let places = self.places.iter().filter(|place| !accepts(place)).cloned().collect();
        self.places = places;
        (!self.places.is_empty()).then_some(self)
    }

    /// The rule.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.rule().as_str(), "cut-off");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// How much it weighs.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.severity().as_str(), "error");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The rows with the places in them, at least one, in document order.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert_eq!(finding.places().len(), 1);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The numbers of the other indicators that the finding concerns, seen from one of its places.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert!(finding.others(&finding.places()[0]).is_empty());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn others(&self, place: &Place) -> Vec<u32> {
        let mut others: Vec<u32> = self.places.iter().map(Place::n).chain(self.others.iter().copied()).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|n| *n != place.n);
        others
    }

    /// What does not agree, in a sentence.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// use rumusan::Language;
    ///
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert!(finding.message(Language::Indonesian).starts_with("Rumusnya terpotong"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn message(&self, language: Language) -> String {
        fill(self.rule.message_template(language), &self.args)
    }

    /// What to do about it.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// use rumusan::Language;
    ///
    /// let finding = &registry.get("lansia-terlayani").unwrap().audit()[0];
    /// assert!(finding.advice(Language::Indonesian).starts_with("Perlu diklarifikasi dengan dokumen asli"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn advice(&self, language: Language) -> String {
        fill(self.rule.advice_template(language), &self.args)
    }
}
