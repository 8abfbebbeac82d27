//! Real numbers that are no fractions: roots, powers and logarithms, rounded only where the digit is proved.

use super::enclosure::{Enclosure, Stop, logarithm_of_no_positive, not_computable, power_of_negative};
use super::{Number, Rounding};
use crate::error::{Code, Error, Result};
use num_integer::Integer;
use num_traits::One;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// How near to a rounding boundary a number may lie before the answer is `undecided-rounding`: 2^-4096, or 10^-1233.
const MAX_EXTRA_BITS: u64 = 4096;
/// The most fraction digits that a number which is no fraction can be rounded to.
///
/// ```
/// use rumusan::{Number, number::{MAX_REAL_DIGITS, Real, Rounding}};
///
/// let root = Real::from(Number::from(2)).root(2).unwrap();
/// assert!(root.round(MAX_REAL_DIGITS, Rounding::HalfUp).is_ok());
/// assert!(root.round(MAX_REAL_DIGITS + 1, Rounding::HalfUp).is_err());
/// ```
pub const MAX_REAL_DIGITS: u16 = 1000;
/// Beyond this degree two roots are not joined into one: the powers under the root would only grow.
const MAX_JOINED_DEGREE: u64 = 60;

/// A real number built from fractions by `+ - * /`, powers, roots and logarithms.
///
/// What is a fraction stays one: the root of 2.25 is 1.5, the logarithm of 1000 is 3, the root of 2 times the root of 2 is 2.
/// Anything else is kept as the operations that make it, and is computed within proved bounds, as far as the digit asked
/// needs it:
///
/// ```
/// use rumusan::{Number, number::{Real, Rounding}};
///
/// let two = Real::from(Number::from(2));
/// assert_eq!(two.clone().root(2)?.round(10, Rounding::HalfUp)?.to_string(), "1.4142135624");
///
/// let squared = two.clone().root(2)? * two.root(2)?;
/// assert_eq!(squared.as_exact(), Some(&Number::from(2)));
/// # Ok::<(), rumusan::Error>(())
/// ```
///
/// Where a number is so near to a boundary that 4096 further bits do not part them, the answer is the error
/// `undecided-rounding`; so it is where a divisor cannot be told from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Real {
    /// Operations on a stack, operands first: nothing recurses over them.
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Exact(Number),
    /// A power of a fraction above zero that is no fraction itself.
    Surd(Number, Number),
    Negate,
    Add,
    Multiply,
    Divide,
    /// A power with a whole exponent.
    Raise(i64),
    /// A power of a number above zero.
    Power,
    Root(u32),
    Ln,
    Log10,
}

impl From<Number> for Real {
    fn from(number: Number) -> Self {
        Self { steps: vec![Step::Exact(number)] }
    }
}

impl Real {
    /// How many operations it is built of.
    pub(crate) fn steps(&self) -> usize {
        self.steps.len()
    }

    fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    fn join(mut self, other: Self, step: Step) -> Self {
        self.steps.extend(other.steps);
        self.then(step)
    }

    /// The number, where it is known to be a fraction.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    ///
    /// let root = |value: i64| Real::from(Number::from(value)).root(2);
    /// assert_eq!(root(144)?.as_exact(), Some(&Number::from(12)));
    /// assert_eq!(root(145)?.as_exact(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn as_exact(&self) -> Option<&Number> {
        match self.steps.as_slice() {
            [Step::Exact(number)] => Some(number),
            _ => None,
        }
    }

    /// As a power of a fraction above zero, where it is nothing more.
    fn as_surd(&self) -> Option<(&Number, &Number)> {
        match self.steps.as_slice() {
            [Step::Surd(base, exponent)] => Some((base, exponent)),
            _ => None,
        }
    }

    /// The quotient; the error `zero-denominator` where the divisor is the fraction zero.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    ///
    /// let real = |value: i64| Real::from(Number::from(value));
    /// assert_eq!(real(8).root(2)?.divide(real(2).root(2)?)?.as_exact(), Some(&Number::from(2)));
    /// assert_eq!(real(8).divide(real(0)).unwrap_err().code().as_str(), "zero-denominator");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn divide(self, divisor: Self) -> Result<Self> {
        if let Some(below) = divisor.as_exact() {
            let upside_down =
                below.reciprocal().ok_or_else(|| Error::new(Code::ZeroDenominator).with("penyebut", 0))?;
            return Ok(self * Self::from(upside_down));
        }
        if let Some((base, exponent)) = divisor.as_surd() {
            let upside_down = Self { steps: vec![Step::Surd(base.clone(), -exponent)] };
            return Ok(self * upside_down);
        }
        Ok(self.join(divisor, Step::Divide))
    }

    /// The root of a degree. An odd root of a negative number is negative; an even one is the error `not-computable`.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    ///
    /// let root = |value: i64, degree| Real::from(Number::from(value)).root(degree);
    /// assert_eq!(root(-8, 3)?.as_exact(), Some(&Number::from(-2)));
    /// assert_eq!(root(-4, 2).unwrap_err().code().as_str(), "not-computable");
    /// assert_eq!(root(4, 0).unwrap_err().code().as_str(), "not-computable");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn root(self, degree: u32) -> Result<Self> {
        if degree == 0 {
            return Err(not_computable("akar", "akar pangkat nol tidak ada", "there is no root of degree zero"));
        }
        if let Some(number) = self.as_exact().filter(|number| number.is_negative()) {
            if degree.is_multiple_of(2) {
                return Err(not_computable(
                    "akar",
                    "akar genap dari bilangan negatif tidak ada",
                    "a negative number has no even root",
                ));
            }
            return Ok(-Self::from(-number).root(degree)?);
        }
        if self.as_exact().is_none() && self.as_surd().is_none() && degree <= 16 {
            return Ok(self.then(Step::Root(degree)));
        }
        let exponent = Number::ratio(1, degree).unwrap_or_default();
        self.power(Self::from(exponent))
    }

    /// The power. A negative base needs a whole exponent, a base of zero an exponent of zero or more.
    ///
    /// ```
    /// use rumusan::{Number, number::{Real, Rounding}};
    ///
    /// let power = |base: &str, exponent: &str| -> rumusan::Result<Real> {
    ///     Real::from(base.parse::<Number>()?).power(Real::from(exponent.parse::<Number>()?))
    /// };
    /// assert_eq!(power("8", "2/3")?.as_exact(), Some(&Number::from(4)));
    /// assert_eq!(power("1.05", "0.25")?.round(8, Rounding::HalfUp)?.to_string(), "1.01227223");
    /// assert_eq!(power("-8", "0.5").unwrap_err().code().as_str(), "not-computable");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn power(self, exponent: Self) -> Result<Self> {
        let Some(times) = exponent.as_exact() else { return Ok(self.join(exponent, Step::Power)) };
        if let Some((base, inner)) = self.as_surd() {
            return surd(base, &(inner * times));
        }
        let whole = times.to_i128().and_then(|times| i64::try_from(times).ok());
        match (self.as_exact(), whole) {
            (Some(base), Some(whole)) => Ok(Self::from(base.checked_pow(whole)?)),
            (Some(base), None) if base.is_zero() && !times.is_negative() => Ok(Self::from(Number::ZERO)),
            (Some(base), None) if base.is_zero() => Err(Error::new(Code::ZeroDenominator).with("penyebut", 0)),
            (Some(base), None) if base.is_negative() => Err(power_of_negative()),
            (Some(base), None) => surd(base, times),
            (None, Some(1)) => Ok(self),
            (None, Some(whole)) => Ok(self.then(Step::Raise(whole))),
            (None, None) => Ok(self.join(exponent, Step::Power)),
        }
    }

    /// The natural logarithm.
    ///
    /// ```
    /// use rumusan::{Number, number::{Real, Rounding}};
    ///
    /// let ln = Real::from(Number::from(2)).ln()?;
    /// assert_eq!(ln.round(12, Rounding::HalfUp)?.to_string(), "0.69314718056");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn ln(self) -> Result<Self> {
        match self.as_exact() {
            Some(number) if *number <= Number::ZERO => Err(logarithm_of_no_positive("ln")),
            // Of fractions only 1 has a logarithm that is one (Lindemann).
            Some(number) if *number == Number::ONE => Ok(Self::from(Number::ZERO)),
            _ => Ok(self.then(Step::Ln)),
        }
    }

    /// The logarithm to base 10.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    ///
    /// let log = |text: &str| Real::from(text.parse::<Number>().unwrap()).log10();
    /// assert_eq!(log("0.001")?.as_exact(), Some(&Number::from(-3)));
    /// assert_eq!(log("0").unwrap_err().code().as_str(), "not-computable");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn log10(self) -> Result<Self> {
        match self.as_exact() {
            Some(number) if *number <= Number::ZERO => Err(logarithm_of_no_positive("log")),
            // Of fractions only the powers of ten have a logarithm that is one.
            Some(number) => match exponent_of_ten(number) {
                Some(exponent) => Ok(Self::from(Number::from(exponent))),
                None => Ok(self.then(Step::Log10)),
            },
            None => Ok(self.then(Step::Log10)),
        }
    }

    /// The decimal number that it is rounded to; every digit is proved.
    ///
    /// The error is `undecided-rounding` where the bounds do not suffice, `number-too-long` for more than
    /// [`MAX_REAL_DIGITS`] digits of a number that is no fraction.
    ///
    /// ```
    /// use rumusan::{Number, number::{Real, Rounding}};
    ///
    /// let root = Real::from(Number::from(24)).root(3)?;
    /// assert_eq!(root.round(2, Rounding::HalfUp)?.to_string(), "2.88");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn round(&self, digits: u16, rounding: Rounding) -> Result<Number> {
        if let Some(number) = self.as_exact() {
            return Ok(number.round(digits, rounding));
        }
        if digits > MAX_REAL_DIGITS {
            return Err(Error::new(Code::NumberTooLong).with("batas", MAX_REAL_DIGITS));
        }
        self.refine(u64::from(digits) * 4, |low, high| {
            let low = low.round(digits, rounding);
            (low == high.round(digits, rounding)).then_some(low)
        })
    }

    /// The nearest [`Decimal`], with as many digits as fit.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    ///
    /// let root = Real::from(Number::from(20_000)).root(2)?;
    /// assert_eq!(root.to_decimal()?.to_string(), "141.42135623730950488016887242");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_decimal(&self) -> Result<Decimal> {
        if let Some(number) = self.as_exact() {
            return number.to_decimal();
        }
        for scale in (0..=28).rev() {
            // Each time from the number itself: a second rounding could turn a digit.
            let rounded = self.round(scale, Rounding::HalfUp)?;
            match rounded.to_decimal() {
                Ok(decimal) if Number::from(decimal) == rounded => return Ok(decimal),
                _ => {}
            }
        }
        Err(Error::new(Code::OutOfRange))
    }

    /// How it compares with a number, such as a threshold.
    ///
    /// ```
    /// use rumusan::{Number, number::Real};
    /// use std::cmp::Ordering;
    ///
    /// let root = Real::from(Number::from(2)).root(2)?;
    /// assert_eq!(root.compare(&"1.4142".parse()?)?, Ordering::Greater);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn compare(&self, number: &Number) -> Result<Ordering> {
        if let Some(exact) = self.as_exact() {
            return Ok(exact.cmp(number));
        }
        self.refine(64, |low, high| match (low.cmp(number), high.cmp(number)) {
            (Ordering::Greater, _) => Some(Ordering::Greater),
            (_, Ordering::Less) => Some(Ordering::Less),
            (Ordering::Equal, Ordering::Equal) => Some(Ordering::Equal),
            _ => None,
        })
    }

    /// Narrower and narrower bounds, until `decide` has an answer.
    fn refine<T>(&self, bits: u64, decide: impl Fn(&Number, &Number) -> Option<T>) -> Result<T> {
        let (mut extra, mut size) = (64, 0);
        while extra <= MAX_EXTRA_BITS {
            match self.enclose(bits + size + extra) {
                Ok(enclosure) => {
                    // The bits before the point of a large number need as many more of its operands.
                    if enclosure.size() > size {
                        size = enclosure.size();
                        continue;
                    }
                    let (low, high) = enclosure.bounds();
                    if let Some(answer) = decide(&low, &high) {
                        return Ok(answer);
                    }
                }
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Wide) => {}
            }
            extra *= 2;
        }
        Err(Error::new(Code::UndecidedRounding))
    }

    fn enclose(&self, precision: u64) -> std::result::Result<Enclosure, Stop> {
        let mut stack: Vec<Enclosure> = Vec::new();
        for step in &self.steps {
            let value = match step {
                Step::Exact(number) => Enclosure::exact(number, precision),
                Step::Surd(base, exponent) => {
                    let base = Enclosure::exact(base, precision);
                    match exponent.reciprocal().and_then(|degree| u32::try_from(degree.to_i128()?).ok()) {
                        Some(degree @ 2..=16) => base.root(degree)?,
                        _ => base.power(&Enclosure::exact(exponent, precision))?,
                    }
                }
                Step::Negate => pop(&mut stack)?.negate(),
                Step::Raise(exponent) => pop(&mut stack)?.whole_power(*exponent)?,
                Step::Root(degree) => pop(&mut stack)?.root(*degree)?,
                Step::Ln => pop(&mut stack)?.ln("ln")?,
                Step::Log10 => pop(&mut stack)?.log10()?,
                Step::Add | Step::Multiply | Step::Divide | Step::Power => {
                    let (right, left) = (pop(&mut stack)?, pop(&mut stack)?);
                    match step {
                        Step::Add => left.add(&right),
                        Step::Multiply => left.multiply(&right),
                        Step::Divide => left.divide(&right)?,
                        _ => left.power(&right)?,
                    }
                }
            };
            stack.push(value);
        }
        pop(&mut stack)
    }
}

/// Every step finds its operands, since only [`Real::then`] and [`Real::join`] put steps together.
fn pop(stack: &mut Vec<Enclosure>) -> std::result::Result<Enclosure, Stop> {
    stack.pop().ok_or(Stop::Wide)
}

/// `base ^ exponent` for a base above zero: a fraction where the base is a perfect power.
fn surd(base: &Number, exponent: &Number) -> Result<Real> {
    if *base == Number::ONE {
        return Ok(Real::from(Number::ONE));
    }
    let (times, degree) = exponent.clone().into_parts();
    // A degree that does not fit has no perfect powers that do.
    let degree = degree.to_i128().and_then(|degree| u32::try_from(degree).ok());
    match degree.and_then(|degree| perfect_root(base, degree)) {
        Some(root) => {
            let times = times.to_i128().and_then(|times| i64::try_from(times).ok());
            let too_long = || Error::new(Code::NumberTooLong).with("batas", super::MAX_DIGITS);
            Ok(Real::from(root.checked_pow(times.ok_or_else(too_long)?)?))
        }
        None => Ok(Real { steps: vec![Step::Surd(base.clone(), exponent.clone())] }),
    }
}

/// The root of a number above zero, where it is a fraction: numerator and denominator are both perfect powers then.
fn perfect_root(number: &Number, degree: u32) -> Option<Number> {
    if degree == 1 {
        return Some(number.clone());
    }
    let (numerator, denominator) = number.to_big();
    let root = |value: num_bigint::BigInt| {
        if value.is_one() {
            return Some(value);
        }
        // A number above one with fewer bits than the degree has no whole root.
        let root = (value.bits() > u64::from(degree)).then(|| value.nth_root(degree))?;
        (root.pow(degree) == value).then_some(root)
    };
    Some(Number::from_big(root(numerator)?, root(denominator)?))
}

/// The n with `10^n == number`.
fn exponent_of_ten(number: &Number) -> Option<i64> {
    if *number < Number::ONE {
        return exponent_of_ten(&number.reciprocal()?).map(|exponent| -exponent);
    }
    let text = number.is_integer().then(|| number.to_plain())??;
    let zeros = text.strip_prefix('1')?;
    zeros.bytes().all(|digit| digit == b'0').then(|| i64::try_from(zeros.len()).ok())?
}

/// `a^p * b^q` as one power, where the degrees are small: so a product that is a fraction becomes one.
fn join_surds((a, p): (&Number, &Number), (b, q): (&Number, &Number)) -> Option<Real> {
    if a == b {
        return surd(a, &(p + q)).ok();
    }
    let degree_of = |exponent: &Number| exponent.clone().into_parts().1.to_i128().and_then(|n| u64::try_from(n).ok());
    let degree = degree_of(p)?.lcm(&degree_of(q)?);
    if degree > MAX_JOINED_DEGREE || a.size().max(b.size()) > 200 {
        return None;
    }
    let raised = |base: &Number, exponent: &Number| {
        let times = (exponent * &Number::from(degree)).to_i128()?;
        i64::try_from(times).ok().filter(|times| times.abs() <= 240).and_then(|times| base.checked_pow(times).ok())
    };
    surd(&(raised(a, p)? * raised(b, q)?), &Number::ratio(1, degree)?).ok()
}

impl Add for Real {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        match (self.as_exact(), other.as_exact()) {
            (Some(left), Some(right)) => Self::from(left + right),
            (Some(zero), _) if zero.is_zero() => other,
            (_, Some(zero)) if zero.is_zero() => self,
            _ => self.join(other, Step::Add),
        }
    }
}

impl Sub for Real {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        // No bounds, however narrow, would tell this difference from zero.
        if self == other { Self::from(Number::ZERO) } else { self + -other }
    }
}

impl Mul for Real {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        match (self.as_exact(), other.as_exact()) {
            (Some(left), Some(right)) => return Self::from(left * right),
            (Some(one), _) if *one == Number::ONE => return other,
            (_, Some(one)) if *one == Number::ONE => return self,
            _ => {}
        }
        if let (Some(left), Some(right)) = (self.as_surd(), other.as_surd())
            && let Some(product) = join_surds(left, right)
        {
            return product;
        }
        self.join(other, Step::Multiply)
    }
}

impl Neg for Real {
    type Output = Self;

    fn neg(self) -> Self {
        match self.as_exact() {
            Some(number) => Self::from(-number),
            None => self.then(Step::Negate),
        }
    }
}
