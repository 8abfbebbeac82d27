//! Intervals that hold a real number for certain, with bounds in units of 2^-precision.
//!
//! Every operation rounds its lower bound down and its upper bound up, so that the number stays inside.

use super::Number;
use crate::error::{Code, Error};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Bits kept beyond the precision asked, so that the rounding errors inside a series stay below one unit.
const GUARD: u64 = 64;
/// The greatest exponent of two of a number that is no fraction: the series takes time with more than the square of it.
const MAX_EXPONENT: u64 = 1 << 12;
/// The same in decimal digits.
const MAX_SIZE: u64 = MAX_EXPONENT * 3 / 10;

/// How often `exp` halves its argument before the series and squares its result after it.
const HALVINGS: u64 = 8;

/// Why there is no enclosure.
pub(crate) enum Stop {
    /// The bounds are too far apart to tell, for example whether a divisor is zero.
    Wide,
    /// There is no such number.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

type Outcome = Result<Enclosure, Stop>;

#[derive(Clone, Debug)]
pub(crate) struct Enclosure {
    low: BigInt,
    high: BigInt,
    precision: u64,
}

/// The error for an operation that this argument does not allow.
pub(super) fn not_computable(operation: &str, because: &str, why: &str) -> Error {
    Error::new(Code::NotComputable).with("operasi", operation).with("kenapa", because).with("why", why)
}

pub(super) fn logarithm_of_no_positive(operation: &str) -> Error {
    not_computable(operation, "bilangannya harus lebih dari nol", "the number must be above zero")
}

pub(super) fn power_of_negative() -> Error {
    not_computable(
        "pangkat",
        "bilangan negatif tidak punya pangkat pecahan",
        "a negative number has no power with a fraction as exponent",
    )
}

fn floor_shift(value: &BigInt, bits: u64) -> BigInt {
    // A right shift of a negative big integer rounds down.
    value >> bits
}

fn ceil_shift(value: &BigInt, bits: u64) -> BigInt {
    -floor_shift(&-value, bits)
}

impl Enclosure {
    pub(crate) fn exact(number: &Number, precision: u64) -> Self {
        let (numerator, denominator) = number.to_big();
        let shifted = numerator << precision;
        let (low, rest) = shifted.div_mod_floor(&denominator);
        let high = if rest.is_zero() { low.clone() } else { &low + 1 };
        Self { low, high, precision }
    }

    /// The enclosure of all numbers between two.
    pub(crate) fn between(low: &Number, high: &Number, precision: u64) -> Self {
        Self { low: Self::exact(low, precision).low, high: Self::exact(high, precision).high, precision }
    }

    /// The bounds as numbers.
    pub(crate) fn bounds(&self) -> (Number, Number) {
        let unit = BigInt::one() << self.precision;
        (Number::from_big(self.low.clone(), unit.clone()), Number::from_big(self.high.clone(), unit))
    }

    /// The bits before the point.
    pub(super) fn size(&self) -> u64 {
        self.high.bits().max(self.low.bits()).saturating_sub(self.precision)
    }

    fn at(&self, precision: u64) -> Self {
        if precision >= self.precision {
            let more = precision - self.precision;
            return Self { low: &self.low << more, high: &self.high << more, precision };
        }
        let less = self.precision - precision;
        Self { low: floor_shift(&self.low, less), high: ceil_shift(&self.high, less), precision }
    }

    pub(super) fn negate(&self) -> Self {
        Self { low: -&self.high, high: -&self.low, precision: self.precision }
    }

    pub(crate) fn add(&self, other: &Self) -> Self {
        Self { low: &self.low + &other.low, high: &self.high + &other.high, precision: self.precision }
    }

    pub(crate) fn multiply(&self, other: &Self) -> Self {
        if !self.low.is_negative() && !other.low.is_negative() {
            let low = floor_shift(&(&self.low * &other.low), self.precision);
            let high = ceil_shift(&(&self.high * &other.high), self.precision);
            return Self { low, high, precision: self.precision };
        }
        let products =
            [&self.low * &other.low, &self.low * &other.high, &self.high * &other.low, &self.high * &other.high];
        let [low, high] = extremes(products);
        Self {
            low: floor_shift(&low, self.precision),
            high: ceil_shift(&high, self.precision),
            precision: self.precision,
        }
    }

    pub(crate) fn divide(&self, other: &Self) -> Outcome {
        if !other.low.is_positive() && !other.high.is_negative() {
            return Err(Stop::Wide);
        }
        let above = [&self.low << self.precision, &self.high << self.precision];
        let below = [&other.low, &other.high];
        let floors = below.map(|below| above.each_ref().map(|above| above.div_floor(below)));
        let ceilings = below.map(|below| above.each_ref().map(|above| above.div_ceil(below)));
        let [low, _] = extremes(floors.into_iter().flatten());
        let [_, high] = extremes(ceilings.into_iter().flatten());
        Ok(Self { low, high, precision: self.precision })
    }

    /// A power with a whole exponent.
    pub(super) fn whole_power(&self, exponent: i64) -> Outcome {
        let (mut power, mut base) = (Self::exact(&Number::ONE, self.precision), self.clone());
        let mut rest = exponent.unsigned_abs();
        while rest > 0 {
            if rest % 2 == 1 {
                power = power.multiply(&base);
            }
            rest /= 2;
            if rest > 0 {
                if base.high.bits().max(base.low.bits()) > MAX_EXPONENT / 2 + self.precision {
                    return Err(Error::new(Code::NumberTooLong).with("batas", MAX_SIZE).into());
                }
                base = base.multiply(&base);
            }
        }
        if exponent < 0 { Self::exact(&Number::ONE, self.precision).divide(&power) } else { Ok(power) }
    }

    /// A root of a number above zero.
    pub(super) fn root(&self, degree: u32) -> Outcome {
        self.check_positive(power_of_negative)?;
        let widen = self.precision * u64::from(degree - 1);
        let low = (&self.low << widen).nth_root(degree);
        let above = &self.high << widen;
        let high = above.nth_root(degree);
        // The integer root is cut off; where it is not the root itself, the next unit is above.
        let high = if high.pow(degree) == above { high } else { high + 1 };
        Ok(Self { low, high, precision: self.precision })
    }

    fn check_positive(&self, error: impl Fn() -> Error) -> Result<(), Stop> {
        if self.high.is_negative() || self.high.is_zero() {
            return Err(error().into());
        }
        if self.low.is_positive() { Ok(()) } else { Err(Stop::Wide) }
    }

    pub(super) fn ln(&self, operation: &str) -> Outcome {
        self.check_positive(|| logarithm_of_no_positive(operation))?;
        Ok(Self {
            low: ln(&self.low, self.precision) - 1,
            high: ln(&self.high, self.precision) + 1,
            precision: self.precision,
        })
    }

    pub(super) fn log10(&self) -> Outcome {
        let ten = Self::exact(&Number::from(10), self.precision);
        self.ln("log")?.divide(&ten.ln("log")?)
    }

    fn exp(&self) -> Outcome {
        let bound = |value: &BigInt, off: i8| exp(value, self.precision).map(|near| near + off);
        Ok(Self { low: bound(&self.low, -1)?, high: bound(&self.high, 1)?, precision: self.precision })
    }

    /// A power of a number above zero.
    pub(super) fn power(&self, exponent: &Self) -> Outcome {
        let too_long = || Error::new(Code::NumberTooLong).with("batas", MAX_SIZE);
        self.check_positive(power_of_negative)?;
        // Bounds of the result's bits before the point: the series needs as many more.
        let log = |value: &BigInt| i128::from(value.bits()) - i128::from(self.precision);
        let logs = [log(&self.low) - 1, log(&self.high)];
        let whole = |value: &BigInt| floor_shift(value, exponent.precision).to_i64().map(i128::from);
        let times = [whole(&exponent.low).ok_or_else(too_long)?, whole(&exponent.high).ok_or_else(too_long)? + 1];
        let sizes = logs.iter().flat_map(|log| times.map(|times| log * times));
        let size = u64::try_from(sizes.fold(0, i128::max)).map_err(|_| too_long())?;
        if size > MAX_EXPONENT || times.iter().any(|times| times.unsigned_abs() > 1 << 40) {
            return Err(too_long().into());
        }
        let precision = self.precision + size + GUARD;
        let power = self.at(precision).ln("pangkat")?.multiply(&exponent.at(precision)).exp()?;
        Ok(power.at(self.precision))
    }
}

fn extremes(values: impl IntoIterator<Item = BigInt>) -> [BigInt; 2] {
    let mut bounds: Option<[BigInt; 2]> = None;
    for value in values {
        bounds = Some(match bounds {
            None => [value.clone(), value],
            Some([low, high]) => [low.min(value.clone()), high.max(value)],
        });
    }
    bounds.unwrap_or_default()
}

/// `2 * atanh(z)` for `|z| <= 1/3`, in units of 2^-precision; each term is off by less than three units.
fn double_atanh(z: &BigInt, precision: u64) -> BigInt {
    let square = floor_shift(&(z * z), precision);
    let (mut power, mut sum, mut odd) = (z.clone(), BigInt::zero(), 1_u64);
    while !power.is_zero() && power != BigInt::from(-1) {
        sum += &power / odd;
        power = floor_shift(&(power * &square), precision);
        odd += 2;
    }
    sum * 2
}

fn ln_of_two(precision: u64) -> BigInt {
    double_atanh(&((BigInt::one() << precision) / 3), precision)
}

/// The natural logarithm of `value / 2^precision`, less than one unit away; `value` is above zero.
fn ln(value: &BigInt, precision: u64) -> BigInt {
    let bits = value.bits();
    let work = precision + GUARD + 64 - u64::from(bits.abs_diff(precision).leading_zeros());
    // value = mantissa * 2^exponent with the mantissa between 2/3 and 4/3.
    let halves = value * 3_u8 < BigInt::one() << (bits + 1);
    let (unit, exponent) = if halves { (bits - 1, 1) } else { (bits, 0) };
    let one = BigInt::one() << unit;
    let z = ((value - &one) << work) / (value + &one);
    let exponent = BigInt::from(bits) - BigInt::from(precision) - exponent;
    let near = double_atanh(&z, work) + exponent * ln_of_two(work);
    floor_shift(&near, work - precision)
}

/// e to the power of `value / 2^precision`, less than one unit away.
fn exp(value: &BigInt, precision: u64) -> Result<BigInt, Error> {
    let too_long = || Error::new(Code::NumberTooLong).with("batas", MAX_SIZE);
    let rough = floor_shift(value, precision).to_i64().filter(|rough| rough.unsigned_abs() < MAX_EXPONENT);
    let rough = rough.ok_or_else(too_long)?;
    // The result has at most 1.5 bits for each unit of the exponent.
    let work = precision + GUARD + if rough > 0 { rough.unsigned_abs() * 3 / 2 + 2 } else { 0 };
    let value = value << (work - precision);
    let two = ln_of_two(work);
    let (exponent, rest) = value.div_mod_floor(&two);
    // e^rest = (e^(rest / 2^8))^(2^8): the series is short for a small argument.
    let small = floor_shift(&rest, HALVINGS);
    let (mut term, mut sum, mut count) = (BigInt::one() << work, BigInt::zero(), 1_u64);
    while !term.is_zero() {
        sum += &term;
        term = floor_shift(&(term * &small), work) / count;
        count += 1;
    }
    for _ in 0..HALVINGS {
        sum = floor_shift(&(&sum * &sum), work);
    }
    let exponent = exponent.to_i64().ok_or_else(too_long)?;
    let down = i64::try_from(work - precision).map_err(|_| too_long())? - exponent;
    Ok(if down >= 0 { floor_shift(&sum, down.unsigned_abs()) } else { sum << down.unsigned_abs() })
}
