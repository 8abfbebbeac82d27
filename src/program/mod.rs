//! Formulas compiled once and evaluated over many rows: exact, and about as fast as floating point.
//!
//! A formula of `+ - * /` and whole powers becomes one fraction of polynomials with whole coefficients, so that a row
//! costs a few multiplications and one correctly rounded division. Functions, and what would grow too large when
//! multiplied out, become a list of steps over exact numbers instead; the answers are the same.
//!
//! | one row at a time | [`Bound::eval`], [`Bound::eval_decimal`], [`Bound::eval_rounded`] |
//! |---|---|
//! | groups of rows | [`Bound::eval_group`], [`Bound::eval_group_rounded`], [`Bound::eval_group_columns`] |
//! | columns | [`Bound::eval_columns`], [`Bound::eval_into`] |
//! | columns on all threads | `Bound::par_eval_into`, feature `rayon` |
//! | Arrow record batches | `Program::eval_record_batch`, feature `arrow` |
//!
//! A program computes on pure numbers: `80%` is 0.8, and inputs count as they are given. Where a unit says otherwise
//! (a column of percents, a figure shown in percent), [`Compiler`] takes a scale for it.

mod aggregate;
#[cfg(feature = "arrow")]
mod arrow;
mod batch;
mod column;
mod compile;
mod input;
mod kernel;
mod linear;
mod plan;
mod polynomial;
mod quotient;
mod reason;
mod row;
mod steps;

pub use column::{Column, Figures, Mantissa};
pub use compile::Compiler;
pub use input::{Cell, Input};
pub use reason::Reason;
pub use row::Bound;

use crate::error::{Code, Error, Result};
use crate::formula::{Formula, Function, Variable};
use polynomial::{Fraction, Polynomial};
use std::collections::HashMap;
use std::sync::Arc;
use steps::Steps;

/// A compiled formula. Cloning is cheap, and programs can be shared between threads.
///
/// ```
/// use rumusan::{Formula, program::Program};
/// use rust_decimal::Decimal;
///
/// let formula = Formula::canonical(r#""desa melapor" / "desa" * 100"#)?;
/// let program = Program::compile(&formula)?;
/// let rows = program.bind(&["kode", "desa", "desa melapor"])?;
///
/// let share = rows.eval_decimal(&[Decimal::from(6311), Decimal::from(154), Decimal::from(144)]);
/// assert_eq!(share.unwrap().to_string(), "93.50649350649350649350649351");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Program {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// The inputs in written order: slot by slot.
    variables: Vec<Variable>,
    /// For each of them, whether it stands outside every aggregate.
    single: Vec<bool>,
    /// Inner ones first; their slots follow those of the inputs.
    aggregates: Vec<Aggregate>,
    outer: Part,
}

/// A function over rows.
#[derive(Debug)]
struct Aggregate {
    function: Function,
    /// What is computed in each row.
    part: Part,
}

/// A formula without aggregates of its own.
#[derive(Debug)]
struct Part {
    body: Body,
    /// The written denominators in the order of evaluation.
    conditions: Vec<Condition>,
    /// How many conditions the parts before have.
    first_condition: usize,
}

#[derive(Debug)]
enum Body {
    Fraction(Fraction),
    Steps(Steps),
}

/// Something that must not be zero.
#[derive(Debug)]
struct Condition {
    /// What must not be zero, where the body is a fraction.
    polynomial: Polynomial,
    /// As it stands in the formula.
    text: String,
}

impl Program {
    /// Compiles a formula, its definitions followed. Every scale is one; for others, and for the errors, see
    /// [`Compiler`].
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let text = "A / B x 100%, A = Jumlah BUMDes yang berkembang, B = Jumlah BUMDes";
    /// let formula = Formula::parse(text)?;
    /// let program = Program::compile(&formula)?;
    /// let rows = program.bind(&["Jumlah BUMDes", "Jumlah BUMDes yang berkembang"])?;
    /// assert_eq!(rows.eval(&[40, 26]).unwrap().to_string(), "0.65");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn compile(formula: &Formula) -> Result<Self> {
        Compiler::new(formula).compile()
    }

    /// The inputs in written order, with the names that the definitions give them.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let program = Program::compile(&Formula::canonical(r#"("b" - "a") / "b""#)?)?;
    /// let names: Vec<_> = program.inputs().iter().map(|input| input.name().as_str()).collect();
    /// assert_eq!(names, ["b", "a"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn inputs(&self) -> &[Variable] {
        &self.inner.variables
    }

    /// Whether the formula became one fraction, which is what the fast ways of evaluation are for.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let is_fraction = |text: &str| Program::compile(&Formula::canonical(text).unwrap()).unwrap().is_fraction();
    /// assert!(is_fraction(r#"("A" / "B" + "C" / "D") / 2 * 100%"#));
    /// assert!(!is_fraction(r#"akar("A" * "B")"#));
    /// ```
    pub fn is_fraction(&self) -> bool {
        self.inner.aggregates.is_empty() && matches!(self.inner.outer.body, Body::Fraction(_))
    }

    /// Finds the inputs among the names of columns; the error `unknown-name` names the first that is not there.
    ///
    /// Names are compared as everywhere: white space aside, and case too, except in symbols such as `A`; an input is also
    /// found under the longer name that the formula's definitions give it. Of two columns with one name the first counts.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""posyandu aktif" / "posyandu""#)?)?;
    /// // The order of the columns and further ones do not matter.
    /// let rows = program.bind(&["Kecamatan", "POSYANDU", "Posyandu  Aktif"])?;
    /// assert_eq!(rows.eval(&[1, 80, 60]).unwrap().to_string(), "0.75");
    ///
    /// let error = program.bind(&["posyandu"]).unwrap_err();
    /// assert_eq!((error.code().as_str(), error.argument("nama")), ("unknown-name", Some("posyandu aktif")));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn bind<S: AsRef<str>>(&self, schema: &[S]) -> Result<Bound> {
        let places = self.places(schema);
        match places.iter().position(Option::is_none) {
            None => Ok(Bound::new(self.clone(), places)),
            Some(slot) => Err(self.explain(Reason::unknown_name(slot))),
        }
    }

    /// The same for tables that may lack columns: every row then gives the reason `unknown-name`.
    ///
    /// ```
    /// use rumusan::{Code, Formula, program::Program};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""A" / "B""#)?)?;
    /// let rows = program.bind_known(&["A"]);
    /// assert_eq!(rows.eval(&[1]).unwrap_err().code(), Code::UnknownName);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn bind_known<S: AsRef<str>>(&self, schema: &[S]) -> Bound {
        Bound::new(self.clone(), self.places(schema))
    }

    fn places<S: AsRef<str>>(&self, schema: &[S]) -> Vec<Option<usize>> {
        let mut columns = HashMap::new();
        for (at, name) in schema.iter().enumerate() {
            columns.entry(crate::formula::Name::key_of(name.as_ref())).or_insert(at);
        }
        let place = |variable: &Variable| variable.names().find_map(|name| columns.get(name.key()).copied());
        self.inner.variables.iter().map(place).collect()
    }

    fn condition(&self, place: usize) -> Option<&Condition> {
        let parts = self.inner.aggregates.iter().map(|aggregate| &aggregate.part).chain([&self.inner.outer]);
        parts.flat_map(|part| &part.conditions).nth(place)
    }

    /// The full error for a reason, with the name that it speaks of.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""A" / "B""#)?)?;
    /// let reason = program.bind(&["A", "B"])?.eval(&[1, 0]).unwrap_err();
    /// assert_eq!(program.explain(reason).argument("penyebut"), Some("B"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn explain(&self, reason: Reason) -> Error {
        let error = Error::new(reason.code());
        match reason.code() {
            Code::UnknownName | Code::EmptyCell | Code::NoData | Code::RowsOutsideAggregate => {
                match self.inner.variables.get(reason.place()) {
                    Some(variable) => {
                        error.at(variable.span()).with("nama", variable.name()).with("mirip", "").with("near", "")
                    }
                    None => error,
                }
            }
            Code::ZeroDenominator => match self.condition(reason.place()) {
                Some(condition) => error.with("penyebut", &condition.text),
                None => error,
            },
            Code::NumberTooLong => error.with("batas", crate::number::MAX_DIGITS),
            _ => error,
        }
    }
}
