//! What a row gives for an input.

use crate::Number;
use rust_decimal::Decimal;

/// The value of an input in one row.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// An empty cell, which is not zero.
    Missing,
    /// A whole number.
    Integer(i64),
    /// A decimal.
    Decimal(Decimal),
    /// Any exact number.
    Number(&'a Number),
}

/// A cell of a row: `i64`, [`Decimal`], [`Number`], an `Option` of these, or an [`Input`] where they are mixed.
///
/// ```
/// use rumusan::{Formula, Number, program::{Input, Program}};
///
/// let rows = Program::compile(&Formula::canonical(r#""A" / "B""#)?)?.bind(&["A", "B"])?;
/// assert_eq!(rows.eval(&[1, 8]).unwrap().to_string(), "0.125");
/// assert_eq!(rows.eval(&[Some(1), None]).unwrap_err().code().as_str(), "empty-cell");
/// assert_eq!(rows.eval(&[Input::Integer(1), Input::Number(&"1/3".parse()?)]).unwrap(), Number::from(3));
/// # Ok::<(), rumusan::Error>(())
/// ```
pub trait Cell {
    /// The value.
    fn input(&self) -> Input<'_>;
}

impl Cell for Input<'_> {
    #[inline]
    fn input(&self) -> Input<'_> {
        *self
    }
}

impl Cell for i64 {
    #[inline]
    fn input(&self) -> Input<'_> {
        Input::Integer(*self)
    }
}

impl Cell for Decimal {
    #[inline]
    fn input(&self) -> Input<'_> {
        Input::Decimal(*self)
    }
}

impl Cell for Number {
    #[inline]
    fn input(&self) -> Input<'_> {
        Input::Number(self)
    }
}

impl<C: Cell> Cell for Option<C> {
    #[inline]
    fn input(&self) -> Input<'_> {
        self.as_ref().map_or(Input::Missing, Cell::input)
    }
}

impl<C: Cell> Cell for &C {
    #[inline]
    fn input(&self) -> Input<'_> {
        (*self).input()
    }
}

impl Input<'_> {
    /// The exact number, unless the cell is empty.
    pub(super) fn number(self) -> Option<Number> {
        match self {
            Self::Missing => None,
            Self::Integer(value) => Some(Number::from(value)),
            Self::Decimal(value) => Some(Number::from(value)),
            Self::Number(value) => Some(value.clone()),
        }
    }

    /// As `mantissa / 10^scale`, where it is given so. `None` for a number that is not whole or too large: it goes the
    /// general way.
    #[inline]
    pub(super) fn scaled(self) -> Option<(i128, u32)> {
        match self {
            Self::Missing => None,
            Self::Integer(value) => Some((i128::from(value), 0)),
            Self::Decimal(value) => Some((value.mantissa(), value.scale())),
            Self::Number(value) => value.to_i128().map(|value| (value, 0)),
        }
    }

    #[inline]
    pub(super) fn is_missing(self) -> bool {
        matches!(self, Self::Missing)
    }
}
