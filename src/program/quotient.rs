//! The one division of a row: from whole numbers to a correctly rounded decimal.

use crate::number::Rounding;
use rust_decimal::Decimal;

/// Powers of ten that fit 64 bits.
pub(super) const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Powers of ten as floating point; all of these are exact.
const FLOAT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Up to here a whole number of floating point is exact and has halves beside it.
const MAX_ESTIMATE: f64 = 2_251_799_813_685_248.0; // 2^51
/// More than the error of an estimate, as a part of it: four roundings of 2^-53 each.
const MAX_ERROR: f64 = 1.0 / 1_125_899_906_842_624.0; // 2^-50

/// `numerator * 10^exponent / denominator` rounded to a whole number, or `None` where it takes more than 128 bits.
#[inline]
pub(super) fn rounded(numerator: i128, denominator: i128, exponent: i32, rounding: Rounding) -> Option<i128> {
    if let (Ok(above), Ok(below)) = (i64::try_from(numerator), i64::try_from(denominator))
        && let Some(estimate) = estimate(above, below, exponent, rounding)
    {
        return Some(i128::from(estimate));
    }
    let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent < 0 {
        rounding.divide(numerator, denominator.checked_mul(power)?)
    } else {
        rounding.divide(numerator.checked_mul(power)?, denominator)
    }
}

/// The rounded quotient, where a floating-point estimate proves it.
#[inline]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // the error of both is in MAX_ERROR
fn estimate(numerator: i64, denominator: i64, exponent: i32, rounding: Rounding) -> Option<i64> {
    let power = *FLOAT_POWERS.get(exponent.unsigned_abs() as usize)?;
    let (above, below) = (numerator as f64, denominator as f64);
    let quotient = if exponent < 0 { above / (below * power) } else { above * power / below };
    if quotient.abs() >= MAX_ESTIMATE {
        return None;
    }
    let near = quotient as i64;
    let error = quotient.abs() * MAX_ERROR;
    // What is cut off, from -1 to 1; the subtraction is exact.
    let rest = quotient - near as f64;
    let size = rest.abs();
    match rounding {
        // The cut-off part must keep its distance from a half, and the quotient from what lies behind the next number.
        Rounding::HalfUp | Rounding::HalfEven => {
            ((size - 0.5).abs() > error).then(|| if size > 0.5 { near + if rest < 0.0 { -1 } else { 1 } } else { near })
        }
        Rounding::Down => (size > error && 1.0 - size > error).then_some(near),
        Rounding::Floor => (size > error && 1.0 - size > error).then(|| near - i64::from(rest < 0.0)),
        Rounding::Ceiling => (size > error && 1.0 - size > error).then(|| near + i64::from(rest > 0.0)),
    }
}

/// The greatest mantissa of a [`Decimal`], 2^96 - 1.
const MAX_MANTISSA: u128 = (1 << 96) - 1;

/// How many fraction digits fit beside a whole part, at most 28. At the very border one less can be right.
#[inline]
fn fraction_digits(whole: u128) -> u32 {
    if whole == 0 {
        return 28;
    }
    // 2^96 is 7.9 * 10^28: with n digits before the point 28 - n fit for certain, and one more up to 79228...
    let digits = whole.ilog10() + 1;
    let more = 29_u32.saturating_sub(digits);
    if more <= 28 && whole <= MAX_MANTISSA / 10_u128.pow(more) { more } else { 28_u32.saturating_sub(digits) }
}

/// `numerator * 10^exponent / denominator` as the nearest [`Decimal`], ties away from zero, with as many digits as fit;
/// `None` where that takes wider arithmetic.
#[inline]
pub(super) fn decimal(numerator: i128, denominator: i128, exponent: i32) -> Option<Decimal> {
    let negative = (numerator < 0) != (denominator < 0);
    let (mut above, mut below) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let power = u128::from(*POWERS.get(exponent.unsigned_abs() as usize)?);
    if exponent < 0 {
        below = below.checked_mul(power)?;
    } else if exponent > 0 {
        above = above.checked_mul(power)?;
    }
    let below = u64::try_from(below).ok()?;
    let (whole, rest) = divide(above, below);
    if whole > MAX_MANTISSA {
        return None;
    }
    if rest == 0 {
        return Some(make(whole, 0, negative));
    }
    let digits = fraction_digits(whole);
    let first = digits.min(19);
    let (part, rest) = divide(u128::from(rest) * u128::from(POWERS[first as usize]), below);
    let mantissa = whole * u128::from(POWERS[first as usize]) + part;
    if rest == 0 {
        return Some(without_zeros(mantissa, first, negative));
    }
    let second = digits - first;
    let (part, rest) = divide(u128::from(rest) * u128::from(POWERS[second as usize]), below);
    let mantissa = mantissa * u128::from(POWERS[second as usize]) + part;
    if rest == 0 {
        return Some(without_zeros(mantissa, digits, negative));
    }
    let mantissa = mantissa + u128::from(rest >= below - rest);
    (mantissa <= MAX_MANTISSA).then(|| make(mantissa, digits, negative))
}

#[inline]
#[allow(clippy::cast_possible_truncation)] // a remainder is below its 64-bit divisor
fn divide(above: u128, below: u64) -> (u128, u64) {
    match u64::try_from(above) {
        Ok(above) => (u128::from(above / below), above % below),
        Err(_) => (above / u128::from(below), (above % u128::from(below)) as u64),
    }
}

#[inline]
#[allow(clippy::cast_possible_truncation)] // each part is cut to its 32 bits
fn make(mantissa: u128, scale: u32, negative: bool) -> Decimal {
    let (low, middle, high) = (mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32);
    Decimal::from_parts(low, middle, high, negative && mantissa != 0, scale)
}

/// An exact result is written without the zeros behind its last digit.
#[cold]
fn without_zeros(mut mantissa: u128, mut scale: u32, negative: bool) -> Decimal {
    while scale > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        scale -= 1;
    }
    make(mantissa, scale, negative)
}

/// A decimal from a mantissa that was rounded to a scale, where it fits.
#[inline]
pub(super) fn scaled(mantissa: i128, scale: u32) -> Option<Decimal> {
    (mantissa.unsigned_abs() <= MAX_MANTISSA && scale <= Decimal::MAX_SCALE)
        .then(|| make(mantissa.unsigned_abs(), scale, mantissa < 0))
}
