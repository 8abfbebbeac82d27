//! What a row gives for an input.

use super::Reason;
use crate::number::MAX_DIGITS;
use crate::{Code, Number};
use rust_decimal::Decimal;

/// The value of an input in one row.
///
/// ```
/// use rumusan::{Code, Formula, Number, program::{Input, Program}};
/// use rust_decimal::Decimal;
///
/// let rows = Program::compile(&Formula::canonical(r#""realisasi" / "target""#)?)?.bind(&["realisasi", "target"])?;
/// let share = |realisasi: Input<'_>| rows.eval(&[realisasi, Input::Integer(600)]);
/// let half = Number::ratio(1, 2).unwrap();
///
/// assert_eq!(share(Input::Integer(300)).as_ref(), Ok(&half));
/// assert_eq!(share(Input::Decimal(Decimal::new(3000, 1))).as_ref(), Ok(&half));
/// assert_eq!(share(Input::Scaled { mantissa: 30_000, scale: 2 }).as_ref(), Ok(&half));
/// assert_eq!(share(Input::Scaled { mantissa: 3, scale: -2 }).as_ref(), Ok(&half)); // in hundreds
/// assert_eq!(share(Input::Number(&Number::from(300))).as_ref(), Ok(&half));
///
/// assert_eq!(share(Input::Integer(0)), Ok(Number::ZERO));
/// assert_eq!(share(Input::Missing).unwrap_err().code(), Code::EmptyCell);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// An empty cell, which is not zero.
    Missing,
    /// A whole number.
    Integer(i64),
    /// A decimal.
    Decimal(Decimal),
    /// `mantissa / 10^scale`
    Scaled {
        /// The digits.
        mantissa: i128,
        /// How many of them stand behind the point; below zero, how many zeros follow. More than the digits that a
        /// number may have are `number-too-long`.
        scale: i32,
    },
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
    /// The value. With it a type of one's own becomes a cell.
    ///
    /// ```
    /// use rumusan::{Formula, Number, program::{Cell, Input, Program}};
    ///
    /// /// Not every village has handed in its report.
    /// enum Laporan {
    ///     Masuk { rupiah: i64 },
    ///     Belum,
    /// }
    ///
    /// impl Cell for Laporan {
    ///     fn input(&self) -> Input<'_> {
    ///         match self {
    ///             Self::Masuk { rupiah } => Input::Integer(*rupiah),
    ///             Self::Belum => Input::Missing,
    ///         }
    ///     }
    /// }
    ///
    /// let rows = Program::compile(&Formula::canonical(r#""Dana Desa" / 1000000"#)?)?.bind(&["Dana Desa"])?;
    /// assert_eq!(rows.eval(&[Laporan::Masuk { rupiah: 850_000_000 }]).unwrap(), Number::from(850));
    /// assert_eq!(rows.eval(&[Laporan::Belum]).unwrap_err().code().as_str(), "empty-cell");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    fn input(&self) -> Input<'_>;

    /// As `mantissa / 10^scale`, where the mantissa is given and has at most 64 bits.
    #[doc(hidden)]
    #[inline]
    fn narrow(&self) -> Option<Narrow> {
        self.input().narrow()
    }
}

/// `mantissa / 10^scale`
///
/// ```
/// use rumusan::{Number, program::Cell};
/// use rust_decimal::Decimal;
///
/// assert!(Decimal::new(125, 1).narrow().is_some());
/// // Wide, not whole, or empty: such a row goes the general way.
/// assert!(Decimal::MAX.narrow().is_none());
/// assert!(Number::ratio(1, 3).narrow().is_none());
/// assert!(None::<i64>.narrow().is_none());
/// ```
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Narrow {
    pub(super) mantissa: i64,
    pub(super) scale: u8,
    /// It has as many bits as the mantissa; where these are 64, the mantissa is not right.
    pub(super) size: u64,
}

impl Narrow {
    #[inline]
    fn new(mantissa: i64, scale: u8) -> Self {
        Self { mantissa, scale, size: (mantissa ^ (mantissa >> 63)).cast_unsigned() }
    }
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

    #[inline]
    fn narrow(&self) -> Option<Narrow> {
        narrow(*self)
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

/// The mantissa and the scale, where the mantissa has at most 64 bits.
#[inline]
#[allow(clippy::cast_possible_truncation)] // a scale is 28 at most
fn narrow(value: Decimal) -> Option<Narrow> {
    let parts = value.unpack();
    if parts.hi != 0 {
        return None;
    }
    let size = (u64::from(parts.mid) << 32) | u64::from(parts.lo);
    let mantissa = if parts.negative { size.cast_signed().wrapping_neg() } else { size.cast_signed() };
    Some(Narrow { mantissa, scale: parts.scale as u8, size })
}

impl Input<'_> {
    /// Refuses a scale of more digits than a number may have, before its power of ten is built.
    #[inline]
    pub(super) fn check(self) -> Result<(), Reason> {
        match self {
            Self::Scaled { scale, .. } if scale.unsigned_abs() as usize > MAX_DIGITS => {
                Err(Reason::new(Code::NumberTooLong))
            }
            _ => Ok(()),
        }
    }

    /// The exact number, unless the cell is empty. [`check`](Self::check) goes before.
    pub(super) fn number(self) -> Option<Number> {
        match self {
            Self::Missing => None,
            Self::Integer(value) => Some(Number::from(value)),
            Self::Decimal(value) => Some(Number::from(value)),
            Self::Scaled { mantissa, scale } => match u32::try_from(scale) {
                Ok(scale) => Some(Number::from_scaled(mantissa, scale)),
                Err(_) => Some(Number::from(mantissa) * Number::from(10).checked_pow(-i64::from(scale)).ok()?),
            },
            Self::Number(value) => Some(value.clone()),
        }
    }

    /// As `mantissa / 10^scale`, where it is given so. `None` for a number that is wide or not whole: it goes the
    /// general way.
    #[inline]
    fn narrow(self) -> Option<Narrow> {
        match self {
            Self::Integer(value) => Some(Narrow::new(value, 0)),
            Self::Decimal(value) => narrow(value),
            Self::Scaled { mantissa, scale: scale @ 0..=28 } => {
                Some(Narrow::new(i64::try_from(mantissa).ok()?, u8::try_from(scale).ok()?))
            }
            Self::Scaled { .. } | Self::Missing => None,
            Self::Number(value) => Some(Narrow::new(i64::try_from(value.to_i128()?).ok()?, 0)),
        }
    }

    #[inline]
    pub(super) fn is_missing(self) -> bool {
        matches!(self, Self::Missing)
    }
}
