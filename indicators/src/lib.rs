//! The 142 indicators of the Renstra 2021-2026 of the Dinas Sosial, PPPA dan PMD, Kabupaten Balangan, each as the
//! document writes it and with its accepted reading.
//!
//! ```
//! use rumusan::Dataset;
//!
//! let indicator = rumusan_renstra::get("persentase-desa-lppd-tepat-waktu").unwrap();
//! assert_eq!(indicator.n(), 22);
//! assert_eq!(indicator.as_written(), Some("=Jumlah Desa yang menyampaikan LPPD tepat waktu/Jumlah Desa x 100%"));
//!
//! let data = Dataset::new().with("Jumlah Desa yang menyampaikan LPPD tepat waktu", 144).with("Jumlah desa", 154);
//! assert_eq!(indicator.evaluate(&data)?.to_string(), "93,51%");
//! # Ok::<(), rumusan::Error>(())
//! ```
//!
//! The data are TOML files inside the crate, one a program and one for tujuan and sasaran; [`rumusan::indicator`] explains
//! their layout. Nothing is read from disk.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

use rumusan::{Indicator, Registry};
use std::sync::OnceLock;

macro_rules! data_files {
    ($($name:literal),* $(,)?) => {
        /// The files of the registry, each with its name, in the order of the document's programs.
        ///
        /// ```
        /// let (name, text) = rumusan_renstra::FILES[0];
        /// assert_eq!(name, "tujuan-sasaran.toml");
        /// assert!(text.starts_with("format = 1"));
        /// ```
        pub const FILES: &[(&str, &str)] = &[ $( ($name, include_str!(concat!("../data/", $name))), )* ];
    };
}

data_files![
    "tujuan-sasaran.toml",
    "pemberdayaan-sosial.toml",
    "rehabilitasi-sosial.toml",
    "perlindungan-jaminan-sosial.toml",
    "penanganan-bencana.toml",
    "taman-makam-pahlawan.toml",
    "pengarusutamaan-gender.toml",
    "perlindungan-perempuan.toml",
    "kualitas-keluarga.toml",
    "data-gender-anak.toml",
    "pemenuhan-hak-anak.toml",
    "perlindungan-khusus-anak.toml",
    "kerja-sama-desa.toml",
    "administrasi-pemerintahan-desa.toml",
    "lembaga-kemasyarakatan.toml",
];

/// The registry of all indicators, read once.
///
/// ```
/// let registry = rumusan_renstra::registry();
/// assert_eq!(registry.by_program("kerja-sama-desa").count(), 5);
/// assert_eq!(registry.search("puspaga")[0].id(), "ikm-puspaga");
/// ```
#[allow(clippy::missing_panics_doc, reason = "the files are part of the crate")]
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| {
        // OK because the files are part of the crate and every test reads them.
        Registry::from_toml_files(FILES.iter().copied()).expect("the files of this crate are a registry")
    })
}

/// Every indicator in document order.
///
/// ```
/// assert_eq!(rumusan_renstra::all().len(), 142);
/// ```
pub fn all() -> &'static [Indicator] {
    registry().all()
}

/// The indicator of that id.
///
/// ```
/// assert_eq!(rumusan_renstra::get("ipg").unwrap().n(), 2);
/// assert!(rumusan_renstra::get("no-such-indicator").is_none());
/// ```
pub fn get(id: &str) -> Option<&'static Indicator> {
    registry().get(id)
}

/// The indicator of that number in the document.
///
/// ```
/// assert_eq!(rumusan_renstra::number(7).unwrap().id(), "persentase-desa-minimal-maju");
/// ```
pub fn number(n: u32) -> Option<&'static Indicator> {
    registry().number(n)
}
