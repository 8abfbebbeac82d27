//! Rows: a program bound to the places of its inputs.

#![allow(clippy::inline_always)] // a call between the steps of a row costs as much as the steps

use super::linear::{Linear, Term};
use super::polynomial::{Fraction, Polynomial};
use super::steps::Outcome;
use super::{Body, Cell, Part, Program, Reason, quotient};
use crate::Number;
use crate::number::{Quantity, Rounding};
use rust_decimal::Decimal;

/// Factors of a term that the fast way takes; a higher degree goes the general way.
const MAX_FACTORS: usize = 4;

/// A program bound to a schema: it evaluates rows, each a slice in the order of the schema.
///
/// A row is evaluated without hashing, without allocation and without recursion, as long as its numbers are of usual
/// size; wider ones take exact arithmetic of any size. The result is the same.
///
/// ```
/// use rumusan::{Formula, number::Rounding, program::Program};
///
/// let formula = Formula::canonical(r#"("PDRB" - "PDRB tahun lalu") / "PDRB tahun lalu" * 100"#)?;
/// let rows = Program::compile(&formula)?.bind(&["PDRB tahun lalu", "PDRB"])?;
/// let growth = |row: &[i64]| rows.eval_rounded(row, 2, Rounding::HalfUp).unwrap().to_string();
/// assert_eq!(growth(&[48_210, 50_733]), "5.23");
/// // A hundred times these is too wide for 64 bits.
/// assert_eq!(growth(&[4_821_000_000_000_000_000, 5_073_300_000_000_000_000]), "5.23");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Bound {
    program: Program,
    places: Vec<Option<usize>>,
    /// The same places, where every input has one.
    known: Option<Box<[usize]>>,
    fast: Option<Fast>,
    linear: Option<Linear>,
}

/// A fraction with small whole coefficients over slots.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    numerator: Sum,
    denominator: Sum,
    /// Conditions that are not the denominator itself.
    conditions: Box<[Sum]>,
    /// By how much the denominator's degree is above the numerator's.
    degrees: i32,
    /// For each scale of the inputs, how many bits a mantissa may have so that no sum overflows 64 bits, or 128.
    narrow_bits: [i32; quotient::SCALES],
    wide_bits: [i32; quotient::SCALES],
}

/// No mantissa at all is narrow enough.
const NEVER: i32 = -1;

/// A sum of products, each brought to the same degree by powers of the inputs' scale.
#[derive(Clone, Debug)]
struct Sum {
    degree: u32,
    /// It is the linear part and the constant, with nothing to bring to the same degree.
    is_plain: bool,
    constant: i64,
    linear: Box<[(i64, u32)]>,
    products: Box<[Product]>,
}

/// A coefficient times two to [`MAX_FACTORS`] slots.
#[derive(Clone, Debug)]
struct Product {
    coefficient: i64,
    factors: [u32; MAX_FACTORS],
    count: u32,
}

/// The mantissas of a row, slot by slot, brought to one scale.
struct Loaded<const N: usize> {
    mantissas: [i64; N],
    scale: u32,
    /// The bits of the widest.
    bits: i32,
}

/// `above / below * 10^exponent`; `below` is not zero.
#[derive(Clone, Copy)]
pub(super) struct Narrow {
    pub(super) above: i64,
    pub(super) below: i64,
    pub(super) exponent: i32,
}

/// The same with sums of any width.
pub(super) enum Quotient {
    Narrow(Narrow),
    Wide { above: i128, below: i128, exponent: i32 },
}

impl Bound {
    pub(super) fn new(program: Program, places: Vec<Option<usize>>) -> Self {
        let known: Option<Box<[usize]>> = places.iter().copied().collect();
        let plain = program.inner.aggregates.is_empty();
        let fast = known.as_ref().filter(|_| plain).and_then(|_| Fast::new(&program.inner.outer));
        let linear = fast.as_ref().zip(known.as_ref()).and_then(|(fast, places)| fast.linear(places));
        Self { program, places, known, fast, linear }
    }

    /// The program, which knows the names of the inputs and explains reasons.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let formula = Formula::canonical(r#""guru bersertifikat" / "guru""#)?;
    /// let rows = Program::compile(&formula)?.bind(&["guru bersertifikat", "guru"])?;
    /// let reason = rows.eval(&[Some(12), None]).unwrap_err();
    /// let error = rows.program().explain(reason);
    /// assert_eq!(error.argument("nama"), Some("guru"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The place of each input in a row, counted from 0; `None` where the schema lacks it. The inputs stand in the order of
    /// [`Program::inputs`].
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""panjang jalan baik" / "panjang jalan""#)?)?;
    /// let schema = ["ruas", "panjang jalan", "panjang jalan baik"];
    /// assert_eq!(program.bind(&schema)?.places(), [Some(2), Some(1)]);
    /// assert_eq!(program.bind_known(&schema[..2]).places(), [None, Some(1)]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn places(&self) -> &[Option<usize>] {
        &self.places
    }

    /// The exact figure of a row.
    ///
    /// What a root or a logarithm makes is seldom a fraction: where it is none, the reason is `undecided-rounding`, and
    /// digits must be asked for, see [`eval_rounded`](Self::eval_rounded).
    ///
    /// ```
    /// use rumusan::{Formula, Number, program::Program};
    ///
    /// let rows = Program::compile(&Formula::canonical(r#"1 / 3 * ("A" + "B")"#)?)?.bind(&["A", "B"])?;
    /// assert_eq!(rows.eval(&[1, 1]).unwrap(), "2/3".parse()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval<C: Cell>(&self, row: &[C]) -> Result<Number, Reason> {
        if let Some(quotient) = self.quotient(row)? {
            let (above, below, exponent) = quotient.wide();
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
        match self.linear(row).and_then(Narrow::decimal) {
            Some(decimal) => Ok(decimal),
            None => self.other_decimal(row),
        }
    }

    #[inline(never)]
    fn other_decimal<C: Cell>(&self, row: &[C]) -> Result<Decimal, Reason> {
        let quick = self.quotient(row)?.and_then(|quotient| match quotient {
            Quotient::Narrow(narrow) => narrow.decimal(),
            Quotient::Wide { above, below, exponent } => quotient::decimal(above, below, exponent),
        });
        if let Some(decimal) = quick {
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
        match self.linear(row).and_then(|narrow| narrow.rounded(digits, rounding)) {
            Some(decimal) => Ok(decimal),
            None => self.other_rounded(row, digits, rounding),
        }
    }

    #[inline(never)]
    fn other_rounded<C: Cell>(&self, row: &[C], digits: u16, rounding: Rounding) -> Result<Decimal, Reason> {
        let quotient = self.quotient(row)?;
        if let Some(Quotient::Narrow(narrow)) = quotient
            && let Some(decimal) = narrow.rounded(digits, rounding)
        {
            return Ok(decimal);
        }
        if let Some(quotient) = quotient
            && let (above, below, exponent) = quotient.wide()
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

    /// The figure of a row rounded to a digit, as a mantissa with as many digits behind the point.
    pub(super) fn mantissa<C: Cell>(&self, row: &[C], digits: u16, rounding: Rounding) -> Result<i128, Reason> {
        if let Some(quotient) = self.quotient(row)? {
            if let Quotient::Narrow(narrow) = quotient
                && let Some(mantissa) = narrow.estimate(digits, rounding)
            {
                return Ok(mantissa.into());
            }
            let (above, below, exponent) = quotient.wide();
            if let Some(mantissa) = quotient::rounded(above, below, exponent + i32::from(digits), rounding) {
                return Ok(mantissa);
            }
        }
        let rounded = self.outcome(row)?.round(digits, rounding)?;
        let scaled = rounded.scaled(digits.into(), Rounding::Down);
        scaled.to_i128().ok_or_else(Reason::out_of_range)
    }

    /// The quotient of a row, where the shortest way takes it.
    #[inline(always)]
    fn linear<C: Cell>(&self, row: &[C]) -> Option<Narrow> {
        self.linear.as_ref()?.eval(row)
    }

    /// The quotient of a row, where the fast way takes it.
    #[inline(always)]
    fn quotient<C: Cell>(&self, row: &[C]) -> Result<Option<Quotient>, Reason> {
        let (Some(fast), Some(places)) = (&self.fast, &self.known) else { return Ok(None) };
        fast.eval(places, row)
    }

    /// The general way: exact arithmetic of any size.
    #[cold]
    fn outcome<C: Cell>(&self, row: &[C]) -> Result<Outcome, Reason> {
        let mut slots = Vec::with_capacity(self.places.len());
        for (slot, place) in self.places.iter().enumerate() {
            let cell = place.and_then(|place| row.get(place)).ok_or_else(|| Reason::unknown_name(slot))?;
            cell.input().check()?;
            slots.push(cell.input().number().ok_or_else(|| Reason::empty_cell(slot))?);
        }
        self.program.outcome(&slots)
    }
}

/// Says why a cell ends the fast way: an empty one has a reason, unless one before it is missing too; a wide one does not.
#[cold]
fn refuse<C: Cell>(from: usize, places: &[usize], row: &[C]) -> Result<bool, Reason> {
    for (slot, &place) in places.iter().enumerate().skip(from) {
        match row.get(place) {
            None => return Err(Reason::unknown_name(slot)),
            Some(cell) if cell.input().is_missing() => return Err(Reason::empty_cell(slot)),
            Some(_) => {}
        }
    }
    Ok(false)
}

/// The bits of a power of ten, rounded up.
fn bits_of_power(exponent: u32) -> u32 {
    // log2(10) is below 10/3.
    (exponent * 10).div_ceil(3)
}

impl Program {
    /// The formula, where it is one fraction.
    pub(super) fn fraction(&self) -> Option<&Fraction> {
        match &self.inner.outer.body {
            Body::Fraction(fraction) if self.inner.aggregates.is_empty() => Some(fraction),
            _ => None,
        }
    }

    /// Computes with exact numbers, one for each input: a single row, which is a group of its own.
    pub(super) fn outcome(&self, inputs: &[Number]) -> Result<Outcome, Reason> {
        let mut slots: Vec<Quantity> = inputs.iter().cloned().map(Quantity::Exact).collect();
        for aggregate in &self.inner.aggregates {
            let value = aggregate.part.outcome(&slots)?;
            slots.push(value.into());
        }
        self.inner.outer.outcome(&slots)
    }
}

impl Part {
    /// Computes with one quantity for each slot.
    pub(super) fn outcome(&self, slots: &[Quantity]) -> Result<Outcome, Reason> {
        let fraction = match &self.body {
            Body::Steps(steps) => {
                return steps.eval(slots).map_err(|reason| reason.behind(self.first_condition));
            }
            Body::Fraction(fraction) => fraction,
        };
        for (at, condition) in self.conditions.iter().enumerate() {
            if condition.polynomial.eval(slots).is_zero() {
                return Err(Reason::zero_denominator(self.first_condition + at));
            }
        }
        let quotient = fraction.numerator.eval(slots).checked_div(&fraction.denominator.eval(slots));
        // The conditions hold, so the denominator, a product of them, is not zero.
        quotient.map(Outcome::Exact).ok_or_else(|| Reason::zero_denominator(self.first_condition))
    }
}

impl Polynomial {
    /// The value; a fraction uses slots of exact numbers alone.
    fn eval(&self, slots: &[Quantity]) -> Number {
        let mut sum = Number::ZERO;
        for (monomial, coefficient) in self.terms() {
            let mut product = coefficient.clone();
            for &(slot, power) in monomial {
                for _ in 0..power {
                    if let Quantity::Exact(number) = &slots[slot as usize] {
                        product *= number;
                    }
                }
            }
            sum += product;
        }
        sum
    }
}

impl Fast {
    /// `None` where the formula has wide coefficients or a high degree.
    pub(super) fn new(part: &Part) -> Option<Self> {
        let Body::Fraction(fraction) = &part.body else { return None };
        let numerator = Sum::new(&fraction.numerator)?;
        let denominator = Sum::new(&fraction.denominator)?;
        let others = part.conditions.iter().map(|condition| &condition.polynomial);
        let others = others.filter(|polynomial| !polynomial.is_multiple_of(&fraction.denominator));
        let conditions: Box<[Sum]> = others.map(Sum::new).collect::<Option<_>>()?;
        let max_bits = |scale: usize, most: u32| {
            let sums = conditions.iter().chain([&numerator, &denominator]);
            sums.map(|sum| sum.max_bits(scale, most)).min().unwrap_or(NEVER)
        };
        let narrow_bits = std::array::from_fn(|scale| max_bits(scale, 62));
        let wide_bits = std::array::from_fn(|scale| max_bits(scale, 126));
        let degrees = denominator.degree.cast_signed() - numerator.degree.cast_signed();
        Some(Self { numerator, denominator, conditions, degrees, narrow_bits, wide_bits })
    }

    /// The shortest way, where both sums are of inputs alone; `None` for others.
    fn linear(&self, places: &[usize]) -> Option<Linear> {
        if !(self.numerator.is_plain && self.denominator.is_plain && self.conditions.is_empty()) {
            return None;
        }
        let coefficient = |sum: &Sum, slot: usize| {
            let term = sum.linear.iter().find(|(_, of)| *of as usize == slot);
            term.map_or(0, |(coefficient, _)| *coefficient)
        };
        let terms = places.iter().enumerate().map(|(slot, &place)| Term {
            place,
            above: coefficient(&self.numerator, slot),
            below: coefficient(&self.denominator, slot),
        });
        let start = (self.numerator.constant, self.denominator.constant);
        Some(Linear { terms: terms.collect(), start, degrees: self.degrees, bits: self.narrow_bits })
    }

    /// The quotient of a row; `None` where it takes the general way.
    #[inline(always)]
    pub(super) fn eval<C: Cell>(&self, places: &[usize], row: &[C]) -> Result<Option<Quotient>, Reason> {
        // Few inputs need little room, and room that is not needed costs time to clear.
        match places.len() {
            0..=4 => self.quotient::<C, 4>(places, row),
            5..=16 => self.quotient::<C, 16>(places, row),
            17..=128 => self.large_quotient::<C, 128>(places, row),
            129..=1024 => self.large_quotient::<C, 1024>(places, row),
            _ => Ok(None),
        }
    }

    #[inline(always)]
    fn quotient<C: Cell, const N: usize>(&self, places: &[usize], row: &[C]) -> Result<Option<Quotient>, Reason> {
        let mut loaded = Loaded::<N>::EMPTY;
        if !loaded.fill(places, row)? {
            return Ok(None);
        }
        let exponent = loaded.scale.cast_signed() * self.degrees;
        if loaded.bits <= self.narrow_bits[loaded.scale as usize] {
            let below = self.denominator.narrow(&loaded);
            if below != 0 && (self.conditions.is_empty() || self.narrow_conditions(&loaded)) {
                let above = self.numerator.narrow(&loaded);
                return Ok(Some(Quotient::Narrow(Narrow { above, below, exponent })));
            }
        } else if loaded.bits <= self.wide_bits[loaded.scale as usize] {
            let below = self.denominator.wide(&loaded);
            if below != 0 && self.conditions.iter().all(|condition| condition.wide(&loaded) != 0) {
                return Ok(Some(Quotient::Wide { above: self.numerator.wide(&loaded), below, exponent }));
            }
        }
        // The general way takes what is wide, and finds which denominator is zero.
        Ok(None)
    }

    #[inline(never)]
    fn narrow_conditions<const N: usize>(&self, loaded: &Loaded<N>) -> bool {
        self.conditions.iter().all(|condition| condition.narrow(loaded) != 0)
    }

    /// Many inputs need much room, which the frame of the usual case must not have.
    #[inline(never)]
    fn large_quotient<C: Cell, const N: usize>(&self, places: &[usize], row: &[C]) -> Result<Option<Quotient>, Reason> {
        self.quotient::<C, N>(places, row)
    }
}

impl Narrow {
    /// The nearest decimal with as many digits as fit.
    #[inline(always)]
    fn decimal(self) -> Option<Decimal> {
        quotient::narrow_decimal(self.above, self.below, self.exponent)
    }

    /// As a mantissa with so many digits behind the point, where an estimate proves it.
    #[inline(always)]
    fn estimate(self, digits: u16, rounding: Rounding) -> Option<i64> {
        quotient::estimate(self.above, self.below, self.exponent + i32::from(digits), rounding)
    }

    /// The same as a decimal.
    #[inline(always)]
    fn rounded(self, digits: u16, rounding: Rounding) -> Option<Decimal> {
        let mantissa = self.estimate(digits, rounding)?;
        (u32::from(digits) <= Decimal::MAX_SCALE).then(|| quotient::narrow_scaled(mantissa, digits.into()))
    }
}

impl Quotient {
    #[inline]
    pub(super) fn wide(&self) -> (i128, i128, i32) {
        match *self {
            Self::Narrow(Narrow { above, below, exponent }) => (above.into(), below.into(), exponent),
            Self::Wide { above, below, exponent } => (above, below, exponent),
        }
    }
}

impl<const N: usize> Loaded<N> {
    const EMPTY: Self = Self { mantissas: [0; N], scale: 0, bits: 0 };

    /// Looks at every input once, in written order. False where one is too wide for the fast way.
    ///
    /// It fills in place, since a copy would wait for what was just written.
    #[inline(always)]
    fn fill<C: Cell>(&mut self, places: &[usize], row: &[C]) -> Result<bool, Reason> {
        let (mut any, mut all, mut sizes) = (0, u8::MAX, 0);
        for (slot, (&place, mantissa)) in places.iter().zip(&mut self.mantissas).enumerate() {
            let Some(cell) = row.get(place).and_then(Cell::narrow) else {
                return refuse(slot, places, row);
            };
            *mantissa = cell.mantissa;
            sizes |= cell.size;
            (any, all) = (any | cell.scale, all & cell.scale);
        }
        self.scale = if places.is_empty() { 0 } else { all.into() };
        self.bits = (u64::BITS - sizes.leading_zeros()).cast_signed();
        Ok(any == all || places.is_empty() || self.align(places, row))
    }

    /// Brings mantissas of different scales to the largest. False where one becomes too wide.
    #[inline(never)]
    fn align<C: Cell>(&mut self, places: &[usize], row: &[C]) -> bool {
        let scale_at = |place: &usize| row.get(*place).and_then(Cell::narrow).map_or(0, |cell| u32::from(cell.scale));
        let scales = || places.iter().map(scale_at);
        self.scale = scales().max().unwrap_or(0);
        self.bits += bits_of_power(self.scale - scales().min().unwrap_or(0)).cast_signed();
        if self.bits > 63 {
            return false;
        }
        for (scale, mantissa) in scales().zip(&mut self.mantissas) {
            *mantissa *= quotient::POWERS[(self.scale - scale) as usize].cast_signed();
        }
        true
    }

    /// The mantissa of a slot; there are N or fewer, and N is a power of two.
    #[inline]
    fn of(&self, slot: u32) -> i64 {
        self.mantissas[slot as usize & (N - 1)]
    }
}

impl Polynomial {
    /// Whether it is `other` but for a constant factor.
    pub(super) fn is_multiple_of(&self, other: &Self) -> bool {
        let same_terms =
            self.terms().len() == other.terms().len() && self.terms().zip(other.terms()).all(|((a, _), (b, _))| a == b);
        let mut ratios = self.terms().zip(other.terms()).map(|((_, a), (_, b))| a.checked_div(b));
        same_terms && ratios.next().is_some_and(|first| ratios.all(|next| next == first))
    }
}

impl Sum {
    fn new(polynomial: &Polynomial) -> Option<Self> {
        let (mut constant, mut linear, mut products, mut degree) = (0, Vec::new(), Vec::new(), 0);
        for (monomial, coefficient) in polynomial.terms() {
            let coefficient = i64::try_from(coefficient.to_i128()?).ok()?;
            let (mut factors, mut count) = ([0; MAX_FACTORS], 0_u32);
            for &(slot, power) in monomial {
                for _ in 0..power {
                    *factors.get_mut(count as usize)? = slot;
                    count += 1;
                }
            }
            degree = degree.max(count);
            match count {
                0 => constant = coefficient,
                1 => linear.push((coefficient, factors[0])),
                _ => products.push(Product { coefficient, factors, count }),
            }
        }
        let is_plain = products.is_empty() && (constant == 0 || degree == 0);
        Some(Self { degree, is_plain, constant, linear: linear.into(), products: products.into() })
    }

    /// How many bits a mantissa may have so that the sum, with every term brought to its degree, has at most `most`.
    fn max_bits(&self, scale: usize, most: u32) -> i32 {
        let terms = 1 + self.linear.len() + self.products.len();
        let width = |coefficient: i64, count: u32| -> Option<u32> {
            let count_bits = usize::BITS - terms.leading_zeros();
            let coefficient_bits = u64::BITS - coefficient.unsigned_abs().leading_zeros();
            let rescaling = bits_of_power((self.degree - count) * u32::try_from(scale).ok()?);
            let left = most.checked_sub(coefficient_bits + count_bits + rescaling)?;
            Some(left.checked_div(count).unwrap_or(63).min(63))
        };
        let constant = (self.constant != 0).then(|| width(self.constant, 0));
        let linear = self.linear.iter().map(|(coefficient, _)| width(*coefficient, 1));
        let products = self.products.iter().map(|product| width(product.coefficient, product.count));
        let least = constant.into_iter().chain(linear).chain(products).map(|bits| bits.map_or(NEVER, u32::cast_signed));
        least.min().unwrap_or(63)
    }

    /// The sum in 64 bits; the caller has seen that it fits.
    #[inline(always)]
    fn narrow<const N: usize>(&self, loaded: &Loaded<N>) -> i64 {
        let mut sum = 0_i64;
        for &(coefficient, slot) in &self.linear {
            sum += coefficient * loaded.of(slot);
        }
        if self.is_plain { sum + self.constant } else { self.narrow_rest(sum, loaded) }
    }

    #[inline(never)]
    fn narrow_rest<const N: usize>(&self, linear: i64, loaded: &Loaded<N>) -> i64 {
        let power = |missing: u32| 10_i64.pow(missing * loaded.scale);
        let mut sum = linear;
        if self.degree > 1 && !self.linear.is_empty() {
            sum *= power(self.degree - 1);
        }
        for product in &self.products {
            let factors = &product.factors[..product.count as usize];
            let value = factors.iter().fold(product.coefficient, |value, &slot| value * loaded.of(slot));
            sum += value * power(self.degree - product.count);
        }
        sum + if self.constant != 0 { self.constant * power(self.degree) } else { 0 }
    }

    /// The sum in 128 bits; the caller has seen that it fits.
    #[inline(never)]
    fn wide<const N: usize>(&self, loaded: &Loaded<N>) -> i128 {
        let power = |missing: u32| 10_i128.pow(missing * loaded.scale);
        let mut sum = 0_i128;
        for &(coefficient, slot) in &self.linear {
            sum += i128::from(coefficient) * i128::from(loaded.of(slot));
        }
        if self.degree > 1 && !self.linear.is_empty() {
            sum *= power(self.degree - 1);
        }
        for product in &self.products {
            let factors = &product.factors[..product.count as usize];
            let start = i128::from(product.coefficient);
            let value = factors.iter().fold(start, |value, &slot| value * i128::from(loaded.of(slot)));
            sum += value * power(self.degree - product.count);
        }
        sum + if self.constant != 0 { i128::from(self.constant) * power(self.degree) } else { 0 }
    }
}
