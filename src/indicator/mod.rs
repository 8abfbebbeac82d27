//! Indicators and the registry that holds them, in TOML.
//!
//! A registry file keeps each indicator as the document writes it, and beside the text the **accepted reading** in the
//! canonical language: figures come from the reading, so a better reader never changes a published figure. Keys are
//! Indonesian, like the columns of the document.
//!
//! ```toml
//! format = 1                    # the layout of the file
//! bahasa = 1                    # the version of the canonical language
//!
//! [[butir]]                     # a row of the planning ladder that indicators stand under
//! id = "administrasi-desa"
//! jenjang = "program"           # tujuan, sasaran, program, kegiatan, sub-kegiatan
//! nama = "PROGRAM ADMINISTRASI PEMERINTAHAN DESA"
//! # induk = "..."               # the item above it
//! # ejaan_lain = ["..."]        # how other tables of the document write the name
//!
//! [[besaran]]                   # a quantity of the data, shared by any number of formulas
//! nama = "Jumlah desa"
//! satuan = "desa"
//! definisi = "Banyaknya desa di kabupaten, tanpa kelurahan."
//!
//! [[indikator]]
//! n = 22                        # the number in document order
//! id = "desa-lppd-tepat-waktu"  # lower case ASCII letters, digits, hyphens; never changes
//! jenjang = "program"
//! induk = "administrasi-desa"
//! nama = "Persentase Desa yang menyampaikan LPPD tepat waktu"
//! rumus = "=Jumlah Desa yang menyampaikan LPPD tepat waktu/Jumlah Desa x 100%"
//! # ket = "..."                 # the definitions below the formula
//! # makna, alasan, sumber_referensi, sumber_data, penanggung_jawab: further cells, as written
//! # baris_sumber = [478, 479]   # first and last line in the source text
//! bacaan = '"Jumlah Desa yang menyampaikan LPPD tepat waktu" / "Jumlah Desa" * 100%'
//! alasan_bacaan = "Tanda = di awal adalah sisa dari Excel."  # where the reading differs from the letter
//! # tanpa_bacaan = "..."        # why there is no reading, in place of `bacaan`
//! # asumsi = true               # there is no formula: one quantity named by the indicator is assumed
//! # eksternal = true            # the cell is prose: one quantity that others publish
//! satuan = "persen"
//! satuan_dari = "dokumen"       # or "registri", where the document is silent
//! # arah = "naik"               # or "turun", where the document says
//! # diterima = [{ kode = "shared-formula", alasan = "..." }]  # findings of the audit that are accepted
//! # catatan = ["..."]           # what a planner should know
//!
//! [indikator.data]              # names in the formula that the data call otherwise
//! # "Jumlah Desa" = "Jumlah desa"  (not needed here: letter case does not matter)
//! ```
//!
//! The short examples below take `registry` from the file in `docs/registri.md`, which shows every key.

pub mod audit;
mod closed;
mod evaluate;
mod fields;
mod file;
mod plan;
mod quantity;
mod registry;
mod search;
#[cfg(test)]
mod tests;

pub use closed::{Direction, Level, UnitOrigin};
pub use plan::PlanItem;
pub use quantity::{Input, Quantity};
pub use registry::Registry;

use crate::Formula;
use crate::formula::Name;
use crate::unit::Unit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a registry file says of one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    n: u32,
    id: String,
    #[serde(rename = "jenjang")]
    level: Level,
    #[serde(rename = "induk", default, skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(rename = "nama")]
    name: String,
    #[serde(rename = "makna", default, skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
    #[serde(rename = "alasan", default, skip_serializing_if = "Option::is_none")]
    rationale: Option<String>,
    #[serde(rename = "rumus", default, skip_serializing_if = "Option::is_none")]
    as_written: Option<String>,
    #[serde(rename = "ket", default, skip_serializing_if = "Option::is_none")]
    definitions: Option<String>,
    #[serde(rename = "sumber_referensi", default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(rename = "sumber_data", default, skip_serializing_if = "Option::is_none")]
    data_source: Option<String>,
    #[serde(rename = "penanggung_jawab", default, skip_serializing_if = "Option::is_none")]
    responsible: Option<String>,
    #[serde(rename = "baris_sumber", default, skip_serializing_if = "Option::is_none")]
    source_lines: Option<(u32, u32)>,
    #[serde(rename = "bacaan", default, skip_serializing_if = "Option::is_none")]
    formula: Option<Formula>,
    #[serde(rename = "alasan_bacaan", default, skip_serializing_if = "Option::is_none")]
    reading_reason: Option<String>,
    #[serde(rename = "tanpa_bacaan", default, skip_serializing_if = "Option::is_none")]
    no_reading: Option<String>,
    #[serde(rename = "asumsi", default, skip_serializing_if = "is_false")]
    assumed: bool,
    #[serde(rename = "eksternal", default, skip_serializing_if = "is_false")]
    external: bool,
    #[serde(rename = "satuan", default, skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    #[serde(rename = "satuan_dari", default, skip_serializing_if = "Option::is_none")]
    unit_origin: Option<UnitOrigin>,
    #[serde(rename = "arah", default, skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    #[serde(rename = "catatan", default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(rename = "diterima", default, skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Accepted>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    data: BTreeMap<Name, Name>,
}

/// A finding of the audit that stays silent for an indicator, with the reason.
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
///     diterima = [{ kode = "count-under-percent-name", alasan = "Namanya sudah diperbaiki di perubahan Renstra." }]
/// "#)?;
/// assert_eq!(registry.all()[0].accepted()[0].rule().as_str(), "count-under-percent-name");
/// assert!(registry.audit().iter().all(|finding| finding.rule().as_str() != "count-under-percent-name"));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    #[serde(rename = "kode")]
    rule: audit::Rule,
    #[serde(rename = "alasan")]
    reason: String,
}

impl Accepted {
    /// The rule whose finding is accepted.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.accepted()[0].rule().as_str(), "empty-cell");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rule(&self) -> audit::Rule {
        self.rule
    }

    /// Why.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.accepted()[0].reason(), "Sumbernya sedang dilengkapi.");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A performance indicator: its cells as the document writes them, and the accepted reading of its formula.
///
/// ```
/// use rumusan::indicator::{Level, Registry, UnitOrigin};
///
/// let registry = Registry::from_toml("desa.toml", r#"
///     format = 1
///     bahasa = 1
///
///     [[indikator]]
///     n = 1
///     id = "desa-maju"
///     jenjang = "program"
///     nama = "Persentase desa maju"
///     rumus = "Jumlah desa maju dibagi 100% Jumlah desa"
///     bacaan = '"Jumlah desa maju" / "Jumlah desa" * 100%'
///     alasan_bacaan = "Yang dimaksud pembagian yang dikali 100%."
///     satuan = "persen"
///     satuan_dari = "dokumen"
/// "#)?;
/// let indicator = registry.get("desa-maju").unwrap();
/// assert_eq!(indicator.level(), Level::Program);
/// assert_eq!(indicator.as_written(), Some("Jumlah desa maju dibagi 100% Jumlah desa"));
/// assert_eq!(indicator.formula().unwrap().to_string(), r#""Jumlah desa maju" / "Jumlah desa" * 100%"#);
/// assert_eq!(indicator.unit_origin(), Some(UnitOrigin::Document));
/// assert_eq!(indicator.inputs().len(), 2);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    entry: Entry,
    program: Option<String>,
    inputs: Vec<Input>,
}

impl Indicator {
    /// The number in document order.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.get("desa-layak-anak").unwrap().n(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn n(&self) -> u32 {
        self.entry.n
    }

    /// The stable id: lower case ASCII letters, digits and hyphens.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.number(2).unwrap().id(), "desa-layak-anak");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn id(&self) -> &str {
        &self.entry.id
    }

    /// The rung of the planning ladder.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// use rumusan::indicator::Level;
    ///
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.level(), Level::SubKegiatan);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn level(&self) -> Level {
        self.entry.level
    }

    /// The id of the [`PlanItem`] that it stands under.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.parent(), Some("pengelolaan-keuangan-desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn parent(&self) -> Option<&str> {
        self.entry.parent.as_deref()
    }

    /// The id of its program, found from the parent upwards; none for tujuan and sasaran.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.program(), Some("administrasi-desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn program(&self) -> Option<&str> {
        self.program.as_deref()
    }

    /// The name as written.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.name(), "Persentase desa yang menetapkan APBDes tepat waktu");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.entry.name
    }

    /// The cell "Makna Indikator".
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.meaning(), Some("APBDes adalah rencana keuangan tahunan pemerintahan desa."));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn meaning(&self) -> Option<&str> {
        self.entry.meaning.as_deref()
    }

    /// The cell "Alasan Memilih Indikator".
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert!(indicator.rationale().unwrap().starts_with("Semakin besar persentasenya"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rationale(&self) -> Option<&str> {
        self.entry.rationale.as_deref()
    }

    /// The formula as written, without the definitions below it.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.as_written(), Some("=Jumlah desa tepat waktu/Jumlah seluruh desa x 100%"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn as_written(&self) -> Option<&str> {
        self.entry.as_written.as_deref()
    }

    /// The definitions below the formula (`Ket : ...`).
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-layak-anak").unwrap();
    /// assert_eq!(indicator.definitions(), Some("Ket :\nx : Jumlah desa layak anak\ny : Jumlah desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn definitions(&self) -> Option<&str> {
        self.entry.definitions.as_deref()
    }

    /// The formula as written with the definitions below it: the text that a [`Reader`](crate::Reader) is given.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let text = registry.get("desa-layak-anak").unwrap().text().unwrap();
    /// let formula = rumusan::Formula::parse(&text)?;
    /// assert_eq!(Some(&formula), registry.get("desa-layak-anak").unwrap().formula());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn text(&self) -> Option<String> {
        let formula = self.as_written()?;
        Some(match self.definitions() {
            Some(definitions) => format!("{formula}\n{definitions}"),
            None => formula.to_owned(),
        })
    }

    /// The cell "Sumber/Referensi Indikator".
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.reference(), Some("Permendagri 20/2018"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn reference(&self) -> Option<&str> {
        self.entry.reference.as_deref()
    }

    /// The cell "Sumber Data".
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.data_source(), Some("Bidang Administrasi Pemerintahan Desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn data_source(&self) -> Option<&str> {
        self.entry.data_source.as_deref()
    }

    /// The cell "Penanggung Jawab".
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.responsible(), Some("Kepala Bidang"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn responsible(&self) -> Option<&str> {
        self.entry.responsible.as_deref()
    }

    /// The first and the last line of the name in the source text.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.source_lines(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn source_lines(&self) -> Option<(u32, u32)> {
        self.entry.source_lines
    }

    /// The accepted reading; none where the cell cannot be read.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let formula = registry.get("kampung-siaga").unwrap().formula().unwrap();
    /// assert_eq!(formula.to_string(), r#""Jumlah kampung siaga yang dibentuk""#);
    /// assert!(registry.get("lansia-terlayani").unwrap().formula().is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn formula(&self) -> Option<&Formula> {
        self.entry.formula.as_ref()
    }

    /// Why the accepted reading differs from the letter, where it does.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.reading_reason(), Some("Tanda = di awal adalah sisa dari Excel."));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn reading_reason(&self) -> Option<&str> {
        self.entry.reading_reason.as_deref()
    }

    /// Why there is no reading, where there is none.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let reason = registry.get("lansia-terlayani").unwrap().no_reading().unwrap();
    /// assert_eq!(reason, "Rumusnya terpotong; perlu diklarifikasi dengan dokumen asli.");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn no_reading(&self) -> Option<&str> {
        self.entry.no_reading.as_deref()
    }

    /// Whether the document has no formula, so that one quantity named by the indicator is assumed.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(registry.get("kampung-siaga").unwrap().is_assumed());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_assumed(&self) -> bool {
        self.entry.assumed
    }

    /// Whether the cell is prose and the figure is one that others publish.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert!(registry.get("indeks-desa").unwrap().is_external());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_external(&self) -> bool {
        self.entry.external
    }

    /// The unit of the figure.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.unit().unwrap().name(), "persen");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn unit(&self) -> Option<&Unit> {
        self.entry.unit.as_ref()
    }

    /// Who says so.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// use rumusan::indicator::UnitOrigin;
    ///
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.unit_origin(), Some(UnitOrigin::Document));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn unit_origin(&self) -> Option<UnitOrigin> {
        self.unit().map(|_| self.entry.unit_origin.unwrap_or(UnitOrigin::Registry))
    }

    /// Which way it should move, where the document says.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// use rumusan::indicator::Direction;
    ///
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.direction(), Some(Direction::HigherIsBetter));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn direction(&self) -> Option<Direction> {
        self.entry.direction
    }

    /// What a planner should know.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.notes(), ["Dihitung menurut keadaan 31 Desember."]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn notes(&self) -> &[String] {
        &self.entry.notes
    }

    /// The same with a reading that nobody has accepted, for a look at it.
    fn with_reading(&self, formula: Formula) -> Self {
        let mut read = self.clone();
        let variables = formula.quantities().unwrap_or_default();
        read.inputs = variables.iter().map(|variable| Input::of(variable, &self.entry.data, |_| None)).collect();
        read.entry.formula = Some(formula);
        read
    }

    /// The findings of the audit that are accepted.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// assert_eq!(indicator.accepted().len(), 1);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn accepted(&self) -> &[Accepted] {
        &self.entry.accepted
    }

    /// The free names of the formula in written order, with the quantities behind them.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let indicator = registry.get("desa-apbdes-tepat-waktu").unwrap();
    /// let names: Vec<_> = indicator.inputs().iter().map(|input| input.data().as_str()).collect();
    /// assert_eq!(names, ["Jumlah desa tepat waktu", "Jumlah desa"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
}

/// Written like its entry in a registry file.
impl Serialize for Indicator {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entry.serialize(serializer)
    }
}
