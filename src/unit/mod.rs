//! Units (satuan): what a figure counts, the factor that is shown, and how it looks.

mod dimension;
mod noun;
mod parse;

pub use dimension::Dimension;
pub use noun::Noun;

use crate::Number;
use crate::error::{Error, Result};
use crate::number::Rounding;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// How a figure of a unit is shown.
///
/// ```
/// use rumusan::unit::{Look, Unit};
///
/// assert_eq!(Unit::parse("per 1.000")?.look(), Look::Rate);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Look {
    /// The figure and its noun: `154 desa`, `Rp5.000`; an index has no noun behind it.
    #[default]
    Plain,
    /// `93,51%`
    Percent,
    /// The difference of two percentages: `0,62 persen poin`.
    PercentPoint,
    /// `3,2‰`
    Permil,
    /// The difference of two indices: `0,62 poin`.
    Point,
    /// `12,5 per 100.000 perempuan`
    Rate,
    /// A bare ratio.
    Ratio,
}

/// A unit: a dimension (counted nouns, rupiah), a scale and a look.
///
/// A figure holds the unscaled number, and what is shown is number x scale: 0.75 in persen is `75%`.
///
/// ```
/// use rumusan::unit::Unit;
///
/// let unit = Unit::parse("Prosentase")?;
/// assert_eq!(unit, Unit::percent());
/// assert_eq!(unit.to_string(), "Prosentase");
/// assert_eq!(unit.canonical(), "persen");
/// assert_eq!(Unit::parse("kasus / 100.000 penduduk")?.canonical(), "kasus per 100.000 penduduk");
/// # Ok::<(), rumusan::Error>(())
/// ```
///
/// Two units are equal when they mean the same; how they were written does not matter. [`Display`](fmt::Display) writes
/// the unit as its author did, [`Unit::canonical`] in one spelling, and both read back to the unit.
#[derive(Clone, Debug)]
pub struct Unit {
    dimension: Dimension,
    scale: Number,
    look: Look,
    written: Option<Arc<str>>,
}

impl Unit {
    pub(crate) fn new(dimension: Dimension, scale: Number, look: Look) -> Self {
        Self { dimension, scale, look, written: None }
    }

    /// Reads a unit as the satuan column of a document writes it; the spelling is kept.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::parse("Rp. juta")?.canonical(), "juta rupiah");
    /// assert_eq!(Unit::parse("Org")?, Unit::parse("jiwa")?);
    /// assert_eq!(Unit::parse("12 3").unwrap_err().code().as_str(), "bad-unit");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        parse::unit(text)
    }

    /// No noun, no scale: a bare number.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert!(Unit::none().is_none());
    /// ```
    pub fn none() -> Self {
        Self::new(Dimension::default(), Number::from(1), Look::Plain)
    }

    /// Persen.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::percent(), Unit::parse("%")?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn percent() -> Self {
        Self::new(Dimension::default(), Number::from(100), Look::Percent)
    }

    /// Persen poin: the difference of two percentages.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::percent_point().canonical(), "persen poin");
    /// ```
    pub fn percent_point() -> Self {
        Self::new(Dimension::default(), Number::from(100), Look::PercentPoint)
    }

    /// An index.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::index(), Unit::parse("skor")?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn index() -> Self {
        Self::counted(Noun::index())
    }

    /// Rupiah.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::rupiah(), Unit::parse("Rp")?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rupiah() -> Self {
        Self::counted(Noun::rupiah())
    }

    /// A counted noun.
    ///
    /// ```
    /// use rumusan::unit::{Noun, Unit};
    ///
    /// assert_eq!(Unit::counted(Noun::new("desa").unwrap()), Unit::parse("Desa")?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn counted(noun: Noun) -> Self {
        Self::of(Dimension::of(noun))
    }

    /// A dimension without scale or look of its own.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun, Unit};
    ///
    /// let rate = &Dimension::of(Noun::rupiah()) / &Dimension::of(Noun::new("orang").unwrap());
    /// assert_eq!(Unit::of(rate), Unit::parse("Rp/orang")?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn of(dimension: Dimension) -> Self {
        Self::new(dimension, Number::from(1), Look::Plain)
    }

    /// The dimension per `count`, as in `per 100.000 perempuan`.
    pub(crate) fn rate(dimension: Dimension, count: Number) -> Self {
        Self::new(dimension, count, Look::Rate)
    }

    /// The same with another scale.
    #[must_use]
    pub(crate) fn scaled(mut self, scale: Number) -> Self {
        if self.scale != scale {
            self.written = None;
        }
        self.scale = scale;
        self
    }

    fn written(mut self, text: &str) -> Self {
        self.written = Some(text.into());
        self
    }

    /// What it counts or measures.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::parse("org")?.dimension().to_string(), "orang");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// The factor between the unscaled number and what is shown: 100 for persen.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::parse("Rp juta")?.scale(), &"0.000001".parse()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn scale(&self) -> &Number {
        &self.scale
    }

    /// How its figures look.
    ///
    /// ```
    /// use rumusan::unit::{Look, Unit};
    ///
    /// assert_eq!(Unit::percent().look(), Look::Percent);
    /// ```
    pub fn look(&self) -> Look {
        self.look
    }

    /// The unit as its author wrote it, where it was read from a text.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::parse("Org")?.as_written(), Some("Org"));
    /// assert_eq!(Unit::percent().as_written(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn as_written(&self) -> Option<&str> {
        self.written.as_deref()
    }

    /// Whether it is persen or a difference of such.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert!(Unit::parse("persen poin")?.is_percent());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_percent(&self) -> bool {
        matches!(self.look, Look::Percent | Look::PercentPoint)
    }

    /// Whether it is an index, or a difference of such.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert!(Unit::parse("poin")?.is_index() && !Unit::percent().is_index());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_index(&self) -> bool {
        self.dimension.as_noun().is_some_and(Noun::is_index)
    }

    /// Whether it has no noun, scale or look.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert!(Unit::parse("-")?.is_none() && Unit::parse("rasio")?.is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_none(&self) -> bool {
        self.dimension.is_one() && matches!(self.look, Look::Plain | Look::Ratio) && self.scale == Number::from(1)
    }

    /// Whether it is an amount of money.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert!(Unit::parse("juta rupiah")?.is_rupiah());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_rupiah(&self) -> bool {
        self.dimension.as_noun().is_some_and(Noun::is_rupiah)
    }

    /// The unit in its one spelling, which reads back to the same unit.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// assert_eq!(Unit::parse("%")?.canonical(), "persen");
    /// assert_eq!(Unit::none().canonical(), "tanpa satuan");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn canonical(&self) -> String {
        match self.look {
            Look::Percent => "persen".to_owned(),
            Look::PercentPoint => "persen poin".to_owned(),
            Look::Permil => "permil".to_owned(),
            Look::Point => "poin".to_owned(),
            Look::Ratio => "rasio".to_owned(),
            Look::Rate => self.rate_text(),
            Look::Plain => {
                let dimension = self.dimension.to_string();
                let noun = if dimension.is_empty() { "tanpa satuan" } else { &dimension };
                match parse::multiplier_word(&self.scale) {
                    Some("") => noun.to_owned(),
                    Some(word) => format!("{word} {noun}"),
                    None => format!("{noun} x {}", plain_scale(&self.scale)),
                }
            }
        }
    }

    /// The unit as people name it: like [`Unit::canonical`], but an index is an index, whether it runs to 1 or to 100.
    ///
    /// ```
    /// use rumusan::unit::Unit;
    ///
    /// let unit = Unit::parse("indeks x 100")?;
    /// assert_eq!((unit.canonical().as_str(), unit.name().as_str()), ("indeks x 100", "indeks"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> String {
        let is_plain = self.look == Look::Plain && (self.is_index() || self.dimension.is_one());
        if is_plain { Self::of(self.dimension.clone()).canonical() } else { self.canonical() }
    }

    /// `korban per 100.000 perempuan`
    fn rate_text(&self) -> String {
        let above = self.dimension.exponents().iter().filter(|(_, own)| *own > 0).cloned();
        let below = self.dimension.exponents().iter().filter(|(_, own)| *own < 0).cloned();
        let product = |part: Vec<(Noun, i32)>| {
            part.into_iter().fold(Dimension::default(), |all, (noun, own)| &all * &Dimension::of(noun).power(own))
        };
        let (above, below) = (product(above.collect()).to_string(), product(below.collect()).to_string());
        let below = below.strip_prefix("per ").unwrap_or(&below);
        let parts = [above.as_str(), "per", &plain_scale(&self.scale), below];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A scale in Indonesian digits: `100.000`.
fn plain_scale(scale: &Number) -> String {
    scale.to_indonesian_exact().unwrap_or_else(|| scale.to_indonesian(6, Rounding::HalfUp))
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.scale == other.scale && self.look == other.look
    }
}

impl Eq for Unit {}

/// As its author wrote it, or else [`Unit::canonical`].
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.written {
            Some(written) => f.write_str(written),
            None => f.write_str(&self.canonical()),
        }
    }
}

impl FromStr for Unit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// A unit is kept as its text.
impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
