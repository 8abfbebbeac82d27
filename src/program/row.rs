//! Rows: a program bound to the places of its inputs.

use super::polynomial::Polynomial;
use super::steps::Outcome;
use super::{Body, Cell, Program, Reason, quotient};
use crate::Number;
use crate::number::Rounding;
use rust_decimal::Decimal;

/// Factors of a term that the fast way takes; a higher degree goes the general way.
const MAX_FACTORS: usize = 4;
/// Scales of decimals.
const SCALES: usize = Decimal::MAX_SCALE as usize + 1;
/// Bits that a sum may have so that nothing overflows.
const MAX_BITS: u32 = 126;

/// A program bound to a schema: it evaluates rows, each a slice in the order of the schema.
///
/// A row is evaluated without hashing, without allocation and without recursion, as long as its numbers are of usual
/// size; wider ones take exact arithmetic of any size. The result is the same.
#[derive(Clone, Debug)]
pub struct Bound {
    program: Program,
    places: Vec<Option<usize>>,
    /// The same places, where every input has one.
    known: Option<Box<[usize]>>,
    fast: Option<Fast>,
}

/// A fraction with small whole coefficients over places of a row.
#[derive(Clone, Debug)]
struct Fast {
    numerator: Sum,
    denominator: Sum,
    /// Conditions that are not the denominator itself.
    conditions: Box<[Sum]>,
    /// For each scale of the inputs, how many bits a mantissa may have so that no sum overflows.
    max_bits: [i32; SCALES],
}

/// No mantissa at all is narrow enough.
const NEVER: i32 = -1;

#[derive(Clone, Debug)]
struct Sum {
    degree: u32,
    terms: Box<[Term]>,
}

/// A product of a coefficient and cells.
#[derive(Clone, Debug)]
struct Term {
    coefficient: i64,
    factors: [u32; MAX_FACTORS],
    count: u32,
}

/// Cells brought to one scale.
struct Aligned {
    scale: u32,
    /// All of them have it already.
    same: bool,
}

impl Bound {
    pub(super) fn new(program: Program, places: Vec<Option<usize>>) -> Self {
        let known: Option<Box<[usize]>> = places.iter().copied().collect();
        let fast = known.as_deref().and_then(|known| Fast::new(&program, known));
        Self { program, places, known, fast }
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The place of each input in a row; `None` where the schema lacks it.
    pub fn places(&self) -> &[Option<usize>] {
        &self.places
    }

    /// The exact figure of a row.
    ///
    /// What a root or a logarithm makes is no fraction: then the reason is `undecided-rounding`, and digits must be
    /// asked for, see [`eval_rounded`](Self::eval_rounded).
    ///
    /// ```
    /// use rumusan::{Formula, Number, program::Program};
    ///
    /// let rows = Program::compile(&Formula::canonical(r#"1 / 3 * ("A" + "B")"#)?)?.bind(&["A", "B"])?;
    /// assert_eq!(rows.eval(&[1, 1]).unwrap(), "2/3".parse()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval<C: Cell>(&self, row: &[C]) -> Result<Number, Reason> {
        if let Some((above, below, exponent)) = self.fraction(row)? {
            let quotient = Number::ratio(above, below).ok_or_else(Reason::out_of_range)?;
            return match exponent {
                0 => Ok(quotient),
                _ => {
                    Number::from(10).checked_pow(exponent.into()).map(|power| quotient * power).map_err(|e| (&e).into())
                }
            };
        }
        match self.outcome(row)? {
            Outcome::Exact(number) => Ok(number),
            Outcome::Real(_) => Err(Reason::new(crate::Code::UndecidedRounding)),
        }
    }

    /// The figure of a row as the nearest [`Decimal`], ties away from zero: exact where it has an end within 28 digits,
    /// else with as many digits as fit; `out-of-range` where none is near enough.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    /// use rust_decimal::Decimal;
    ///
    /// let rows = Program::compile(&Formula::canonical(r#""A" / "B" * 100"#)?)?.bind(&["A", "B"])?;
    /// let decimal = |mantissa| Decimal::new(mantissa, 1);
    /// assert_eq!(rows.eval_decimal(&[decimal(25), decimal(40)]).unwrap().to_string(), "62.5");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_decimal<C: Cell>(&self, row: &[C]) -> Result<Decimal, Reason> {
        if let Some((above, below, exponent)) = self.fraction(row)?
            && let Some(decimal) = quotient::decimal(above, below, exponent)
        {
            return Ok(decimal);
        }
        let decimal = match self.outcome(row)? {
            Outcome::Exact(number) => number.to_decimal(),
            Outcome::Real(real) => real.to_decimal(),
        };
        decimal.map_err(|error| (&error).into())
    }

    /// The figure of a row rounded to a digit, once, from the exact value; `out-of-range` where a [`Decimal`] cannot
    /// hold it.
    ///
    /// ```
    /// use rumusan::{Formula, number::Rounding, program::Program};
    ///
    /// let rows = Program::compile(&Formula::canonical(r#""A" / "B" * 100"#)?)?.bind(&["A", "B"])?;
    /// assert_eq!(rows.eval_rounded(&[144, 154], 2, Rounding::HalfUp).unwrap().to_string(), "93.51");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_rounded<C: Cell>(&self, row: &[C], digits: u16, rounding: Rounding) -> Result<Decimal, Reason> {
        if let Some((above, below, exponent)) = self.fraction(row)?
            && let Some(mantissa) = quotient::rounded(above, below, exponent + i32::from(digits), rounding)
            && let Some(decimal) = quotient::scaled(mantissa, digits.into())
        {
            return Ok(decimal);
        }
        let rounded = self.outcome(row)?.round(digits, rounding)?;
        let decimal = rounded.to_decimal().map_err(|error| Reason::from(&error))?;
        // A result that keeps fewer digits than asked was rounded a second time: it does not fit.
        if Number::from(decimal) == rounded { Ok(decimal) } else { Err(Reason::out_of_range()) }
    }

    /// Numerator, denominator and exponent of ten of a row, where the fast way takes it. The denominator is not zero.
    #[inline]
    fn fraction<C: Cell>(&self, row: &[C]) -> Result<Option<(i128, i128, i32)>, Reason> {
        let (Some(fast), Some(places)) = (&self.fast, &self.known) else { return Ok(None) };
        let Some(aligned) = fast.align(places, row)? else { return Ok(None) };
        let below = fast.denominator.eval(row, &aligned);
        if below == 0 || fast.conditions.iter().any(|condition| condition.eval(row, &aligned) == 0) {
            // The general way finds which of them it was.
            return Ok(None);
        }
        let above = fast.numerator.eval(row, &aligned);
        let degrees = fast.denominator.degree.cast_signed() - fast.numerator.degree.cast_signed();
        Ok(Some((above, below, aligned.scale.cast_signed() * degrees)))
    }

    /// The general way: exact arithmetic of any size.
    #[cold]
    fn outcome<C: Cell>(&self, row: &[C]) -> Result<Outcome, Reason> {
        let mut slots = Vec::with_capacity(self.places.len());
        for (slot, place) in self.places.iter().enumerate() {
            let cell = place.and_then(|place| row.get(place)).ok_or_else(|| Reason::unknown_name(slot))?;
            slots.push(cell.input().number().ok_or_else(|| Reason::empty_cell(slot))?);
        }
        self.program.outcome(&slots)
    }
}

/// The bits of a power of ten, rounded up.
fn bits_of_power(exponent: u32) -> u32 {
    // log2(10) is below 10/3.
    (exponent * 10).div_ceil(3)
}

impl Program {
    /// Computes with exact numbers, one for each slot.
    pub(super) fn outcome(&self, slots: &[Number]) -> Result<Outcome, Reason> {
        match &self.inner.body {
            Body::Steps(steps) => steps.eval(slots),
            Body::Fraction(fraction) => {
                for (at, condition) in self.inner.conditions.iter().enumerate() {
                    if condition.polynomial.eval(slots).is_zero() {
                        return Err(Reason::zero_denominator(at));
                    }
                }
                let quotient = fraction.numerator.eval(slots).checked_div(&fraction.denominator.eval(slots));
                // The conditions hold, so the denominator, a product of them, is not zero.
                quotient.map(Outcome::Exact).ok_or_else(|| Reason::zero_denominator(0))
            }
        }
    }
}

impl Polynomial {
    fn eval(&self, slots: &[Number]) -> Number {
        let mut sum = Number::ZERO;
        for (monomial, coefficient) in self.terms() {
            let mut product = coefficient.clone();
            for &(slot, power) in monomial {
                for _ in 0..power {
                    product *= &slots[slot as usize];
                }
            }
            sum += product;
        }
        sum
    }
}

impl Fast {
    /// `None` where the formula has wide coefficients or a high degree.
    fn new(program: &Program, places: &[usize]) -> Option<Self> {
        let Body::Fraction(fraction) = &program.inner.body else { return None };
        let numerator = Sum::new(&fraction.numerator, places)?;
        let denominator = Sum::new(&fraction.denominator, places)?;
        let others = program.inner.conditions.iter().map(|condition| &condition.polynomial);
        let others = others.filter(|polynomial| !polynomial.is_multiple_of(&fraction.denominator));
        let conditions: Box<[Sum]> = others.map(|polynomial| Sum::new(polynomial, places)).collect::<Option<_>>()?;
        let mut max_bits = [0; SCALES];
        for (scale, bits) in max_bits.iter_mut().enumerate() {
            let sums = conditions.iter().chain([&numerator, &denominator]);
            *bits = sums.map(|sum| sum.max_bits(scale)).min().unwrap_or(NEVER);
        }
        Some(Self { numerator, denominator, conditions, max_bits })
    }

    /// Looks at every input once: none may be missing, and none too wide for the fast way.
    #[inline]
    fn align<C: Cell>(&self, places: &[usize], row: &[C]) -> Result<Option<Aligned>, Reason> {
        let (mut least, mut most, mut bits, mut fits) = (u32::MAX, 0, 0_u128, true);
        for (slot, &place) in places.iter().enumerate() {
            let Some(input) = row.get(place).map(Cell::input) else { return Err(Reason::unknown_name(slot)) };
            match input.scaled() {
                Some((mantissa, scale)) => {
                    bits |= mantissa.unsigned_abs();
                    least = least.min(scale);
                    most = most.max(scale);
                }
                None if input.is_missing() => return Err(Reason::empty_cell(slot)),
                None => fits = false,
            }
        }
        let same = least >= most;
        // Rescaling makes the widest mantissa wider by at most that power of ten.
        let more = if same { 0 } else { bits_of_power(most - least) };
        let width = 128 - bits.leading_zeros() + more;
        Ok((fits && width.cast_signed() <= self.max_bits[most as usize]).then_some(Aligned { scale: most, same }))
    }
}

impl Polynomial {
    /// Whether it is `other` but for a constant factor.
    pub(super) fn is_multiple_of(&self, other: &Self) -> bool {
        let ratio = |(a, b): (&Number, &Number)| a.checked_div(b);
        let same_terms =
            self.terms().len() == other.terms().len() && self.terms().zip(other.terms()).all(|((a, _), (b, _))| a == b);
        let mut ratios = self.terms().zip(other.terms()).map(|((_, a), (_, b))| ratio((a, b)));
        same_terms && ratios.next().is_some_and(|first| ratios.all(|next| next == first))
    }
}

impl Sum {
    fn new(polynomial: &Polynomial, places: &[usize]) -> Option<Self> {
        let term = |(monomial, coefficient): (&Vec<(u32, u32)>, &Number)| {
            let coefficient = i64::try_from(coefficient.to_i128()?).ok()?;
            let (mut factors, mut count) = ([0; MAX_FACTORS], 0);
            for &(slot, power) in monomial {
                for _ in 0..power {
                    *factors.get_mut(count)? = u32::try_from(*places.get(slot as usize)?).ok()?;
                    count += 1;
                }
            }
            Some(Term { coefficient, factors, count: u32::try_from(count).ok()? })
        };
        let terms: Box<[Term]> = polynomial.terms().map(term).collect::<Option<_>>()?;
        Some(Self { degree: terms.iter().map(|term| term.count).max().unwrap_or(0), terms })
    }

    /// How many bits a mantissa may have so that the sum, with every term brought to its degree, has at most
    /// [`MAX_BITS`]; factors must fit 64 bits as well.
    fn max_bits(&self, scale: usize) -> i32 {
        let width = |term: &Term| -> Option<u32> {
            let count_bits = usize::BITS - self.terms.len().leading_zeros();
            let coefficient_bits = u64::BITS - term.coefficient.unsigned_abs().leading_zeros();
            let rescaling = bits_of_power((self.degree - term.count) * u32::try_from(scale).ok()?);
            let left = MAX_BITS.checked_sub(coefficient_bits + count_bits + rescaling)?;
            Some(left.checked_div(term.count).unwrap_or(63).min(63))
        };
        let least = self.terms.iter().map(|term| width(term).map_or(NEVER, u32::cast_signed)).min();
        least.unwrap_or(63)
    }

    #[inline]
    fn eval<C: Cell>(&self, row: &[C], aligned: &Aligned) -> i128 {
        let mut sum = 0_i128;
        for term in &self.terms {
            let mut product = i128::from(term.coefficient);
            for &place in &term.factors[..term.count as usize] {
                product *= i128::from(aligned.mantissa(&row[place as usize]));
            }
            if term.count < self.degree && aligned.scale > 0 {
                product *= 10_i128.pow((self.degree - term.count) * aligned.scale);
            }
            sum += product;
        }
        sum
    }
}

impl Aligned {
    /// The mantissa at the common scale; it was seen to fit.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // at most 63 bits, see Sum::max_bits
    fn mantissa<C: Cell>(&self, cell: &C) -> i64 {
        let (mantissa, scale) = cell.input().scaled().unwrap_or_default();
        if self.same {
            return mantissa as i64;
        }
        mantissa as i64 * quotient::POWERS[(self.scale - scale) as usize].cast_signed()
    }
}
