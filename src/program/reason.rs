//! Why a row has no figure.

use crate::error::{Code, Error};

/// Why a row has no figure: a code, and which input or denominator it speaks of. [`Program::explain`](super::Program::explain)
/// makes the full error of it.
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

    /// The stable code: `unknown-name`, `empty-cell`, `zero-denominator`, `out-of-range`, and for roots and logarithms
    /// `not-computable`, `undecided-rounding` or `number-too-long`.
    pub fn code(self) -> Code {
        self.code
    }
}

impl From<&Error> for Reason {
    fn from(error: &Error) -> Self {
        Self::new(error.code())
    }
}
