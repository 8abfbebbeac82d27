//! Blocks of rows in floating point that proves itself right, and the exact residual where it cannot.
//!
//! Every sum of a block is a whole number below 2^50, so that floating point holds it exactly. The quotient is an
//! estimate with a known error: where that error does not reach a rounding boundary, the rounded number is proved.
//! Otherwise the exact remainder decides, in wrapping integers, which are right as long as the remainder itself fits.
//!
//! The loops are plain, so that the compiler makes vectors of them; flags are gathered in the bits of an integer, since
//! a branch would end that. Each function is compiled for several instruction sets, and the best is chosen when it runs;
//! `--cfg rumusan_baseline` leaves the one of the build, to measure it.

#![allow(clippy::inline_always)] // what is not inlined is not compiled for the wider instruction set
#![allow(clippy::cast_precision_loss)] // whole numbers below 2^51 are exact
#![allow(clippy::needless_bitwise_bool)] // a lazy operator is a branch
#![allow(clippy::neg_cmp_op_on_partial_ord)] // what is no number must count as not proved
#![allow(clippy::float_cmp)] // sums are whole numbers, and halves of them are exact

use crate::number::Rounding;
#[cfg(not(rumusan_baseline))]
use multiversion::multiversion;

/// Rows of a block.
pub(super) const BLOCK: usize = 1024;

/// Bits that the sums of a block may have.
pub(super) const MAX_BITS: u32 = 50;
/// The greatest quotient that the residual is right for: half a unit of error at most.
const MAX_QUOTIENT: f64 = 562_949_953_421_312.0; // 2^49
/// More than the error of an estimate, as a part of it: four roundings of 2^-53 each.
const MAX_ERROR: f64 = 1.0 / 1_125_899_906_842_624.0; // 2^-50
/// 3 * 2^51: a number below 2^51 added to it stands in its low bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// A whole number below 2^51 as floating point. The conversion of 64 bits exists in the widest instruction sets alone.
#[inline(always)]
fn to_float(value: i64) -> f64 {
    f64::from_bits(value.wrapping_add(WHOLE.to_bits().cast_signed()).cast_unsigned()) - WHOLE
}

/// The nearest whole number of one below 2^51.
#[inline(always)]
fn to_int(value: f64) -> i64 {
    (value + WHOLE).to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed()
}

/// What makes values of at most `bits` bits, either sign, stay below `2^(bits + 1)`.
#[inline(always)]
fn bias(bits: u32) -> i64 {
    1 << bits
}

/// Whether a value had more bits: `all` is what came of `value + bias`, all values joined by "or".
#[inline(always)]
fn excess(all: u64, bits: u32) -> u64 {
    all >> (bits + 1)
}

/// A coefficient and the column that it multiplies.
pub(super) type Term<'a> = (f64, &'a [i64]);

/// A sum of a block, row by row.
trait Rows {
    /// The sum in a row. What comes of the values and the bias is joined to `all`.
    fn sum(&self, row: usize, all: &mut u64) -> f64;
}

/// Terms of a few columns.
struct Linear<'a, const K: usize> {
    start: f64,
    coefficients: [f64; K],
    columns: [&'a [i64]; K],
    bias: i64,
}

impl<'a, const K: usize> Linear<'a, K> {
    /// The first K of the terms; where there are fewer, nothing times the first column.
    #[inline(always)]
    fn new(terms: &[Term<'a>], start: f64, bits: u32, rows: usize) -> Self {
        let term = |at: usize| terms.get(at).copied().unwrap_or((0.0, terms[0].1));
        let columns = std::array::from_fn(|at| &term(at).1[..rows]);
        Self { start, coefficients: std::array::from_fn(|at| term(at).0), columns, bias: bias(bits) }
    }
}

impl<const K: usize> Rows for Linear<'_, K> {
    #[inline(always)]
    fn sum(&self, row: usize, all: &mut u64) -> f64 {
        let mut sum = self.start;
        for at in 0..K {
            let value = self.columns[at][row];
            *all |= value.wrapping_add(self.bias).cast_unsigned();
            sum += self.coefficients[at] * to_float(value);
        }
        sum
    }
}

/// Sums that were computed before.
struct Ready<'a>(&'a [f64]);

impl Rows for Ready<'_> {
    #[inline(always)]
    fn sum(&self, row: usize, _: &mut u64) -> f64 {
        self.0[row]
    }
}

/// The denominator one.
struct One;

impl Rows for One {
    #[inline(always)]
    fn sum(&self, _: usize, _: &mut u64) -> f64 {
        1.0
    }
}

/// `sums` plus the terms of up to four columns; or the terms and `start`, where nothing stands there yet.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn linear(terms: &[Term<'_>], start: f64, bits: u32, sums: &mut [f64]) -> u64 {
    let mut flags = 0;
    if terms.is_empty() {
        sums.fill(start);
    }
    for (at, terms) in terms.chunks(4).enumerate() {
        let (first, rows) = (at == 0, sums.len());
        let start = if first { start } else { 0.0 };
        flags |= match terms.len() {
            1 => add(&Linear::<1>::new(terms, start, bits, rows), first, bits, sums),
            2 => add(&Linear::<2>::new(terms, start, bits, rows), first, bits, sums),
            _ => add(&Linear::<4>::new(terms, start, bits, rows), first, bits, sums),
        };
    }
    flags
}

#[inline(always)]
fn add(terms: &impl Rows, first: bool, bits: u32, sums: &mut [f64]) -> u64 {
    let mut all = 0;
    if first {
        for (row, sum) in sums.iter_mut().enumerate() {
            *sum = terms.sum(row, &mut all);
        }
    } else {
        for (row, sum) in sums.iter_mut().enumerate() {
            *sum += terms.sum(row, &mut all);
        }
    }
    excess(all, bits)
}

/// Adds `coefficient * column * column ...` to `sums`.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn product(coefficient: f64, factors: &[&[i64]], bits: u32, sums: &mut [f64]) -> u64 {
    match factors {
        [a, b] => add_product(coefficient, [a, b], bits, sums),
        [a, b, c] => add_product(coefficient, [a, b, c], bits, sums),
        [a, b, c, d] => add_product(coefficient, [a, b, c, d], bits, sums),
        // A plan has no other.
        _ => u64::MAX,
    }
}

#[inline(always)]
fn add_product<const K: usize>(coefficient: f64, factors: [&[i64]; K], bits: u32, sums: &mut [f64]) -> u64 {
    let factors = factors.map(|column| &column[..sums.len()]);
    let (mut all, bias) = (0, bias(bits));
    for (row, sum) in sums.iter_mut().enumerate() {
        let mut value = coefficient;
        for factor in factors {
            all |= factor[row].wrapping_add(bias).cast_unsigned();
            value *= to_float(factor[row]);
        }
        *sum += value;
    }
    excess(all, bits)
}

/// What the sums of a block are multiplied and divided by, and how the quotient is rounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotient {
    /// `numerator * factor / denominator` is what is rounded.
    pub(super) factor: f64,
    /// The same factor, of which the remainder needs the low bits alone.
    pub(super) factor_bits: i64,
    pub(super) rounding: Rounding,
}

/// The numerator or the denominator of a block.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// One to four terms and a start.
    Terms(&'a [Term<'a>], f64),
    /// Sums that were computed before.
    Sums(&'a [f64]),
    /// The denominator one: what it was is in the factor.
    One,
}

/// The rounded quotients, as far as the estimate proves them; the result is not zero where one is not proved, or where a
/// value has more than `bits` bits.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn estimate(above: Part<'_>, below: Part<'_>, bits: u32, quotient: Quotient, out: &mut [i64]) -> u64 {
    let rows = out.len();
    match above {
        Part::Terms(terms, start) => match terms.len() {
            1 => estimate_over(&Linear::<1>::new(terms, start, bits, rows), below, bits, quotient, out),
            2 => estimate_over(&Linear::<2>::new(terms, start, bits, rows), below, bits, quotient, out),
            _ => estimate_over(&Linear::<4>::new(terms, start, bits, rows), below, bits, quotient, out),
        },
        Part::Sums(sums) => estimate_over(&Ready(&sums[..rows]), below, bits, quotient, out),
        // A plan has no such numerator.
        Part::One => u64::MAX,
    }
}

#[inline(always)]
fn estimate_over(above: &impl Rows, below: Part<'_>, bits: u32, quotient: Quotient, out: &mut [i64]) -> u64 {
    let rows = out.len();
    match below {
        Part::Terms(terms, start) => {
            estimate_rounding(above, &Linear::<1>::new(terms, start, bits, rows), bits, quotient, out)
        }
        Part::Sums(sums) => estimate_rounding(above, &Ready(&sums[..rows]), bits, quotient, out),
        Part::One => estimate_rounding(above, &One, bits, quotient, out),
    }
}

#[inline(always)]
fn estimate_rounding(
    above: &impl Rows,
    below: &impl Rows,
    bits: u32,
    Quotient { factor, rounding, .. }: Quotient,
    out: &mut [i64],
) -> u64 {
    match rounding {
        Rounding::HalfUp | Rounding::HalfEven => estimate_as::<HALF>(above, below, bits, factor, out),
        Rounding::Floor => estimate_as::<FLOOR>(above, below, bits, factor, out),
        Rounding::Ceiling => estimate_as::<CEILING>(above, below, bits, factor, out),
        Rounding::Down => estimate_as::<DOWN>(above, below, bits, factor, out),
    }
}

const HALF: u8 = 0;
const FLOOR: u8 = 1;
const CEILING: u8 = 2;
const DOWN: u8 = 3;

#[inline(always)]
fn estimate_as<const ROUNDING: u8>(
    above: &impl Rows,
    below: &impl Rows,
    bits: u32,
    factor: f64,
    out: &mut [i64],
) -> u64 {
    let (mut flags, mut all) = (0, 0);
    for (row, out) in out.iter_mut().enumerate() {
        let value = above.sum(row, &mut all) * factor / below.sum(row, &mut all);
        let sum = value + WHOLE;
        let near = sum.to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed();
        let rest = value - (sum - WHOLE);
        let error = value.abs() * MAX_ERROR;
        // A quotient that is too large, infinite or no number fails these comparisons too: from 2^49 on the error is
        // as large as the rest can be.
        let proved = if ROUNDING == HALF { rest.abs() + error < 0.5 } else { rest.abs() > error };
        flags |= u64::from(!proved);
        *out = match ROUNDING {
            HALF => near,
            FLOOR => near.wrapping_sub(i64::from(rest < 0.0)),
            CEILING => near.wrapping_add(i64::from(rest > 0.0)),
            _ => {
                let (down, up) = ((rest < 0.0) & (value > 0.0), (rest > 0.0) & (value < 0.0));
                near.wrapping_sub(i64::from(down)).wrapping_add(i64::from(up))
            }
        };
    }
    flags | excess(all, bits)
}

/// The rounded quotients by their exact remainders. No denominator is zero. The result is not zero where a quotient is
/// too large for that.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn residual(numerators: &[f64], denominators: &[f64], quotient: Quotient, out: &mut [i64]) -> u64 {
    match quotient.rounding {
        Rounding::HalfUp => residual_as(numerators, denominators, quotient, out, |value, size, half| {
            let (up, down) = (value > half, value < -half);
            // A tie goes away from zero: up where the quotient below it is not negative.
            (up | ((value == half) & (size >= 0)), down | ((value == -half) & (size <= 0)))
        }),
        Rounding::HalfEven => residual_as(numerators, denominators, quotient, out, |value, size, half| {
            let odd = size & 1 == 1;
            ((value > half) | ((value == half) & odd), (value < -half) | ((value == -half) & odd))
        }),
        Rounding::Floor => residual_as(numerators, denominators, quotient, out, |value, _, _| (false, value < 0.0)),
        Rounding::Ceiling => residual_as(numerators, denominators, quotient, out, |value, _, _| (value > 0.0, false)),
        Rounding::Down => residual_as(numerators, denominators, quotient, out, |value, size, _| {
            ((value > 0.0) & (size < 0), (value < 0.0) & (size > 0))
        }),
    }
}

/// `turn` takes the remainder, the nearest number and half the denominator, and says whether to go one up or down.
#[inline(always)]
fn residual_as(
    numerators: &[f64],
    denominators: &[f64],
    quotient: Quotient,
    out: &mut [i64],
    turn: impl Fn(f64, i64, f64) -> (bool, bool),
) -> u64 {
    let (numerators, denominators) = (&numerators[..out.len()], &denominators[..out.len()]);
    let mut flags = 0;
    for (row, out) in out.iter_mut().enumerate() {
        // With the sign above, the remainder points the way that the quotient must go.
        let sign = if denominators[row] < 0.0 { -1.0 } else { 1.0 };
        let (above, below) = (numerators[row] * sign, denominators[row] * sign);
        let value = above * quotient.factor / below;
        flags |= u64::from(!(value.abs() < MAX_QUOTIENT));
        let near = to_int(value);
        let product = to_int(above).wrapping_mul(quotient.factor_bits);
        let rest = to_float(product.wrapping_sub(near.wrapping_mul(to_int(below))));
        let (up, down) = turn(rest, near, below * 0.5);
        // What is too large for this is flagged, and wraps.
        *out = near.wrapping_add(i64::from(up)).wrapping_sub(i64::from(down));
    }
    flags
}

/// Narrows wide mantissas; the result is not zero where one does not fit.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
#[allow(clippy::cast_possible_truncation)] // what is cut off is what the flags say
pub(super) fn narrow(wide: &[i128], out: &mut [i64]) -> u64 {
    let mut flags = 0;
    for (out, value) in out.iter_mut().zip(wide) {
        *out = *value as i64;
        flags |= ((*value >> 64) as i64 ^ (*out >> 63)).cast_unsigned();
    }
    flags
}

/// Makes masks and states of bitmaps: all ones and 0 for a row that has a value, zero and `mark` for one that has not.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn expand(bitmap: &[u64], mask: &mut [i64], states: &mut [u8], mark: u8) {
    for (word, (mask, states)) in bitmap.iter().zip(mask.chunks_mut(64).zip(states.chunks_mut(64))) {
        for (bit, (mask, state)) in mask.iter_mut().zip(states).enumerate() {
            let missing = (word >> bit & 1).cast_signed() - 1;
            *mask = !missing;
            *state = if missing == 0 { 0 } else { mark };
        }
    }
}

/// Values where the mask is all ones, zero where it is zero.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn keep(values: &[i64], mask: &[i64], out: &mut [i64]) {
    for ((out, value), mask) in out.iter_mut().zip(values).zip(mask) {
        *out = value & mask;
    }
}

/// Marks rows whose sum is zero, unless they are marked already, and puts one in its place.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn mark_zeros(sums: &mut [f64], states: &mut [u8], mark: u8) {
    for (sum, state) in sums.iter_mut().zip(states) {
        let zero = *sum == 0.0;
        *sum = if zero { 1.0 } else { *sum };
        *state = if zero & (*state == 0) { mark } else { *state };
    }
}

/// Puts zero where a row is marked.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn clear_marked(out: &mut [i64], states: &[u8]) {
    for (out, state) in out.iter_mut().zip(states) {
        *out = if *state == 0 { *out } else { 0 };
    }
}

/// Puts zero where a row is marked.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn clear_marked_sums(sums: &mut [f64], states: &[u8]) {
    for (sum, state) in sums.iter_mut().zip(states) {
        *sum = if *state == 0 { *sum } else { 0.0 };
    }
}

/// Not zero where a sum is zero.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn zeros(sums: &[f64]) -> u64 {
    sums.iter().fold(0, |flags, sum| flags | u64::from(*sum == 0.0))
}
