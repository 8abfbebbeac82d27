//! What a node comes to: one quantity, or one for each row of data.

use crate::error::{Code, Error, Result};
use crate::formula::Function;
use crate::number::Quantity;

/// One quantity, or one for each row.
#[derive(Clone, Debug)]
pub(crate) enum Amount {
    One(Quantity),
    Rows(Vec<Quantity>),
}

impl Amount {
    /// The same operation on every row.
    pub(super) fn map(self, operation: impl Fn(Quantity) -> Result<Quantity>) -> Result<Self> {
        match self {
            Self::One(value) => operation(value).map(Self::One),
            Self::Rows(rows) => rows.into_iter().map(operation).collect::<Result<_>>().map(Self::Rows),
        }
    }

    /// Joins row by row; a single quantity stands in every row.
    pub(super) fn join(self, other: Self, operation: impl Fn(Quantity, Quantity) -> Result<Quantity>) -> Result<Self> {
        match (self, other) {
            (Self::One(a), Self::One(b)) => operation(a, b).map(Self::One),
            (rows @ Self::Rows(_), Self::One(b)) => rows.map(|a| operation(a, b.clone())),
            (Self::One(a), rows @ Self::Rows(_)) => rows.map(|b| operation(a.clone(), b)),
            (Self::Rows(left), Self::Rows(right)) if left.len() == right.len() => {
                left.into_iter().zip(right).map(|(a, b)| operation(a, b)).collect::<Result<_>>().map(Self::Rows)
            }
            (Self::Rows(left), Self::Rows(right)) => {
                Err(Error::new(Code::RowCountDiffers).with("banyak", right.len()).with("lain", left.len()))
            }
        }
    }

    /// A function: `jumlah`, `rata-rata`, `min` and `maks` of one argument run over its rows, of several over the
    /// arguments; the others go row by row.
    pub(super) fn call(function: Function, arguments: Vec<Self>) -> Result<Self> {
        let over_rows = matches!(function, Function::Sum | Function::Mean | Function::Min | Function::Max);
        let is_alone = arguments.len() == 1;
        let mut arguments = arguments.into_iter();
        let first = arguments.next().ok_or_else(|| Error::new(Code::NoData))?;
        match first {
            Self::Rows(rows) if over_rows && is_alone => Quantity::call(function, rows).map(Self::One),
            first => {
                let rest = arguments.map(Self::one).collect::<Result<Vec<_>>>()?;
                let with_rest = |value| Quantity::call(function, std::iter::once(value).chain(rest.clone()).collect());
                if over_rows { with_rest(first.one()?).map(Self::One) } else { first.map(with_rest) }
            }
        }
    }

    /// A measure of the memory that it takes.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::One(value) => value.weight(),
            Self::Rows(rows) => rows.iter().map(Quantity::weight).sum(),
        }
    }

    fn one(self) -> Result<Quantity> {
        match self {
            Self::One(value) => Ok(value),
            Self::Rows(_) => Err(Error::new(Code::RowsOutsideAggregate)),
        }
    }

    /// The amount, unless one of its numbers has grown beyond bounds.
    pub(super) fn checked(self) -> Result<Self> {
        match self {
            Self::One(value) => value.checked().map(Self::One),
            Self::Rows(rows) => rows.into_iter().map(Quantity::checked).collect::<Result<_>>().map(Self::Rows),
        }
    }
}
