//! Why a row has no figure.

use crate::error::{Code, Error};

/// Why a row has no figure: a code, and which input or denominator it speaks of. [`Program::explain`](super::Program::explain)
/// makes the full error of it.
///
/// ```
/// use rumusan::{Formula, program::Program};
///
/// let program = Program::compile(&Formula::canonical(r#""APK" / "APM""#)?)?;
/// let rows = program.bind(&["APK", "APM"])?;
/// let reason = rows.eval(&[Some(95), None]).unwrap_err();
/// // It is small and compares: the same cell was empty in both rows, another one in the third.
/// assert_eq!(rows.eval(&[Some(88), None]), Err(reason));
/// assert_ne!(rows.eval(&[None, Some(90)]), Err(reason));
/// assert_eq!(program.explain(reason).argument("nama"), Some("APM"));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    code: Code,
    place: u32,
}

impl Reason {
    pub(super) fn new(code: Code) -> Self {
        Self { code, place: u32::MAX }
    }

    fn at(code: Code, place: usize) -> Self {
        Self { code, place: u32::try_from(place).unwrap_or(u32::MAX) }
    }

    pub(super) fn unknown_name(slot: usize) -> Self {
        Self::at(Code::UnknownName, slot)
    }

    pub(super) fn empty_cell(slot: usize) -> Self {
        Self::at(Code::EmptyCell, slot)
    }

    pub(super) fn zero_denominator(condition: usize) -> Self {
        Self::at(Code::ZeroDenominator, condition)
    }

    pub(super) fn out_of_range() -> Self {
        Self::new(Code::OutOfRange)
    }

    pub(super) fn no_data() -> Self {
        Self::at(Code::NoData, 0)
    }

    pub(super) fn rows_outside(slot: usize) -> Self {
        Self::at(Code::RowsOutsideAggregate, slot)
    }

    /// The same where so many conditions stand before.
    pub(super) fn behind(self, conditions: usize) -> Self {
        match self.code {
            Code::ZeroDenominator => Self::zero_denominator(self.place() + conditions),
            _ => self,
        }
    }

    pub(super) fn place(self) -> usize {
        self.place as usize
    }

    /// The stable code: `unknown-name`, `empty-cell`, `zero-denominator`, `out-of-range`; for groups of rows `no-data` and
    /// `rows-outside-aggregate`; for powers, roots and logarithms `not-computable`, `undecided-rounding`,
    /// `number-too-long` or `too-many-terms`.
    ///
    /// ```
    /// use rumusan::{Code, Formula, number::Rounding, program::Program};
    ///
    /// let rows = Program::compile(&Formula::canonical(r#"akar("IPM" - "target")"#)?)?.bind(&["IPM", "target"])?;
    /// // The root of 2 has no end, so that digits must be asked for; that of -4 does not exist.
    /// assert_eq!(rows.eval(&[74, 72]).unwrap_err().code(), Code::UndecidedRounding);
    /// assert_eq!(rows.eval_rounded(&[74, 72], 3, Rounding::HalfUp).unwrap().to_string(), "1.414");
    /// assert_eq!(rows.eval_rounded(&[70, 74], 3, Rounding::HalfUp).unwrap_err().code(), Code::NotComputable);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn code(self) -> Code {
        self.code
    }
}

/// The code alone: the words that the error names are lost.
///
/// ```
/// use rumusan::{Code, Number, program::Reason};
///
/// let error = Number::from(10).checked_pow(30).unwrap().to_decimal().unwrap_err();
/// assert_eq!(Reason::from(&error).code(), Code::OutOfRange);
/// ```
impl From<&Error> for Reason {
    fn from(error: &Error) -> Self {
        Self::new(error.code())
    }
}
