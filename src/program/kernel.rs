//! Blocks of rows in floating point that proves itself right, and the exact residual where it cannot.
//!
//! Every sum of a block is a whole number below 2^50, so that floating point holds it exactly. The quotient is an
//! estimate with a known error: where that error does not reach a rounding boundary, the rounded number is proved.
//! Otherwise the exact remainder decides, by fused multiplications or in wrapping integers.
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
/// Bits of the quotients that the remainder is right for: with more, the error of an estimate would count.
const QUOTIENT_BITS: u32 = 49;
/// More than the error of an estimate, as a part of it: four roundings of 2^-53 each.
const MAX_ERROR: f64 = 1.0 / 1_125_899_906_842_624.0; // 2^-50
/// The bit of the sign.
const SIGN: u64 = 1 << 63;
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

/// For each bit of a word, the word that has it alone.
const BITS: [u64; 64] = {
    let mut bits = [0; 64];
    let mut at = 0;
    while at < bits.len() {
        bits[at] = 1 << at;
        at += 1;
    }
    bits
};

/// A sum of a block, row by row.
trait Rows {
    /// It is the same in every row, and stands in the scaled factor of the quotient.
    const IS_CONSTANT: bool = false;

    /// The sum in a row. What comes of the values and the bias is joined to `all`.
    fn sum(&self, row: usize, all: &mut u64) -> f64;

    /// The same for so many rows from `start` on.
    fn part(&self, start: usize, rows: usize) -> Self;
}

/// Terms of a few columns; fused where the instruction set multiplies and adds at once.
struct Linear<'a, const K: usize, const FUSED: bool> {
    start: f64,
    coefficients: [f64; K],
    columns: [&'a [i64]; K],
    bias: i64,
}

impl<'a, const K: usize, const FUSED: bool> Linear<'a, K, FUSED> {
    /// The first K of the terms; where there are fewer, nothing times the first column.
    #[inline(always)]
    fn new(terms: &[Term<'a>], start: f64, bits: u32, rows: usize) -> Self {
        let term = |at: usize| terms.get(at).copied().unwrap_or((0.0, terms[0].1));
        let columns = std::array::from_fn(|at| &term(at).1[..rows]);
        Self { start, coefficients: std::array::from_fn(|at| term(at).0), columns, bias: bias(bits) }
    }
}

impl<const K: usize, const FUSED: bool> Rows for Linear<'_, K, FUSED> {
    #[inline(always)]
    fn sum(&self, row: usize, all: &mut u64) -> f64 {
        let mut sum = self.start;
        for at in 0..K {
            let value = self.columns[at][row];
            *all |= value.wrapping_add(self.bias).cast_unsigned();
            let (coefficient, value) = (self.coefficients[at], to_float(value));
            // Both are exact.
            sum = if FUSED { coefficient.mul_add(value, sum) } else { sum + coefficient * value };
        }
        sum
    }

    #[inline(always)]
    fn part(&self, start: usize, rows: usize) -> Self {
        Self { columns: self.columns.map(|column| &column[start..start + rows]), ..*self }
    }
}

/// Sums that were computed before.
struct Ready<'a>(&'a [f64]);

impl Rows for Ready<'_> {
    #[inline(always)]
    fn sum(&self, row: usize, _: &mut u64) -> f64 {
        self.0[row]
    }

    #[inline(always)]
    fn part(&self, start: usize, rows: usize) -> Self {
        Self(&self.0[start..start + rows])
    }
}

/// The same in every row.
#[derive(Clone, Copy)]
struct Constant(f64);

impl Rows for Constant {
    const IS_CONSTANT: bool = true;

    #[inline(always)]
    fn sum(&self, _: usize, _: &mut u64) -> f64 {
        self.0
    }

    #[inline(always)]
    fn part(&self, _: usize, _: usize) -> Self {
        *self
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
            1 => add(&Linear::<1, false>::new(terms, start, bits, rows), first, bits, sums),
            2 => add(&Linear::<2, false>::new(terms, start, bits, rows), first, bits, sums),
            _ => add(&Linear::<4, false>::new(terms, start, bits, rows), first, bits, sums),
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
    /// `numerator * factor / denominator` is what is rounded; floating point holds the factor exactly.
    pub(super) factor: f64,
    /// The lowest bits of the factor, which are all that a remainder in integers needs.
    pub(super) factor_bits: i64,
    /// The factor divided by a constant denominator.
    pub(super) scaled: f64,
    pub(super) rounding: Rounding,
}

impl Quotient {
    /// What is rounded, with four roundings at most.
    #[inline(always)]
    fn value<B: Rows>(self, above: f64, below: f64) -> f64 {
        if B::IS_CONSTANT { above * self.scaled } else { above * self.factor / below }
    }
}

/// The numerator or the denominator of a block.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// One to four terms and a start.
    Terms(&'a [Term<'a>], f64),
    /// Sums that were computed before.
    Sums(&'a [f64]),
    /// The denominator, where it is a constant.
    Constant(f64),
}

/// Whether the instruction set that a function is compiled for multiplies and adds at once.
macro_rules! has_fused {
    () => {{
        #[cfg(not(rumusan_baseline))]
        let has_fused = multiversion::target::target_cfg_f!(any(target_feature = "fma", target_arch = "aarch64"));
        #[cfg(rumusan_baseline)]
        let has_fused = cfg!(any(target_feature = "fma", target_arch = "aarch64"));
        has_fused
    }};
}

/// The nearest numbers, as far as the estimate proves them; the result is not zero where one is not proved, or where a
/// value has more than `bits` bits.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn estimate(above: Part<'_>, below: Part<'_>, bits: u32, quotient: Quotient, out: &mut [i64]) -> u64 {
    if has_fused!() {
        over_parts::<true>(above, below, bits, out.len(), Estimate { quotient, out })
    } else {
        over_parts::<false>(above, below, bits, out.len(), Estimate { quotient, out })
    }
}

/// The same with holes: a bit for each row without a value, 64 to a word, and then one for each row whose denominator is
/// zero; the figure of these is zero.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn estimate_with_holes(
    above: Part<'_>,
    below: Part<'_>,
    bits: u32,
    quotient: Quotient,
    holes: &mut [u64],
    out: &mut [i64],
) -> u64 {
    if has_fused!() {
        over_parts::<true>(above, below, bits, out.len(), EstimateWithHoles { quotient, holes, out })
    } else {
        over_parts::<false>(above, below, bits, out.len(), EstimateWithHoles { quotient, holes, out })
    }
}

/// The rounded quotients by their exact remainders, holes as before; where no room for holes is given, every row must
/// have a figure. The result is not zero where one does not or is too large, or where a value has more than `bits` bits.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn exact(
    above: Part<'_>,
    below: Part<'_>,
    bits: u32,
    quotient: Quotient,
    holes: &mut [u64],
    out: &mut [i64],
) -> u64 {
    if has_fused!() {
        over_parts::<true>(above, below, bits, out.len(), Exact::<true> { quotient, holes, out })
    } else {
        over_parts::<false>(above, below, bits, out.len(), Exact::<false> { quotient, holes, out })
    }
}

/// A way to divide.
trait Divide {
    /// Whether a quotient is not right, as bits of which one is then set. What comes of the values and the bias is
    /// joined to `all`.
    fn divide<A: Rows, B: Rows>(self, above: &A, below: &B, all: &mut u64) -> u64;
}

/// Makes sums of the parts.
#[inline(always)]
fn over_parts<const FUSED: bool>(above: Part<'_>, below: Part<'_>, bits: u32, rows: usize, divide: impl Divide) -> u64 {
    match above {
        Part::Terms(terms, start) => match terms.len() {
            1 => over::<FUSED>(&Linear::<1, FUSED>::new(terms, start, bits, rows), below, bits, rows, divide),
            2 => over::<FUSED>(&Linear::<2, FUSED>::new(terms, start, bits, rows), below, bits, rows, divide),
            _ => over::<FUSED>(&Linear::<4, FUSED>::new(terms, start, bits, rows), below, bits, rows, divide),
        },
        Part::Sums(sums) => over::<FUSED>(&Ready(&sums[..rows]), below, bits, rows, divide),
        // A plan has no such numerator.
        Part::Constant(_) => u64::MAX,
    }
}

#[inline(always)]
fn over<const FUSED: bool>(above: &impl Rows, below: Part<'_>, bits: u32, rows: usize, divide: impl Divide) -> u64 {
    let mut all = 0;
    let flags = match below {
        Part::Terms(terms, start) => divide.divide(above, &Linear::<1, FUSED>::new(terms, start, bits, rows), &mut all),
        Part::Sums(sums) => divide.divide(above, &Ready(&sums[..rows]), &mut all),
        Part::Constant(below) => divide.divide(above, &Constant(below), &mut all),
    };
    flags | excess(all, bits)
}

/// A figure for each row. The flags that `figure` gives beside figures are joined.
#[inline(always)]
fn in_rows(
    above: &impl Rows,
    below: &impl Rows,
    all: &mut u64,
    out: &mut [i64],
    figure: impl Fn(f64, f64) -> (i64, u64),
) -> u64 {
    let mut all_flags = 0;
    for (row, out) in out.iter_mut().enumerate() {
        let (figure, flags) = figure(above.sum(row, all), below.sum(row, all));
        all_flags |= flags;
        *out = figure;
    }
    all_flags
}

/// A figure for each row that has a value and a denominator, 0 for the others, whose bits are set in `holes`.
#[inline(always)]
fn in_words(
    above: &impl Rows,
    below: &impl Rows,
    all: &mut u64,
    holes: &mut [u64],
    out: &mut [i64],
    figure: impl Fn(f64, f64) -> (i64, u64),
) -> u64 {
    let mut all_flags = 0;
    for (at, (holes, out)) in holes.iter_mut().zip(out.chunks_mut(64)).enumerate() {
        let rows = out.len();
        let (above, below, bits) = (above.part(at * 64, rows), below.part(at * 64, rows), &BITS[..rows]);
        let (missing, mut zeros) = (*holes, 0);
        for row in 0..rows {
            let (above, below) = (above.sum(row, all), below.sum(row, all));
            let zero = if below == 0.0 { bits[row] } else { 0 };
            zeros |= zero;
            let has_figure = (missing & bits[row]) | zero == 0;
            let (figure, flags) = figure(above, below);
            all_flags |= if has_figure { flags } else { 0 };
            out[row] = if has_figure { figure } else { 0 };
        }
        *holes |= zeros;
    }
    all_flags
}

/// See [`estimate`].
struct Estimate<'a> {
    quotient: Quotient,
    out: &'a mut [i64],
}

impl Divide for Estimate<'_> {
    #[inline(always)]
    fn divide<A: Rows, B: Rows>(self, above: &A, below: &B, all: &mut u64) -> u64 {
        let quotient = self.quotient;
        in_rows(above, below, all, self.out, |above, below| nearest(quotient.value::<B>(above, below)))
    }
}

/// The same with holes.
struct EstimateWithHoles<'a> {
    quotient: Quotient,
    holes: &'a mut [u64],
    out: &'a mut [i64],
}

impl Divide for EstimateWithHoles<'_> {
    #[inline(always)]
    fn divide<A: Rows, B: Rows>(self, above: &A, below: &B, all: &mut u64) -> u64 {
        in_words(above, below, all, self.holes, self.out, |above, below| {
            nearest(self.quotient.value::<B>(above, below))
        })
    }
}

/// The nearest whole number of an estimate, and whether it is not proved.
#[inline(always)]
fn nearest(value: f64) -> (i64, u64) {
    let sum = value + WHOLE;
    let rest = value - (sum - WHOLE);
    let error = value.abs() * MAX_ERROR;
    // A quotient that is too large, infinite or no number fails this comparison too: from 2^49 on the error is as large
    // as the rest can be.
    let is_proved = rest.abs() + error < 0.5;
    (sum.to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed(), u64::from(!is_proved))
}

/// See [`exact`].
struct Exact<'a, const FUSED: bool> {
    quotient: Quotient,
    holes: &'a mut [u64],
    out: &'a mut [i64],
}

impl<const FUSED: bool> Divide for Exact<'_, FUSED> {
    #[inline(always)]
    fn divide<A: Rows, B: Rows>(self, above: &A, below: &B, all: &mut u64) -> u64 {
        // A remainder is whole and a half of a denominator at least a multiple of 1/2: so a quarter decides ties alone.
        match self.quotient.rounding {
            Rounding::HalfUp => self.turning(above, below, all, |rest, above, below, _| {
                // A tie goes away from zero: where the nearest number is too near to it, the remainder has the sign of
                // the numerator.
                let goes = (signed(rest, above) + 0.25).abs() > below.abs() * 0.5;
                if goes { signed(1.0, signed(rest, below)) } else { 0.0 }
            }),
            Rounding::HalfEven => self.turning(above, below, all, |rest, _, below, sum| {
                let more_if_odd = f64::from_bits((sum.to_bits() << 63) ^ (-0.25_f64).to_bits());
                let goes = rest.abs() + more_if_odd > below.abs() * 0.5;
                if goes { signed(1.0, signed(rest, below)) } else { 0.0 }
            }),
            Rounding::Floor => {
                self.turning(above, below, all, |rest, _, below, _| if signed(rest, below) < 0.0 { -1.0 } else { 0.0 })
            }
            Rounding::Ceiling => {
                self.turning(above, below, all, |rest, _, below, _| if signed(rest, below) > 0.0 { 1.0 } else { 0.0 })
            }
            Rounding::Down => self.turning(above, below, all, |rest, above, below, _| {
                // Where the signs differ, the nearest number is too far from zero.
                if signed(rest, above) < 0.0 { signed(1.0, signed(rest, below)) } else { 0.0 }
            }),
        }
    }
}

impl<const FUSED: bool> Exact<'_, FUSED> {
    /// `turn` says by how much to go from the nearest number: one up or down, or not at all. It takes the remainder, the
    /// numerator, the denominator, and the nearest number behind [`WHOLE`].
    #[inline(always)]
    fn turning<A: Rows, B: Rows>(
        self,
        above: &A,
        below: &B,
        all: &mut u64,
        turn: impl Fn(f64, f64, f64, f64) -> f64,
    ) -> u64 {
        let quotient = self.quotient;
        let figure = |above: f64, below: f64| {
            let sum = quotient.value::<B>(above, below) + WHOLE;
            let rest = Self::rest(quotient, above, below, sum - WHOLE);
            let turned = sum + turn(rest, above, below, sum);
            // What is too large, infinite or no number has more bits than a figure may have.
            let figure = turned.to_bits().wrapping_sub(WHOLE.to_bits()).cast_signed();
            (figure, figure.wrapping_add(bias(QUOTIENT_BITS)).cast_unsigned())
        };
        let figures = if self.holes.is_empty() {
            in_rows(above, below, all, self.out, figure)
        } else {
            in_words(above, below, all, self.holes, self.out, figure)
        };
        excess(figures, QUOTIENT_BITS)
    }

    /// `above * factor - near * below`, which is less than a denominator.
    #[inline(always)]
    fn rest(quotient: Quotient, above: f64, below: f64, near: f64) -> f64 {
        if FUSED {
            // The product, what rounding took from it, and what is left of it are floating point numbers, all exact.
            let product = above * quotient.factor;
            let lacks = above.mul_add(quotient.factor, -product);
            (-near).mul_add(below, product) + lacks
        } else {
            // Wrapping products are right, since the remainder itself fits.
            let product = to_int(above).wrapping_mul(quotient.factor_bits);
            to_float(product.wrapping_sub(to_int(near).wrapping_mul(to_int(below))))
        }
    }
}

/// The number, negated where the other is negative.
#[inline(always)]
fn signed(value: f64, other: f64) -> f64 {
    f64::from_bits(value.to_bits() ^ (other.to_bits() & SIGN))
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

/// Values of the rows that are not missing, zero for the others.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn keep(values: &[i64], missing: &[u64], out: &mut [i64]) {
    for (word, (out, values)) in missing.iter().zip(out.chunks_mut(64).zip(values.chunks(64))) {
        for ((out, value), bit) in out.iter_mut().zip(values).zip(&BITS) {
            *out = if word & bit == 0 { *value } else { 0 };
        }
    }
}

/// Sets the bits of rows whose sum is zero.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn mark_zeros(sums: &[f64], marks: &mut [u64]) {
    for (marks, sums) in marks.iter_mut().zip(sums.chunks(64)) {
        let zeros = sums.iter().zip(&BITS).map(|(sum, bit)| if *sum == 0.0 { *bit } else { 0 });
        *marks |= zeros.fold(0, |marks, bit| marks | bit);
    }
}

/// Not zero where a sum is zero.
#[cfg_attr(not(rumusan_baseline), multiversion(targets = "simd"))]
pub(super) fn zeros(sums: &[f64]) -> u64 {
    sums.iter().fold(0, |flags, sum| flags | u64::from(*sum == 0.0))
}
