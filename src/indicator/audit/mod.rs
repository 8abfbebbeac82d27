//! The audit: where the name, the unit and the formula of an indicator, or two rows of a registry, do not agree.
//!
//! Each [`Rule`] has a name, says why it matters and gives an example; a [`Finding`] names the rows, the field and the
//! place in it, with a message and what to do in Indonesian and English. A sound indicator is left alone: a warning is
//! given only where something contradicts itself, the rest is information, and one cause in many rows is one finding.
//!
//! A row without an accepted reading is judged by what its text reads as; it has no figure all the same.
//!
//! A finding that was accepted stays silent: `diterima = [{ kode = "shared-formula", alasan = "..." }]` in the row.

mod catalog;
mod cells;
mod finding;
mod heads;
mod inside;
mod names;
mod rows;
#[cfg(test)]
mod tests;
mod units;
mod words;

pub use catalog::Rule;
pub use finding::{Field, Finding, Place, Severity};

use super::{Indicator, Registry};
use crate::Reader;
use rows::Row;
use std::borrow::Cow;

impl Registry {
    /// What does not agree in the registry: the findings in the order of the rules, each with the rows it concerns.
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let registry = Registry::from_toml("makam.toml", r#"
    ///     format = 1
    ///     bahasa = 1
    ///     [[indikator]]
    ///     n = 12
    ///     id = "makam-terawat"
    ///     jenjang = "program"
    ///     nama = "Persentase makam yang terawat"
    ///     rumus = "Jumlah makam pahlawan yang terawat"
    ///     bacaan = '"Jumlah makam pahlawan yang terawat"'
    ///     sumber_data = "Bidang Rehabilitasi Sosial"
    /// "#)?;
    /// let findings = registry.audit();
    /// assert_eq!(findings[0].rule().as_str(), "count-under-percent-name");
    /// assert_eq!(findings[0].places()[0].n(), 12);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn audit(&self) -> Vec<Finding> {
        audit(self.all())
    }
}

impl Indicator {
    /// What does not agree in this indicator alone; [`Registry::audit`] also sees other rows.
    ///
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let findings = registry.get("lansia-terlayani").unwrap().audit();
    /// assert_eq!(findings[0].rule().as_str(), "cut-off");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn audit(&self) -> Vec<Finding> {
        audit(std::slice::from_ref(self))
    }
}

fn audit(indicators: &[Indicator]) -> Vec<Finding> {
    let indicators: Vec<Cow<'_, Indicator>> = indicators.iter().map(with_fresh_reading).collect();
    let rows = Row::all(&indicators);
    let mut findings = Vec::new();
    cells::find(&rows, &mut findings);
    units::find(&rows, &mut findings);
    names::find(&rows, &mut findings);
    inside::find(&rows, &mut findings);
    let accepted = |finding: Finding| finding.without_accepted(&rows);
    let mut findings: Vec<Finding> = findings.into_iter().filter_map(accepted).collect();
    findings.sort_by_key(|finding| (finding.rule(), finding.places()[0].n()));
    findings
}

/// The indicator, with what its text reads as where nobody has accepted a reading yet.
fn with_fresh_reading(indicator: &Indicator) -> Cow<'_, Indicator> {
    if indicator.formula().is_some() || indicator.no_reading().is_some() {
        return Cow::Borrowed(indicator);
    }
    let Some(text) = indicator.text() else { return Cow::Borrowed(indicator) };
    match Reader::new().indicator(indicator.name()).read(&text) {
        Ok(reading) if !cells::is_hardly_a_formula(&reading) => match reading.into_formula() {
            Ok(formula) => Cow::Owned(indicator.with_reading(formula)),
            Err(_) => Cow::Borrowed(indicator),
        },
        _ => Cow::Borrowed(indicator),
    }
}
