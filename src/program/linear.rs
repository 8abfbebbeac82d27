//! The shortest way of a row: a fraction of two sums of inputs, both summed while the row is read.

#![allow(clippy::inline_always)] // a call costs as much as the sums

use super::row::Narrow;
use super::{Cell, quotient};

/// A fraction of two sums of inputs with coefficients, bound to the places of the inputs.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    pub(super) terms: Box<[Term]>,
    /// What is added to the sums, where it needs no scale.
    pub(super) start: (i64, i64),
    /// By how much the denominator's degree is above the numerator's.
    pub(super) degrees: i32,
    /// For each scale of the inputs, how many bits a mantissa may have so that no sum overflows.
    pub(super) bits: [i32; quotient::SCALES],
}

/// An input and its coefficients above and below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) place: usize,
    pub(super) above: i64,
    pub(super) below: i64,
}

impl Linear {
    /// The quotient of a row; `None` where a cell is missing or wide, where scales differ, or where the denominator is
    /// zero: another way finds out.
    #[inline(always)]
    pub(super) fn eval<C: Cell>(&self, row: &[C]) -> Option<Narrow> {
        let (mut above, mut below) = self.start;
        let (mut any, mut all, mut sizes) = (0, u8::MAX, 0);
        for term in &self.terms {
            let cell = row.get(term.place)?.narrow()?;
            // What overflows is seen by its bits afterwards.
            above = above.wrapping_add(term.above.wrapping_mul(cell.mantissa));
            below = below.wrapping_add(term.below.wrapping_mul(cell.mantissa));
            sizes |= cell.size;
            (any, all) = (any | cell.scale, all & cell.scale);
        }
        let most = *self.bits.get(usize::from(any))?;
        let bits = (u64::BITS - sizes.leading_zeros()).cast_signed();
        let exponent = i32::from(any) * self.degrees;
        (any == all && bits <= most && below != 0).then_some(Narrow { above, below, exponent })
    }
}
