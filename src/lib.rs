//! `rumusan` reads the formulas of Indonesian planning documents as officials write them, checks their units, and computes
//! them exactly over data. An answer is exact, or it is an error with a reason. A reading is what the author meant, or the
//! doubt is said aloud.
//!
//! ```
//! use rumusan::{Dataset, Formula};
//!
//! let formula = Formula::parse("Jumlah Desa yang menyampaikan LPPD tepat waktu dibagi Jumlah Desa dikali 100%")?;
//! let names: Vec<_> = formula.variables()?.iter().map(ToString::to_string).collect();
//! assert_eq!(names, ["Jumlah Desa yang menyampaikan LPPD tepat waktu", "Jumlah Desa"]);
//!
//! let data = Dataset::new().with("Jumlah Desa yang menyampaikan LPPD tepat waktu", 144).with("Jumlah Desa", 154);
//! assert_eq!(formula.evaluate(&data)?.to_string(), "93,51%");
//! assert_eq!(formula.steps(&data)?.to_string(), "\
//! Jumlah Desa yang menyampaikan LPPD tepat waktu = 144 desa
//! Jumlah Desa = 154 desa
//! 144 desa / 154 desa x 100% = 93,51%");
//! # Ok::<(), rumusan::Error>(())
//! ```
//!
//! # What it does
//!
//! * Reads words and signs as operators, names of many words, Indonesian numbers, labels and definitions:
//!   [`Formula::parse`], [`Reader`]. What it repairs or doubts is a [`Note`] with a place and the other reading.
//! * Writes what it read in a canonical language that reads back to the same tree: [`Formula::canonical`].
//! * Knows what is counted: desa, orang, rupiah, persen, per 100.000 perempuan; a sum of desa and rupiah is an error:
//!   [`Unit`], [`Formula::check`](Formula::check).
//! * Computes with exact fractions and rounds once, at the end; roots and logarithms to proved digits: [`Number`],
//!   [`Value`].
//! * Keeps apart what is missing, what is empty and what is zero: [`Dataset`], [`Formula::evaluate`].
//! * Shows how a figure came about: [`Steps`].
//! * Compiles a formula for many rows: [`program::Program`].
//! * Keeps indicators with their formulas and accepted readings, and finds what is wrong with them: [`Registry`].
//!
//! # What it does not do
//!
//! * It guesses nothing in silence: cut-off cells and prose are errors, since a wrong figure in a report is worse than
//!   none.
//! * No figure depends on floating point: governments notice eight francs in 68 million.
//! * It opens no file and reads no clock, environment or global setting: the caller passes text, bytes and values, so it
//!   runs in a web service, a spreadsheet and a test alike.
//! * It knows no thresholds by heart: bands, weights and regulations are data of a registry, because they change.
//! * It is no general mathematics language: there are no loops, no functions of one's own, no assignments.

#![forbid(unsafe_code)]

pub mod check;
pub mod data;
pub mod error;
// What pest makes without its probe of the stack names it; depth is bounded before the grammar sees a text.
extern crate alloc;

mod evaluation;
pub mod formula;
#[cfg(feature = "registry")]
pub mod indicator;
pub mod number;
pub mod program;
pub mod reading;
mod span;
pub mod steps;
pub mod unit;
mod value;
pub mod writing;

pub use data::Dataset;
pub use error::{Code, Error, Language, Note, Result, Severity, Suggestion};
pub use formula::Formula;
#[cfg(feature = "registry")]
pub use indicator::{Indicator, Registry};
pub use number::{Number, Rounding};
pub use reading::{Limits, Reader, Reading, Strictness};
pub use span::Span;
pub use steps::Steps;
pub use unit::Unit;
pub use value::Value;

/// The README, so that its code is tested.
#[cfg(all(doctest, feature = "registry"))]
#[doc = include_str!("../README.md")]
struct Readme;
