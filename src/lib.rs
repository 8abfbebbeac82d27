//! `rumusan` reads performance-indicator formulas as Indonesian planning documents write them, checks their units, and
//! computes them exactly.

#![forbid(unsafe_code)]

pub mod check;
pub mod data;
pub mod error;
mod evaluation;
pub mod formula;
#[cfg(feature = "registry")]
pub mod indicator;
pub mod number;
pub mod program;
pub mod reading;
mod span;
pub mod unit;
mod value;

pub use data::Dataset;
pub use error::{Code, Error, Language, Note, Result, Severity, Suggestion};
pub use formula::Formula;
#[cfg(feature = "registry")]
pub use indicator::{Indicator, Registry};
pub use number::{Number, Rounding};
pub use reading::{Limits, Reader, Reading, Strictness};
pub use span::Span;
pub use unit::Unit;
pub use value::Value;
