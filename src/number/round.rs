//! Rounding, once and from the exact value.

use super::{Number, Repr};
use crate::error::{Code, Error};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How a number is rounded to a digit.
///
/// ```
/// use rumusan::{Number, number::Rounding};
///
/// let tie: Number = "-2.5".parse()?;
/// let rounded = |rounding| tie.round(0, rounding).to_string();
/// assert_eq!(rounded(Rounding::HalfUp), "-3");
/// assert_eq!(rounded(Rounding::HalfEven), "-2");
/// assert_eq!(rounded(Rounding::Down), "-2");
/// assert_eq!(rounded(Rounding::Floor), "-3");
/// assert_eq!(rounded(Rounding::Ceiling), "-2");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// To the nearest; a tie goes away from zero, as is taught and as spreadsheets do.
    #[default]
    HalfUp,
    /// To the nearest; a tie goes to the even digit ("aturan genap terdekat").
    HalfEven,
    /// Towards zero: the further digits are cut off.
    Down,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

impl Rounding {
    /// Every way of rounding.
    ///
    /// ```
    /// use rumusan::{Number, Rounding};
    ///
    /// let tie: Number = "0.125".parse()?;
    /// let all = Rounding::ALL.map(|rounding| tie.round(2, rounding).to_string());
    /// assert_eq!(all, ["0.13", "0.12", "0.12", "0.12", "0.13"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub const ALL: [Self; 5] = [Self::HalfUp, Self::HalfEven, Self::Down, Self::Floor, Self::Ceiling];

    /// The name in data: `half-up`, `half-even`, `down`, `floor`, `ceiling`.
    ///
    /// ```
    /// use rumusan::Rounding;
    ///
    /// assert_eq!(Rounding::HalfEven.as_str(), "half-even");
    /// assert_eq!("half-even".parse(), Ok::<_, rumusan::Error>(Rounding::HalfEven));
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::HalfEven => "half-even",
            Self::Down => "down",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
        }
    }

    /// Whether the absolute value, cut off after the digit, goes up by one unit of it.
    ///
    /// `half` compares what was cut off with half a unit, and `exact` says that nothing was.
    #[inline]
    pub(crate) fn goes_up(self, negative: bool, odd: bool, half: Ordering, exact: bool) -> bool {
        match self {
            Self::HalfUp => half != Ordering::Less,
            Self::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && odd),
            Self::Down => false,
            Self::Floor => negative && !exact,
            Self::Ceiling => !negative && !exact,
        }
    }

    /// The whole number that `numerator / denominator` is rounded to; `None` where a part is `i128::MIN`.
    #[inline]
    pub(crate) fn divide(self, numerator: i128, denominator: i128) -> Option<i128> {
        let negative = (numerator < 0) != (denominator < 0);
        let (above, below) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        let (quotient, rest) = match (u64::try_from(above), u64::try_from(below)) {
            (Ok(above), Ok(below)) => (u128::from(above / below), u128::from(above % below)),
            _ => (above / below, above % below),
        };
        let up = self.goes_up(negative, quotient % 2 == 1, rest.cmp(&(below - rest)), rest == 0);
        let size = i128::try_from(quotient + u128::from(up)).ok()?;
        Some(if negative { -size } else { size })
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads the name in data.
///
/// ```
/// use rumusan::number::Rounding;
///
/// assert_eq!("half-even".parse(), Ok(Rounding::HalfEven));
/// assert!("nearest".parse::<Rounding>().is_err());
/// ```
impl FromStr for Rounding {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|rounding| rounding.as_str() == text);
        known.ok_or_else(|| Error::new(Code::BadRounding).with("cara", text.chars().take(40).collect::<String>()))
    }
}

impl Number {
    /// The exact decimal number that it is rounded to, with at most `digits` fraction digits.
    ///
    /// ```
    /// use rumusan::{Number, number::Rounding};
    ///
    /// let share: Number = "144/154".parse()?;
    /// assert_eq!(share.round(4, Rounding::HalfUp), "0.9351".parse()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn round(&self, digits: u16, rounding: Rounding) -> Self {
        if self.fraction_digits().is_some_and(|has| has <= u64::from(digits)) {
            return self.clone();
        }
        let scaled = self.scaled(u32::from(digits), rounding);
        match scaled.as_small() {
            Some((mantissa, _)) => Self::from_scaled(mantissa, u32::from(digits)),
            None => Self::from_big(scaled.to_big().0, BigInt::from(10).pow(u32::from(digits))),
        }
    }

    /// The whole number that `self * 10^digits` is rounded to.
    pub(crate) fn scaled(&self, digits: u32, rounding: Rounding) -> Self {
        if let Repr::Small(numerator, denominator) = &self.0
            && let Some(scaled) = 10_i128.checked_pow(digits).and_then(|power| numerator.checked_mul(power))
            && let Some(rounded) = rounding.divide(scaled, denominator.get())
        {
            return Self::from(rounded);
        }
        let (numerator, denominator) = self.to_big();
        let negative = numerator.is_negative();
        let (quotient, rest) = (numerator.abs() * BigInt::from(10).pow(digits)).div_rem(&denominator);
        let up = rounding.goes_up(negative, quotient.is_odd(), (&rest * 2_u8).cmp(&denominator), rest.is_zero());
        let size = if up { quotient + BigInt::one() } else { quotient };
        Self::from_integer(if negative { -size } else { size })
    }

    /// How many fraction digits its decimal text has; `None` where it has no end.
    pub(crate) fn fraction_digits(&self) -> Option<u64> {
        match &self.0 {
            Repr::Small(_, denominator) => {
                let denominator = denominator.get();
                let twos = denominator.trailing_zeros();
                let (mut rest, mut fives) = (denominator >> twos, 0_u32);
                while rest % 5 == 0 {
                    rest /= 5;
                    fives += 1;
                }
                (rest == 1).then(|| u64::from(twos.max(fives)))
            }
            Repr::Big(ratio) => {
                let twos = ratio.denominator.trailing_zeros().unwrap_or(0);
                let odd = &ratio.denominator >> twos;
                let fives = exponent_of_five(&odd)?;
                Some(twos.max(u64::from(fives)))
            }
        }
    }
}

/// The n with `5^n == value`, where there is one.
fn exponent_of_five(value: &BigInt) -> Option<u32> {
    // The size gives the only candidate: 5^n has n * 2.3219 bits.
    let bits = u32::try_from(value.bits()).ok()?;
    let guess = u32::try_from(u64::from(bits) * 1_000_000 / 2_321_928).ok()?;
    (guess.saturating_sub(1)..=guess + 1).find(|exponent| BigInt::from(5).pow(*exponent) == *value)
}
