//! The audit: where the name, the unit and the formula of an indicator, or two rows of a registry, do not agree.
//!
//! Each [`Rule`] has a name, says why it matters and gives an example; a [`Finding`] names the rows, the field and the
//! place in it, with a message and what to do in Indonesian and English. A sound indicator is left alone: a warning is
//! given only where something contradicts itself, the rest is information, and one cause in many rows is one finding.
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
use rows::Row;

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
    pub fn audit(&self) -> Vec<Finding> {
        audit(std::slice::from_ref(self))
    }
}

fn audit(indicators: &[Indicator]) -> Vec<Finding> {
    let rows = Row::all(indicators);
    let mut findings = Vec::new();
    cells::find(&rows, &mut findings);
    units::find(&rows, &mut findings);
    names::find(&rows, &mut findings);
    inside::find(&rows, &mut findings);
    let mut findings: Vec<Finding> =
        findings.into_iter().filter_map(|finding| finding.without_accepted(&rows)).collect();
    findings.sort_by_key(|finding| (finding.rule(), finding.places()[0].n()));
    findings
}
