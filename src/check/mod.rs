//! Units of a formula: what its names count, what its result is in, and where units contradict each other.
//!
//! The rules:
//!
//! ```
//! use rumusan::{Formula, Unit, check::Declarations};
//!
//! let declared = |unit: &str| Declarations::new().unit(Unit::parse(unit).unwrap());
//! let check = |text: &str, declared: &Declarations| match Formula::canonical(text).unwrap().check(declared) {
//!     Ok(checked) => checked.unit().map_or("?".to_owned(), |unit| unit.canonical()),
//!     Err(error) => error.code().to_string(),
//! };
//! let unit = |text: &str| check(text, &Declarations::new());
//!
//! // Nouns come from the heads of names. A name of which nothing is known blocks nothing.
//! assert_eq!(unit(r#""Jumlah desa yang melapor" + "x""#), "desa");
//! // Nouns of one kind are added, a subset to its whole; desa and orang are not.
//! assert_eq!(unit(r#""Jumlah perempuan" + "Jumlah laki-laki""#), "orang");
//! assert_eq!(unit(r#""Jumlah desa" + "Jumlah penduduk""#), "unit-clash");
//! // Products never clash, and equal nouns cancel.
//! assert_eq!(unit(r#""Belanja" / "Jumlah orang""#), "rupiah per orang");
//! assert_eq!(unit(r#""Jumlah desa maju" / "Jumlah desa""#), "rasio");
//! // 100% as a factor shows a share in percent; another p% is p/100 and keeps the other factor's unit.
//! assert_eq!(unit(r#""A" / "B" * 100%"#), "persen");
//! assert_eq!(unit(r#"40% * "Indeks A" + 60% * "Indeks B""#), "indeks");
//! // A percentage of something counted is a count.
//! assert_eq!(unit(r#""Persentase x" * "Jumlah desa""#), "desa");
//! // Differences are points; 100% less a percentage is a percentage.
//! assert_eq!(unit(r#""Persentase x" - "Persentase y""#), "persen poin");
//! assert_eq!(unit(r#""Indeks x" - "Indeks y""#), "poin");
//! assert_eq!(unit(r#"100% - "Persentase x""#), "persen");
//! // A number other than 1 beside a percentage is a doubt, and taken by the letter.
//! assert_eq!(unit(r#"1 - "A" / "B" * 100%"#), "persen");
//! let doubtful = Formula::canonical(r#"100 - "A" / "B" * 100%"#)?.check(&Declarations::new())?;
//! assert_eq!(doubtful.notes()[0].code().as_str(), "number-beside-percent");
//! // A bare ratio and a literal factor 100 fit a declared persen; a count does not.
//! assert_eq!(check(r#""A" / "B""#, &declared("persen")), "persen");
//! assert_eq!(check(r#""A" / "B" * 100"#, &declared("persen")), "persen");
//! assert_eq!(check(r#""Jumlah makam""#, &declared("persen")), "declared-unit-clash");
//! // A declared index prints a percentage times 100.
//! assert_eq!(check(r#""A" / "B" * 100%"#, &declared("indeks")), "indeks x 100");
//! // A literal 1.000, 10.000, ... that multiplies a quotient makes `per K`.
//! assert_eq!(unit(r#""Jumlah kasus" / "Jumlah anak" * 10.000"#), "kasus per 10.000 anak");
//! // A factor of 100 is never applied twice.
//! assert_eq!(unit(r#""A" / "B" * 100 * 100%"#), "percent-twice");
//! // Means, min-max normalisation and harmonic means keep the unit.
//! assert_eq!(unit(r#"rata-rata("Indeks a"; "Indeks b")"#), "indeks");
//! assert_eq!(unit(r#"("Indeks a" - 20) / (85 - 20)"#), "indeks");
//! assert_eq!(unit(r#"1 / (0,5 / "Indeks a" + 0,5 / "Indeks b")"#), "indeks");
//! # Ok::<(), rumusan::Error>(())
//! ```

mod declared;
mod heads;
mod infer;
mod product;
mod typed;

pub use heads::unit_of_name;
pub(crate) use infer::place_text;

use crate::Number;
use crate::error::{Note, Result};
use crate::formula::{Formula, Name, Resolved, Variable};
use crate::unit::{Noun, Unit};
use infer::Inference;
use std::collections::HashMap;
use typed::Typed;

/// What is declared beside a formula: the unit of its result, units of its names, the name of its indicator.
///
/// ```
/// use rumusan::{Formula, Unit, check::Declarations};
///
/// let formula = Formula::canonical(r#""A" / "B" * 100"#)?;
/// let declared = Declarations::new().unit(Unit::percent());
/// assert_eq!(formula.check(&declared)?.unit(), Some(&Unit::percent()));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Declarations {
    unit: Option<Unit>,
    names: HashMap<String, Unit>,
    indicator: Option<String>,
    together: Vec<Noun>,
}

impl Declarations {
    /// Nothing declared.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// assert!(Formula::canonical("A + B")?.check(&Declarations::new())?.unit().is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// With the unit of the result.
    ///
    /// ```
    /// use rumusan::{Formula, Unit, check::Declarations};
    ///
    /// let declared = Declarations::new().unit(Unit::parse("orang")?);
    /// assert!(Formula::canonical(r#""Jumlah desa""#)?.check(&declared).is_err());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// With the unit of a name.
    ///
    /// ```
    /// use rumusan::{Formula, Unit, check::Declarations};
    ///
    /// let formula = Formula::canonical(r#""x" + "y""#)?;
    /// let declared = Declarations::new().name("x", Unit::rupiah()).name("y", Unit::parse("orang")?);
    /// assert_eq!(formula.check(&declared).unwrap_err().code().as_str(), "unit-clash");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn name(mut self, name: impl Into<Name>, unit: Unit) -> Self {
        self.names.insert(name.into().key().to_owned(), unit);
        self
    }

    /// With the name of the indicator. One that begins with Persentase shows a bare ratio in percent; it never clashes.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let formula = Formula::canonical(r#""Korban bencana" / "jumlah seluruh korban bencana""#)?;
    /// let declared = Declarations::new().indicator("Persentase Korban Bencana yang menerima bantuan");
    /// assert_eq!(formula.check(&declared)?.unit().unwrap().canonical(), "persen");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn indicator(mut self, name: impl Into<String>) -> Self {
        self.indicator = Some(name.into());
        self
    }

    /// With two nouns that may be added here, such as `desa/kelurahan`.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations, unit::Noun};
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa" + "Jumlah kelurahan""#)?;
    /// assert_eq!(formula.check(&Declarations::new()).unwrap_err().code().as_str(), "unit-clash");
    /// let declared = Declarations::new().together(Noun::new("desa/kelurahan").unwrap());
    /// assert_eq!(formula.check(&declared)?.unit().unwrap().canonical(), "desa/kelurahan");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn together(mut self, noun: Noun) -> Self {
        self.together.push(noun);
        self
    }

    /// Whether the unit of a name is declared.
    pub(crate) fn declares(&self, name: &Name) -> bool {
        self.names.contains_key(name.key())
    }

    fn unit_of(&self, name: &Name) -> Option<&Unit> {
        self.names.get(name.key())
    }
}

/// The units of a formula that holds together.
///
/// ```
/// use rumusan::{Formula, check::Declarations};
///
/// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
/// assert_eq!(checked.unit().unwrap().canonical(), "desa");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checked {
    unit: Option<Unit>,
    /// The written arithmetic gives the unscaled number times this: 100 for `A/B x 100` under a declared persen.
    pub(crate) excess: Number,
    inputs: Vec<Input>,
    notes: Vec<Note>,
    nodes: Vec<Typed>,
}

/// A name of a formula with the unit of its bare figures.
///
/// ```
/// use rumusan::{Formula, check::Declarations};
///
/// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
/// assert_eq!(checked.inputs()[0].variable().name().as_str(), "Jumlah desa");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    variable: Variable,
    unit: Option<Unit>,
    pub(crate) scale: Number,
}

impl Input {
    /// The name and its meanings.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
    /// assert_eq!(checked.inputs()[0].variable().name().as_str(), "Jumlah desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn variable(&self) -> &Variable {
        &self.variable
    }

    /// The unit that is declared, or that the name or the formula gives away.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
    /// assert_eq!(checked.inputs()[0].unit().unwrap().canonical(), "desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }
}

impl Checked {
    /// The unit of the result, where something is known of it.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
    /// assert_eq!(checked.unit().unwrap().canonical(), "desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// The names in written order with their units.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
    /// assert_eq!(checked.inputs().len(), 1);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The unit of a node of the resolved formula, and the excess of its written arithmetic.
    pub(crate) fn node_unit(&self, node: usize) -> (Option<Unit>, Number) {
        self.nodes.get(node).map_or((None, Number::ONE), Typed::unit)
    }

    /// Doubts about units, such as `number-beside-percent`.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let checked = Formula::canonical(r#""Jumlah desa" / 2"#)?.check(&Declarations::new())?;
    /// assert!(checked.notes().is_empty());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

impl Formula {
    /// Infers the units, or says where they contradict each other: `unit-clash`, `percent-twice`.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let formula = Formula::canonical(r#""Jumlah korban" / "Jumlah perempuan" * 100.000"#)?;
    /// let checked = formula.check(&Declarations::new())?;
    /// assert_eq!(checked.unit().unwrap().canonical(), "korban per 100.000 perempuan");
    /// assert_eq!(checked.inputs()[0].unit().unwrap().canonical(), "korban");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn check(&self, declarations: &Declarations) -> Result<Checked> {
        check(self, &self.resolve()?, declarations, &[])
    }
}

/// `in_percent` says of each variable whether its value was written with a percent sign, which then is its unit.
pub(crate) fn check(
    formula: &Formula,
    resolved: &Resolved,
    declarations: &Declarations,
    in_percent: &[bool],
) -> Result<Checked> {
    let mut inference = Inference::new(formula, resolved, declarations, in_percent);
    inference.run();
    let (unit, excess) = declared::settle(&mut inference);
    if let Some(first) = (!inference.errors.is_empty()).then(|| inference.errors.remove(0)) {
        return Err(first.and(inference.errors));
    }
    let inputs = resolved.variables.iter().zip(inference.variables).map(|(variable, unit)| {
        let scale = unit.as_ref().map_or(Number::ONE, |unit| Typed::of_unit(unit).1);
        Input { variable: variable.clone(), unit, scale }
    });
    Ok(Checked { unit, excess, inputs: inputs.collect(), notes: inference.notes, nodes: inference.types })
}

#[cfg(test)]
mod tests;
