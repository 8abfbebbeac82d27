//! The one division of a row: from whole numbers to a correctly rounded decimal.

#![allow(clippy::inline_always)] // a call costs as much as the division

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
/// 3 * 2^51: see [`estimate`].
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// More than the error of an estimate, as a part of it: four roundings of 2^-53 each.
const MAX_ERROR: f64 = 1.0 / 1_125_899_906_842_624.0; // 2^-50

/// `numerator * 10^exponent / denominator` rounded to a whole number, or `None` where it takes more than 128 bits.
pub(super) fn rounded(numerator: i128, denominator: i128, exponent: i32, rounding: Rounding) -> Option<i128> {
    let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent < 0 {
        rounding.divide(numerator, denominator.checked_mul(power)?)
    } else {
        rounding.divide(numerator.checked_mul(power)?, denominator)
    }
}

/// The same quotient, where an estimate in floating point proves it.
#[inline(always)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // the error of both is in MAX_ERROR
pub(super) fn estimate(numerator: i64, denominator: i64, exponent: i32, rounding: Rounding) -> Option<i64> {
    let power = *FLOAT_POWERS.get(exponent.unsigned_abs() as usize)?;
    let (above, below) = (numerator as f64, denominator as f64);
    let quotient = if exponent < 0 { above / (below * power) } else { above * power / below };
    if quotient.abs() >= MAX_ESTIMATE {
        return None;
    }
    // Adding 3 * 2^51 leaves no room for a fraction: the sum is rounded to a whole number, which stands in its low bits.
    let sum = quotient + WHOLE;
    let near = sum.to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed();
    let error = quotient.abs() * MAX_ERROR;
    // What the nearest number lacks, from -1/2 to 1/2; both subtractions are exact.
    let rest = quotient - (sum - WHOLE);
    let size = rest.abs();
    match rounding {
        // Proved where the error does not reach the half beside it.
        Rounding::HalfUp | Rounding::HalfEven => (size + error < 0.5).then_some(near),
        // Proved where the error does not reach the number itself.
        _ if size <= error => None,
        Rounding::Ceiling => Some(near + i64::from(rest > 0.0)),
        Rounding::Down if quotient < 0.0 => Some(near + i64::from(rest > 0.0)),
        Rounding::Floor | Rounding::Down => Some(near - i64::from(rest < 0.0)),
    }
}

/// The greatest mantissa of a [`Decimal`], 2^96 - 1.
const MAX_MANTISSA: u128 = (1 << 96) - 1;

/// Below this, a remainder times 10^14 fits 64 bits.
const MAX_SMALL: u64 = u64::MAX / POWERS[14];

/// For each scale, the greatest whole part whose mantissa can fit.
const MAX_WHOLE: [u128; 29] = {
    let mut most = [MAX_MANTISSA; 29];
    let mut at = 1;
    while at < most.len() {
        most[at] = most[at - 1] / 10;
        at += 1;
    }
    most
};

/// How many fraction digits fit beside a whole part, at most 28. At the very border one less can be right.
#[inline]
fn fraction_digits(whole: u128) -> u32 {
    let digits = match u64::try_from(whole) {
        Ok(whole) => whole.checked_ilog10(),
        Err(_) => whole.checked_ilog10(),
    };
    // 2^96 is 7.9 * 10^28: with n digits before the point 28 - n fit for certain, and one more up to 79228...
    let Some(more) = digits.map(|digits| 28_u32.saturating_sub(digits)) else { return 28 };
    if whole <= MAX_WHOLE[more as usize] { more } else { more.saturating_sub(1) }
}

/// `numerator * 10^exponent / denominator` as the nearest [`Decimal`], ties away from zero, with as many digits as fit;
/// `None` where that takes wider arithmetic.
#[allow(clippy::cast_possible_truncation)] // a remainder is below its divisor
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
    let (whole, rest) = match u64::try_from(above) {
        Ok(above) => (u128::from(above / below), above % below),
        Err(_) => (above / u128::from(below), (above % u128::from(below)) as u64),
    };
    if whole > MAX_MANTISSA {
        return None;
    }
    digits_behind(whole, rest, below, negative)
}

/// The same for numbers of 64 bits.
#[inline(always)]
pub(super) fn narrow_decimal(numerator: i64, denominator: i64, exponent: i32) -> Option<Decimal> {
    let (mut above, mut below) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    if exponent != 0 {
        let power = *POWERS.get(exponent.unsigned_abs() as usize)?;
        let part = if exponent < 0 { &mut below } else { &mut above };
        match part.checked_mul(power) {
            Some(product) => *part = product,
            None => return decimal(numerator.into(), denominator.into(), exponent),
        }
    }
    digits_behind(u128::from(above / below), above % below, below, (numerator < 0) != (denominator < 0))
}

/// `whole + rest / below`, digit after digit.
#[inline(always)]
fn digits_behind(whole: u128, rest: u64, below: u64, negative: bool) -> Option<Decimal> {
    if rest == 0 {
        return Some(make(whole, 0, negative));
    }
    let digits = fraction_digits(whole);
    // Under a small denominator two times 14 digits fit 64 bits, which divide faster.
    let first = digits.min(if below < MAX_SMALL { 14 } else { 19 });
    let (part, rest) = divide(rest, POWERS[first as usize], below);
    if rest == 0 {
        return Some(with_part(whole, part, first, negative));
    }
    let mantissa = whole * u128::from(POWERS[first as usize]) + u128::from(part);
    let second = digits - first;
    let (part, rest) = divide(rest, POWERS[second as usize], below);
    if rest == 0 {
        // The digits so far are the whole part of the last ones.
        let exact = with_part(mantissa, part, second, negative);
        return Some(make(exact.mantissa().unsigned_abs(), exact.scale() + first, negative));
    }
    let mantissa = mantissa * u128::from(POWERS[second as usize]) + u128::from(part) + u128::from(rest >= below - rest);
    (mantissa <= MAX_MANTISSA).then(|| make(mantissa, digits, negative))
}

/// An exact result, written without the zeros behind its last digit: `whole + part / 10^digits`, the part not zero.
fn with_part(whole: u128, mut part: u64, mut digits: u32, negative: bool) -> Decimal {
    // Divisors that are known here cost a multiplication.
    if part.is_multiple_of(100_000_000) {
        (part, digits) = (part / 100_000_000, digits - 8);
    }
    if part.is_multiple_of(100_000_000) {
        (part, digits) = (part / 100_000_000, digits - 8);
    }
    if part.is_multiple_of(10_000) {
        (part, digits) = (part / 10_000, digits - 4);
    }
    if part.is_multiple_of(100) {
        (part, digits) = (part / 100, digits - 2);
    }
    if part.is_multiple_of(10) {
        (part, digits) = (part / 10, digits - 1);
    }
    make(whole * u128::from(POWERS[digits as usize]) + u128::from(part), digits, negative)
}

/// `rest * power / below` and what is left; the rest is below `below`, so the quotient is below the power.
#[inline]
#[allow(clippy::cast_possible_truncation)] // the quotient is below 10^19, and the low half of a remainder is all of it
fn divide(rest: u64, power: u64, below: u64) -> (u64, u64) {
    if let Some(above) = rest.checked_mul(power) {
        return (above / below, above % below);
    }
    // One wide division is enough: the remainder is what is left.
    let above = u128::from(rest) * u128::from(power);
    let quotient = (above / u128::from(below)) as u64;
    (quotient, (above as u64).wrapping_sub(quotient.wrapping_mul(below)))
}

#[inline]
#[allow(clippy::cast_possible_truncation)] // each part is cut to its 32 bits
fn make(mantissa: u128, scale: u32, negative: bool) -> Decimal {
    let (low, middle, high) = (mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32);
    Decimal::from_parts(low, middle, high, negative && mantissa != 0, scale)
}

/// A decimal from a mantissa of 64 bits.
#[inline(always)]
#[allow(clippy::cast_possible_truncation)] // each part is cut to its 32 bits
pub(super) fn narrow_scaled(mantissa: i64, scale: u32) -> Decimal {
    let size = mantissa.unsigned_abs();
    Decimal::from_parts(size as u32, (size >> 32) as u32, 0, mantissa < 0, scale)
}

/// A decimal from a mantissa that was rounded to a scale, where it fits.
#[inline]
pub(super) fn scaled(mantissa: i128, scale: u32) -> Option<Decimal> {
    (mantissa.unsigned_abs() <= MAX_MANTISSA && scale <= Decimal::MAX_SCALE)
        .then(|| make(mantissa.unsigned_abs(), scale, mantissa < 0))
}
