//! Exact rational numbers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An exact rational number.
///
/// ```
/// use rumusan::Number;
///
/// let third: Number = "1/3".parse().unwrap();
/// assert_eq!(&third * &Number::from(3), Number::from(1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: BigInt,
    denominator: BigInt,
}

impl Number {
    fn ratio(numerator: BigInt, denominator: BigInt) -> Self {
        let common = numerator.gcd(&denominator);
        let sign = if denominator.is_negative() { -BigInt::one() } else { BigInt::one() };
        Self { numerator: &sign * numerator / &common, denominator: sign * denominator / common }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.numerator.is_negative()
    }

    /// The quotient, or `None` where `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero())
            .then(|| Self::ratio(&self.numerator * &divisor.denominator, &self.denominator * &divisor.numerator))
    }

    /// The numerator and the denominator, the latter above zero, in lowest terms.
    pub fn into_parts(self) -> (Self, Self) {
        let whole = |value| Self { numerator: value, denominator: BigInt::one() };
        (whole(self.numerator), whole(self.denominator))
    }

    /// Plain decimal text when the number has finitely many digits.
    pub fn to_plain(&self) -> Option<String> {
        let mut scale = BigInt::one();
        for digits in 0..2000_usize {
            if (&scale % &self.denominator).is_zero() {
                let mantissa = (&self.numerator * &scale / &self.denominator).abs().to_string();
                let sign = if self.is_negative() { "-" } else { "" };
                if digits == 0 {
                    return Some(format!("{sign}{mantissa}"));
                }
                let padded = format!("{}{mantissa}", "0".repeat((digits + 1).saturating_sub(mantissa.len())));
                let (whole, part) = padded.split_at(padded.len() - digits);
                return Some(format!("{sign}{whole}.{part}"));
            }
            scale *= 10;
        }
        None
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { numerator: value.into(), denominator: BigInt::one() }
    }
}

impl std::ops::Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        Number::ratio(&self.numerator * &other.numerator, &self.denominator * &other.denominator)
    }
}

impl std::ops::Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        Number::ratio(
            &self.numerator * &other.denominator + &other.numerator * &self.denominator,
            &self.denominator * &other.denominator,
        )
    }
}

impl std::ops::Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number { numerator: -&self.numerator, denominator: self.denominator.clone() }
    }
}

impl std::ops::Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        self + &-other
    }
}

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseNumberError;

impl FromStr for Number {
    type Err = ParseNumberError;
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        if let Some((above, below)) = text.split_once('/') {
            return above.parse::<Self>()?.checked_div(&below.parse()?).ok_or(ParseNumberError);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{part}");
        if !digits.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()) {
            return Err(ParseNumberError);
        }
        let numerator = digits.parse::<BigInt>().map_err(|_| ParseNumberError)?;
        let exponent = u32::try_from(part.len()).map_err(|_| ParseNumberError)?;
        Ok(Self::ratio(numerator, BigInt::from(10).pow(exponent)))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_plain() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| serde::de::Error::custom("not a number"))
    }
}
