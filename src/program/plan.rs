//! A fraction made ready for columns: their scales and the digits asked are folded into its coefficients.

use super::Program;
use super::kernel::{self, Quotient};
use super::polynomial::{Polynomial, content};
use crate::Number;
use crate::number::Rounding;

/// A sum over columns with coefficients that floating point holds exactly.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) start: f64,
    /// Coefficients and slots.
    pub(super) linear: Vec<(f64, usize)>,
    pub(super) products: Vec<(f64, Vec<usize>)>,
}

/// What the kernels need for a fraction over columns of certain scales.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) numerator: Sums,
    pub(super) denominator: Sums,
    /// The denominator, where it is a constant.
    pub(super) constant: Option<f64>,
    /// Conditions that are not the denominator itself.
    pub(super) conditions: Vec<Sums>,
    pub(super) quotient: Quotient,
    /// How many bits a value may have.
    pub(super) bits: u32,
}

impl Plan {
    /// `None` where floating point cannot hold what the formula needs; then rows are evaluated one by one.
    pub(super) fn new(program: &Program, scales: &[i32], digits: u16, rounding: Rounding) -> Option<Self> {
        let fraction = program.fraction()?;
        let (numerator, above) = whole(&fraction.numerator, scales);
        let (mut denominator, below) = whole(&fraction.denominator, scales);
        let power = Number::from(10).checked_pow(digits.into()).ok()?;
        let (factor, divisor) = (above.checked_div(&below)? * power).into_parts();
        denominator.scale(&divisor);

        let constant =
            denominator.as_constant().map(|constant| exact(&constant)).map_or(Some(None), |c| c.map(Some))?;
        let conditions = program.inner.outer.conditions.iter().map(|condition| &condition.polynomial);
        let conditions = conditions.filter(|polynomial| !polynomial.is_multiple_of(&fraction.denominator));
        let conditions: Option<Vec<_>> = conditions.map(|polynomial| Sums::new(&whole(polynomial, scales).0)).collect();
        let (numerator, denominator, conditions) = (Sums::new(&numerator)?, Sums::new(&denominator)?, conditions?);

        let sums = || conditions.iter().chain([&numerator, &denominator]);
        let bits = (1..=kernel::MAX_BITS).rev().find(|bits| sums().all(|sum| sum.fits(*bits)))?;
        let (factor, factor_bits) = (wide(&factor)?, low_bits(&factor)?);
        let quotient = Quotient { factor, factor_bits, scaled: factor / constant.unwrap_or(1.0), rounding };
        Some(Self { numerator, denominator, constant, conditions, quotient, bits })
    }
}

/// The polynomial over mantissas of these scales, with whole coefficients, and the factor that was taken out.
fn whole(polynomial: &Polynomial, scales: &[i32]) -> (Polynomial, Number) {
    let mut over_mantissas = polynomial.clone();
    over_mantissas.rescale(|slot| scales.get(slot).copied().unwrap_or(0));
    let factor = content(over_mantissas.terms().map(|(_, coefficient)| coefficient));
    if let Some(reciprocal) = factor.reciprocal() {
        over_mantissas.scale(&reciprocal);
    }
    (over_mantissas, factor)
}

/// A whole number that floating point holds exactly.
#[allow(clippy::cast_precision_loss)] // it has at most 53 bits
fn exact(number: &Number) -> Option<f64> {
    let value = i64::try_from(number.to_i128()?).ok()?;
    (value.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS).then_some(value as f64)
}

/// The same for one that may be wider, such as a power of ten.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // it must come back the same
fn wide(number: &Number) -> Option<f64> {
    let value = number.to_i128().filter(|value| value.unsigned_abs() < 1 << 100)?;
    (value as f64 as i128 == value).then_some(value as f64)
}

/// The lowest 64 bits.
#[allow(clippy::cast_possible_truncation)] // they are what is asked for
fn low_bits(number: &Number) -> Option<i64> {
    number.to_i128().map(|value| value as i64)
}

impl Sums {
    fn new(polynomial: &Polynomial) -> Option<Self> {
        let mut sums = Self { start: 0.0, linear: Vec::new(), products: Vec::new() };
        for (monomial, coefficient) in polynomial.terms() {
            let coefficient = exact(coefficient)?;
            let factors: Vec<usize> =
                monomial.iter().flat_map(|&(slot, power)| std::iter::repeat_n(slot as usize, power as usize)).collect();
            match factors.as_slice() {
                [] => sums.start = coefficient,
                [slot] => sums.linear.push((coefficient, *slot)),
                [_, _] | [_, _, _] | [_, _, _, _] => sums.products.push((coefficient, factors)),
                _ => return None,
            }
        }
        Some(sums)
    }

    /// Whether sums of values of at most so many bits stay below the bound of the kernels.
    fn fits(&self, bits: u32) -> bool {
        // Powers of two are exact, and the sum is rounded far less than the margin of a factor of two.
        let size = f64::from(bits).exp2();
        let linear = self.linear.iter().map(|(coefficient, _)| coefficient.abs() * size);
        let products = self
            .products
            .iter()
            .map(|(coefficient, factors)| factors.iter().fold(coefficient.abs(), |product, _| product * size));
        linear.chain(products).sum::<f64>() + self.start.abs() < f64::from(kernel::MAX_BITS).exp2() * 0.99
    }
}
