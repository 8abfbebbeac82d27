//! Sums, products, quotients, powers and comparison: i128 first, big integers where that overflows.

use super::{MAX_DIGITS, Number, Repr};
use crate::error::{Code, Error, Result};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed};
use std::cmp::Ordering;
use std::iter::{Product, Sum};
use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

/// The greatest common divisor, above zero unless both are zero.
pub(super) fn gcd(a: i128, b: i128) -> i128 {
    match (u64::try_from(a.unsigned_abs()), u64::try_from(b.unsigned_abs())) {
        // Counts fit into 64 bits, where it is several times as fast.
        (Ok(a), Ok(b)) => i128::from(num_integer::gcd(a, b)),
        _ => num_integer::gcd(a, b),
    }
}

/// `a/b + c/d` in lowest terms, unless a step overflows.
fn add_small(a: i128, b: i128, c: i128, d: i128) -> Option<(i128, i128)> {
    if b == 1 && d == 1 {
        return Some((a.checked_add(c)?, 1));
    }
    let common = gcd(b, d);
    let (b_rest, d_rest) = (b / common, d / common);
    let sum = a.checked_mul(d_rest)?.checked_add(c.checked_mul(b_rest)?)?;
    // Whatever still cancels divides the common part (Knuth, 4.5.1).
    let cancels = if common == 1 { 1 } else { gcd(sum, common) };
    Some((sum / cancels, b_rest.checked_mul(d / cancels)?))
}

/// `a/b * c/d` in lowest terms, unless a step overflows.
fn mul_small(a: i128, b: i128, c: i128, d: i128) -> Option<(i128, i128)> {
    if b == 1 && d == 1 {
        return Some((a.checked_mul(c)?, 1));
    }
    let (across, back) = (gcd(a, d), gcd(c, b));
    Some(((a / across).checked_mul(c / back)?, (b / back).checked_mul(d / across)?))
}

fn add(left: &Number, right: &Number) -> Number {
    if let (Some((a, b)), Some((c, d))) = (left.as_small(), right.as_small())
        && let Some((numerator, denominator)) = add_small(a, b, c, d)
    {
        return Number::from_lowest(numerator, denominator);
    }
    let ((a, b), (c, d)) = (left.to_big(), right.to_big());
    if b == d {
        return Number::from_big(a + c, b);
    }
    Number::from_big(a * &d + c * &b, b * d)
}

fn mul(left: &Number, right: &Number) -> Number {
    if let (Some((a, b)), Some((c, d))) = (left.as_small(), right.as_small())
        && let Some((numerator, denominator)) = mul_small(a, b, c, d)
    {
        return Number::from_lowest(numerator, denominator);
    }
    let ((a, b), (c, d)) = (left.to_big(), right.to_big());
    Number::from_big(a * c, b * d)
}

fn sub(left: &Number, right: &Number) -> Number {
    add(left, &-right)
}

impl Number {
    /// The quotient, or `None` where `divisor` is zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!(Number::from(1).checked_div(&Number::from(3)), Some("1/3".parse()?));
    /// assert_eq!(Number::from(1).checked_div(&Number::ZERO), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        Some(mul(self, &divisor.reciprocal()?))
    }

    /// `1 / self`, or `None` for zero.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!(Number::from(-4).reciprocal().unwrap().to_string(), "-0.25");
    /// ```
    pub fn reciprocal(&self) -> Option<Self> {
        match &self.0 {
            Repr::Small(0, _) => None,
            Repr::Small(numerator, denominator) => {
                Some(Self::from_lowest(denominator.get() * numerator.signum(), numerator.abs()))
            }
            Repr::Big(ratio) => {
                let (above, below) = (ratio.denominator.clone(), ratio.numerator.clone());
                let (above, below) = if below.is_negative() { (-above, -below) } else { (above, below) };
                Some(Self::from_big_lowest(above, below))
            }
        }
    }

    /// The greatest common divisor of two whole numbers.
    pub(crate) fn gcd(&self, other: &Self) -> Self {
        match (self.as_small(), other.as_small()) {
            (Some((a, 1)), Some((b, 1))) => Self::from(gcd(a, b)),
            _ => Self::from_integer(self.to_big().0.gcd(&other.to_big().0)),
        }
    }

    /// The least common multiple of two whole numbers that are not zero.
    pub(crate) fn lcm(&self, other: &Self) -> Self {
        (self * other).abs().checked_div(&self.gcd(other)).unwrap_or(Self::ONE)
    }

    /// The absolute value.
    ///
    /// ```
    /// assert_eq!(rumusan::Number::from(-3).abs(), rumusan::Number::from(3));
    /// ```
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// A power with a whole exponent; `x^0` is 1 for every x.
    ///
    /// The error is `zero-denominator` for a negative power of zero, and `number-too-long` where the result would have
    /// more than [`MAX_DIGITS`] digits: `9^387420489` is an error, not a wait.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!("1.5".parse::<Number>()?.checked_pow(-2)?, "4/9".parse()?);
    /// assert_eq!(Number::from(9).checked_pow(387_420_489).unwrap_err().code().as_str(), "number-too-long");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn checked_pow(&self, exponent: i64) -> Result<Self> {
        if exponent < 0 {
            let base = self.reciprocal().ok_or_else(|| Error::new(Code::ZeroDenominator).with("penyebut", self))?;
            return base.power(exponent.unsigned_abs());
        }
        self.power(exponent.unsigned_abs())
    }

    fn power(&self, exponent: u64) -> Result<Self> {
        let (above, below) = match self.as_small() {
            Some((0 | 1, 1)) if exponent > 0 => return Ok(self.clone()),
            Some((-1, 1)) => return Ok(Self::from(if exponent.is_multiple_of(2) { 1 } else { -1 })),
            Some((above, below)) => {
                let whole = |value: i128| value.checked_pow(u32::try_from(exponent).ok()?);
                if let (Some(above), Some(below)) = (whole(above), whole(below)) {
                    return Ok(Self::from_lowest(above, below));
                }
                (BigInt::from(above), BigInt::from(below))
            }
            None => self.to_big(),
        };
        let too_long = || Error::new(Code::NumberTooLong).with("batas", MAX_DIGITS);
        // A little less than the digits of the result: bits * log10(2).
        let digits = (above.bits().max(below.bits()) - 1).checked_mul(exponent).map(|bits| bits / 10 * 3);
        if digits.is_none_or(|digits| digits > MAX_DIGITS as u64) {
            return Err(too_long());
        }
        let exponent = u32::try_from(exponent).map_err(|_| too_long())?;
        // Powers of numbers without a common divisor have none either.
        let below = if below.is_one() { below } else { below.pow(exponent) };
        Ok(Self::from_big_lowest(above.pow(exponent), below))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some((a, b)), Some((c, d))) = (self.as_small(), other.as_small()) {
            if b == d {
                return a.cmp(&c);
            }
            if let (Some(left), Some(right)) = (a.checked_mul(d), c.checked_mul(b)) {
                return left.cmp(&right);
            }
        }
        let ((a, b), (c, d)) = (self.to_big(), other.to_big());
        (a * d).cmp(&(c * b))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small(numerator, denominator) => Number(Repr::Small(-numerator, *denominator)),
            Repr::Big(ratio) => Number::from_big_lowest(-&ratio.numerator, ratio.denominator.clone()),
        }
    }
}

impl Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        -&self
    }
}

/// An operator for every mixture of values and references.
macro_rules! operator {
    ($kind:ident, $method:ident, $assign:ident, $assign_method:ident, $compute:path) => {
        impl $kind for &Number {
            type Output = Number;

            fn $method(self, other: Self) -> Number {
                $compute(self, other)
            }
        }

        impl $kind for Number {
            type Output = Number;

            fn $method(self, other: Self) -> Number {
                $compute(&self, &other)
            }
        }

        impl $kind<&Number> for Number {
            type Output = Number;

            fn $method(self, other: &Number) -> Number {
                $compute(&self, other)
            }
        }

        impl $kind<Number> for &Number {
            type Output = Number;

            fn $method(self, other: Number) -> Number {
                $compute(self, &other)
            }
        }

        impl $assign for Number {
            fn $assign_method(&mut self, other: Self) {
                *self = $compute(self, &other);
            }
        }

        impl $assign<&Number> for Number {
            fn $assign_method(&mut self, other: &Number) {
                *self = $compute(self, other);
            }
        }
    };
}

operator!(Add, add, AddAssign, add_assign, add);
operator!(Sub, sub, SubAssign, sub_assign, sub);
operator!(Mul, mul, MulAssign, mul_assign, mul);

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + number)
    }
}

impl<'a> Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| sum + number)
    }
}

impl Product for Number {
    fn product<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ONE, |product, number| product * number)
    }
}
