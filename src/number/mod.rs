//! Exact rational numbers, their rounding, and their texts.
//!
//! * [`Number`] computes; nothing overflows and nothing is rounded on the way.
//! * [`Rounding`] says how a figure is rounded, once, at the end.
//! * [`Numeral`] reads numbers as Indonesian documents write them, and says where two readings are possible.

mod arithmetic;
mod enclosure;
mod numeral;
mod quantity;
mod real;
mod round;
mod text;

pub(crate) use enclosure::Enclosure;
pub use numeral::{Numeral, NumeralStyle};
pub(crate) use quantity::{Quantity, check_count};
pub use real::{MAX_REAL_DIGITS, Real};
pub use round::Rounding;

use crate::error::{Code, Error, Result};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive};
use rust_decimal::Decimal;
use std::num::NonZero;

/// The most digits that a text of a number, or the result of a power, may have.
///
/// ```
/// use rumusan::{Number, number::MAX_DIGITS};
///
/// assert!("9".repeat(MAX_DIGITS).parse::<Number>().is_ok());
/// assert!("9".repeat(MAX_DIGITS + 1).parse::<Number>().is_err());
/// ```
pub const MAX_DIGITS: usize = 100_000;

/// An exact rational number.
///
/// Small numbers are kept without allocation, large ones grow as they must; both kinds compare, hash and print alike.
/// There is no operator for division, since a denominator can be zero: see [`checked_div`](Self::checked_div).
///
/// ```
/// use rumusan::Number;
///
/// let third: Number = "1/3".parse()?;
/// assert_eq!(&third * &Number::from(3), Number::from(1));
///
/// let sum = "0.1".parse::<Number>()? + "0.2".parse::<Number>()?;
/// assert_eq!(sum, "0.3".parse()?);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// Lowest terms, the denominator above zero; `Small` whenever both parts fit, so that equal numbers have equal parts.
///
/// `i128::MIN` counts as not fitting: then a sign change never overflows.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i128, NonZero<i128>),
    Big(Box<Ratio>),
}

/// A fraction of big integers.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Ratio {
    numerator: BigInt,
    denominator: BigInt,
}

const ONE: NonZero<i128> = NonZero::new(1).unwrap(); // OK because 1 is not zero, and a constant is checked when it is built

impl Number {
    /// Zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!([1, 2].map(Number::from).into_iter().fold(Number::ZERO, |sum, next| sum + next), Number::from(3));
    /// ```
    pub const ZERO: Self = Self(Repr::Small(0, ONE));
    /// One.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!(Number::from(4).checked_pow(0).unwrap(), Number::ONE);
    /// ```
    pub const ONE: Self = Self(Repr::Small(1, ONE));

    /// `numerator / denominator`, or `None` where the denominator is zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!(Number::ratio(6, -4).unwrap().to_string(), "-1.5");
    /// assert_eq!(Number::ratio(1, 0), None);
    /// ```
    pub fn ratio(numerator: impl Into<Self>, denominator: impl Into<Self>) -> Option<Self> {
        numerator.into().checked_div(&denominator.into())
    }

    /// From parts that are in lowest terms already, the denominator above zero.
    fn from_lowest(numerator: i128, denominator: i128) -> Self {
        match NonZero::new(denominator) {
            Some(denominator) if numerator != i128::MIN => Self(Repr::Small(numerator, denominator)),
            _ => Self::from_big(BigInt::from(numerator), BigInt::from(denominator)),
        }
    }

    /// From any parts whose denominator is not zero.
    fn from_small(numerator: i128, denominator: i128) -> Self {
        if numerator == i128::MIN || denominator == i128::MIN {
            return Self::from_big(BigInt::from(numerator), BigInt::from(denominator));
        }
        let common = arithmetic::gcd(numerator, denominator) * denominator.signum();
        Self::from_lowest(numerator / common, denominator / common)
    }

    /// From any parts whose denominator is not zero.
    pub(crate) fn from_big(numerator: BigInt, denominator: BigInt) -> Self {
        // The divisor is found in time that grows with the square of the digits: not where it is known.
        if denominator.is_one() {
            return Self::from_big_lowest(numerator, denominator);
        }
        let mut common = numerator.gcd(&denominator);
        if denominator.is_negative() {
            common = -common;
        }
        let (numerator, denominator) =
            if common.is_one() { (numerator, denominator) } else { (numerator / &common, denominator / &common) };
        Self::from_big_lowest(numerator, denominator)
    }

    /// From a big integer.
    pub(crate) fn from_integer(value: BigInt) -> Self {
        Self::from_big_lowest(value, BigInt::one())
    }

    fn from_big_lowest(numerator: BigInt, denominator: BigInt) -> Self {
        let small = |value: &BigInt| value.to_i128().filter(|value| *value != i128::MIN);
        match (small(&numerator), small(&denominator).and_then(NonZero::new)) {
            (Some(numerator), Some(denominator)) => Self(Repr::Small(numerator, denominator)),
            _ => Self(Repr::Big(Box::new(Ratio { numerator, denominator }))),
        }
    }

    /// Both parts as big integers, the denominator above zero.
    pub(crate) fn to_big(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(numerator, denominator) => (BigInt::from(*numerator), BigInt::from(denominator.get())),
            Repr::Big(ratio) => (ratio.numerator.clone(), ratio.denominator.clone()),
        }
    }

    /// Numerator and denominator, where both are small. The numerator is never `i128::MIN`.
    pub(crate) fn as_small(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small(numerator, denominator) => Some((*numerator, denominator.get())),
            Repr::Big(_) => None,
        }
    }

    /// Whether it is zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert!((Number::from(154) - Number::from(154)).is_zero());
    /// ```
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether it is below zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert!((Number::from(144) - Number::from(154)).is_negative());
    /// ```
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(numerator, _) => *numerator < 0,
            Repr::Big(ratio) => ratio.numerator.is_negative(),
        }
    }

    /// Whether it is a whole number.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert!("12.0".parse::<Number>()?.is_integer());
    /// assert!(!"12.5".parse::<Number>()?.is_integer());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, denominator) => denominator.get() == 1,
            Repr::Big(ratio) => ratio.denominator.is_one(),
        }
    }

    /// The numerator and the denominator, the latter above zero, in lowest terms.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// let (above, below) = "-1.50".parse::<Number>()?.into_parts();
    /// assert_eq!((above, below), (Number::from(-3), Number::from(2)));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn into_parts(self) -> (Self, Self) {
        match self.0 {
            Repr::Small(numerator, denominator) => {
                (Self(Repr::Small(numerator, ONE)), Self(Repr::Small(denominator.get(), ONE)))
            }
            Repr::Big(ratio) => (
                Self::from_big_lowest(ratio.numerator, BigInt::one()),
                Self::from_big_lowest(ratio.denominator, BigInt::one()),
            ),
        }
    }

    /// About how many decimal digits numerator and denominator have together: a measure of the work that it makes.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert!(Number::from(7).checked_pow(1000)?.size() > 800);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn size(&self) -> usize {
        let bits = match &self.0 {
            Repr::Small(numerator, denominator) => u64::from(
                256 - numerator.unsigned_abs().leading_zeros() - denominator.get().unsigned_abs().leading_zeros(),
            ),
            Repr::Big(ratio) => ratio.numerator.bits() + ratio.denominator.bits(),
        };
        // log10(2) is a little above 3/10.
        usize::try_from(bits / 10 * 3 + 1).unwrap_or(usize::MAX)
    }

    /// The number as an integer, where it is whole and fits.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!("154.00".parse::<Number>()?.to_i128(), Some(154));
    /// assert_eq!("1/3".parse::<Number>()?.to_i128(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_i128(&self) -> Option<i128> {
        match &self.0 {
            Repr::Small(numerator, ONE) => Some(*numerator),
            Repr::Big(ratio) if ratio.denominator.is_one() => ratio.numerator.to_i128(),
            _ => None,
        }
    }

    /// The nearest [`Decimal`], ties away from zero; the error `out-of-range` where none is near enough.
    ///
    /// A number with at most 28 fraction digits that fits is kept whole; of others as many digits as fit are kept.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!("2/3".parse::<Number>()?.to_decimal()?.to_string(), "0.6666666666666666666666666667");
    /// assert_eq!(Number::from(10).checked_pow(30)?.to_decimal().unwrap_err().code().as_str(), "out-of-range");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_decimal(&self) -> Result<Decimal> {
        let out_of_range = || Error::new(Code::OutOfRange);
        let most = Decimal::MAX_SCALE;
        let mut scale = match self.fraction_digits() {
            Some(digits) if digits <= u64::from(most) => u32::try_from(digits).unwrap_or(most),
            _ => most,
        };
        loop {
            let mantissa = self.scaled(scale, Rounding::HalfUp);
            let fitting = mantissa.to_i128().and_then(|value| Decimal::try_from_i128_with_scale(value, scale).ok());
            match (fitting, scale) {
                (Some(decimal), _) => return Ok(decimal),
                (None, 0) => return Err(out_of_range()),
                (None, _) => {
                    // Digits beyond the 29 that a Decimal can hold; at least one must go.
                    let over = mantissa.size().saturating_sub(34);
                    scale = scale.saturating_sub(u32::try_from(over).unwrap_or(scale).max(1));
                }
            }
        }
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

macro_rules! from_integers {
    ($($kind:ty),*) => {
        $(
            impl From<$kind> for Number {
                fn from(value: $kind) -> Self {
                    Self(Repr::Small(i128::from(value), ONE))
                }
            }
        )*
    };
}

from_integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl From<i128> for Number {
    fn from(value: i128) -> Self {
        Self::from_lowest(value, 1)
    }
}

impl From<u128> for Number {
    fn from(value: u128) -> Self {
        i128::try_from(value).map_or_else(|_| Self::from_integer(BigInt::from(value)), Self::from)
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::from(value as u128)
    }
}

/// Exact: every digit is kept.
///
/// ```
/// use rumusan::Number;
/// use rust_decimal::Decimal;
///
/// assert_eq!(Number::from(Decimal::new(1250, 2)), "12.5".parse()?);
/// # Ok::<(), rumusan::Error>(())
/// ```
impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self::from_scaled(value.mantissa(), value.scale())
    }
}

impl From<&Number> for Number {
    fn from(value: &Number) -> Self {
        value.clone()
    }
}

impl Number {
    /// `mantissa / 10^scale`.
    pub(crate) fn from_scaled(mantissa: i128, scale: u32) -> Self {
        match 10_i128.checked_pow(scale) {
            Some(power) => Self::from_small(mantissa, power),
            None => Self::from_big(BigInt::from(mantissa), BigInt::from(10).pow(scale)),
        }
    }
}
