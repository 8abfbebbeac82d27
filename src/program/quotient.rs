//! The one division of a row: from whole numbers to a correctly rounded decimal.

#![allow(clippy::inline_always)] // a call costs as much as the division

use crate::number::Rounding;
use rust_decimal::Decimal;

/// Scales of decimals.
pub(super) const SCALES: usize = Decimal::MAX_SCALE as usize + 1;

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
    let negative = (numerator < 0) != (denominator < 0);
    in_two_steps(above, below, negative)
        .or_else(|| digits_behind(u128::from(above / below), above % below, below, negative))
}

/// Digits of one step of [`in_two_steps`].
const STEP: u32 = 14;
/// The same as a power.
const STEP_POWER: i64 = POWERS[STEP as usize].cast_signed();
/// From this first part on, a mantissa might not fit.
const MOST: i64 = 792_281_625_142_643;
/// Up to this first part, a mantissa might fit with one digit more.
const LEAST: i64 = 79_228_162_514_266;

/// For a quotient below one and those from each power of two on, how many fraction digits fit, and from which quotient
/// on it is one less: up to where they are fewer than those of a step.
#[allow(clippy::cast_precision_loss)] // powers of two are exact
const BORDERS: [(u32, f64); 51] = {
    let mut borders = [(28, f64::INFINITY); 51];
    let (mut at, mut digits, mut border) = (1, 28, 7.922_816_251_426_434);
    while at < borders.len() {
        let least = (1_u64 << (at - 1)) as f64;
        if least > border {
            (digits, border) = (digits - 1, border * 10.0);
        }
        borders[at] = (digits, border);
        at += 1;
    }
    borders
};

/// `above / below` by two estimates in floating point, each with its exact remainder: first what stands before the last
/// fourteen digits, then these. `None` where that is not enough.
#[inline(always)]
#[allow(clippy::cast_precision_loss)] // the remainders make up for it
fn in_two_steps(above: u64, below: u64, negative: bool) -> Option<Decimal> {
    if (above | below) >> 63 != 0 {
        return None;
    }
    let (above, below) = (above.cast_signed(), below.cast_signed());
    let divisor = below as f64;
    let value = above as f64 / divisor;
    // The exponent of one is 1023.
    let (most, border) = *BORDERS.get(((value.to_bits() >> 52) as usize).saturating_sub(1022))?;
    let digits = most - u32::from(value >= border);
    let first = digits.checked_sub(STEP)? as usize;
    // Below 2^50 and four roundings away from the quotient, so that less than a divisor is left, on either side.
    // Products may overflow: the remainder is what is right of them.
    let head = nearest(value * FLOAT_POWERS[first]);
    let rest = above.wrapping_mul(POWERS[first].cast_signed()).wrapping_sub(head.wrapping_mul(below));
    if !(if digits < Decimal::MAX_SCALE { LEAST } else { 0 }..MOST).contains(&head) {
        return None;
    }
    if rest == 0 {
        return Some(exact(0, head.cast_unsigned(), digits - STEP, digits - STEP, negative));
    }
    // Little more than half a divisor is left here.
    let tail = nearest(rest as f64 * (STEP_POWER as f64 / divisor));
    let rest = rest.wrapping_mul(STEP_POWER).wrapping_sub(tail.wrapping_mul(below));
    if rest == 0 {
        let (head, tail) = if tail < 0 { (head - 1, tail + STEP_POWER) } else { (head, tail) };
        return Some(exact(head.cast_unsigned().into(), tail.cast_unsigned(), STEP, digits, negative));
    }
    let (up, down) = (rest >= below - rest, -rest > below + rest);
    let tail = tail + i64::from(up) - i64::from(down);
    let head = u128::from(head.cast_unsigned()) * u128::from(STEP_POWER.cast_unsigned());
    Some(make(head.wrapping_add_signed(tail.into()), digits, negative))
}

/// The nearest whole number of one below 2^51.
#[inline(always)]
fn nearest(value: f64) -> i64 {
    (value + WHOLE).to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed()
}

/// `whole + rest / below`, digit after digit.
#[inline(never)]
fn digits_behind(whole: u128, rest: u64, below: u64, negative: bool) -> Option<Decimal> {
    if rest == 0 {
        return Some(make(whole, 0, negative));
    }
    let digits = fraction_digits(whole);
    let first = digits.min(19);
    let (part, rest) = divide(rest, POWERS[first as usize], below);
    if rest == 0 {
        return Some(exact(whole, part, first, first, negative));
    }
    let mantissa = whole * u128::from(POWERS[first as usize]) + u128::from(part);
    let second = digits - first;
    let (part, rest) = divide(rest, POWERS[second as usize], below);
    if rest == 0 {
        // The digits so far are the whole part of the last ones.
        return Some(exact(mantissa, part, second, digits, negative));
    }
    let mantissa = mantissa * u128::from(POWERS[second as usize]) + u128::from(part) + u128::from(rest >= below - rest);
    (mantissa <= MAX_MANTISSA).then(|| make(mantissa, digits, negative))
}

/// An exact result, written without the zeros behind its last digit: the digits of `whole`, then the `width` digits of
/// `part`; `scale` of all of them stand behind the point.
#[inline(never)]
fn exact(whole: u128, mut part: u64, width: u32, scale: u32, negative: bool) -> Decimal {
    let mut left = width;
    // Divisors that are known here cost a multiplication; a lazy operator would be a branch, which is guessed wrong.
    #[allow(clippy::needless_bitwise_bool)]
    let mut strip = |zeros: u32, power: u64| {
        let quotient = part / power;
        let strips = (left >= zeros) & (quotient * power == part);
        (part, left) = if strips { (quotient, left - zeros) } else { (part, left) };
    };
    strip(8, 100_000_000);
    strip(8, 100_000_000);
    strip(4, 10_000);
    strip(2, 100);
    strip(1, 10);
    make(whole * u128::from(POWERS[left as usize]) + u128::from(part), scale - (width - left), negative)
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
    Decimal::from_parts(low, middle, high, negative, scale)
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
