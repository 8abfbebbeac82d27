//! Polynomials over slots, and fractions of them: what a formula of `+ - * /` and whole powers comes to.

use crate::Number;
use std::collections::BTreeMap;

/// The most terms a polynomial may have, and twice the square root of the work for one product.
pub(super) const MAX_TERMS: usize = 1024;
/// The highest degree of a polynomial.
const MAX_DEGREE: u32 = 16;
/// About the most digits of a coefficient.
const MAX_COEFFICIENT: usize = 200;

/// A product of slots with their powers, in the order of the slots.
pub(super) type Monomial = Vec<(u32, u32)>;

/// Expansion has become larger than the bounds above.
pub(super) struct TooLarge;

/// A sum of products with coefficients that are not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Polynomial {
    terms: BTreeMap<Monomial, Number>,
}

impl Polynomial {
    pub(super) fn constant(value: Number) -> Self {
        let mut terms = BTreeMap::new();
        if !value.is_zero() {
            terms.insert(Vec::new(), value);
        }
        Self { terms }
    }

    /// `factor * slot`
    pub(super) fn slot(slot: u32, factor: Number) -> Self {
        let mut terms = BTreeMap::new();
        if !factor.is_zero() {
            terms.insert(vec![(slot, 1)], factor);
        }
        Self { terms }
    }

    pub(super) fn terms(&self) -> impl ExactSizeIterator<Item = (&Monomial, &Number)> {
        self.terms.iter()
    }

    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// The value, where it holds no slot.
    pub(super) fn as_constant(&self) -> Option<Number> {
        match self.terms.len() {
            0 => Some(Number::ZERO),
            1 => self.terms.get(&Vec::new()).cloned(),
            _ => None,
        }
    }

    pub(super) fn scale(&mut self, factor: &Number) {
        if factor.is_zero() {
            self.terms.clear();
        }
        for coefficient in self.terms.values_mut() {
            *coefficient *= factor;
        }
    }

    /// Goes from numbers to mantissas of these scales, slot by slot.
    pub(super) fn rescale(&mut self, scale: impl Fn(usize) -> i32) {
        for (monomial, coefficient) in &mut self.terms {
            let digits: i64 =
                monomial.iter().map(|(slot, power)| i64::from(scale(*slot as usize)) * i64::from(*power)).sum();
            // The exponent is small: a degree of at most 16 times the scale of a column.
            if let Ok(power) = Number::from(10).checked_pow(-digits) {
                *coefficient *= power;
            }
        }
    }

    fn add_term(&mut self, monomial: Monomial, coefficient: &Number) {
        let entry = self.terms.entry(monomial).or_default();
        *entry += coefficient;
    }

    fn checked(mut self) -> Result<Self, TooLarge> {
        self.terms.retain(|_, coefficient| !coefficient.is_zero());
        let too_large = self.terms.len() > MAX_TERMS
            || self.terms.iter().any(|(monomial, coefficient)| {
                coefficient.size() > MAX_COEFFICIENT
                    || monomial.iter().map(|(_, power)| power).sum::<u32>() > MAX_DEGREE
            });
        if too_large { Err(TooLarge) } else { Ok(self) }
    }

    /// Adds the smaller to the larger, so that a long sum costs as much as it is long.
    fn add(self, other: Self) -> Result<Self, TooLarge> {
        let (mut sum, part) = if self.terms.len() < other.terms.len() { (other, self) } else { (self, other) };
        if sum.terms.len() > MAX_TERMS {
            return Err(TooLarge);
        }
        for (monomial, coefficient) in part.terms {
            let left = sum.terms.entry(monomial.clone()).or_default();
            *left += &coefficient;
            if left.size() > MAX_COEFFICIENT {
                return Err(TooLarge);
            }
            if left.is_zero() {
                sum.terms.remove(&monomial);
            }
        }
        Ok(sum)
    }

    fn multiply(&self, other: &Self) -> Result<Self, TooLarge> {
        if self.terms.len() * other.terms.len() > 4 * MAX_TERMS {
            return Err(TooLarge);
        }
        let mut product = Self::default();
        for (a, left) in &self.terms {
            for (b, right) in &other.terms {
                product.add_term(multiply_monomials(a, b), &(left * right));
            }
        }
        product.checked()
    }

    /// The powers that every term has in common.
    fn common_monomial(&self) -> Option<Monomial> {
        let mut terms = self.terms.keys();
        let mut common = terms.next()?.clone();
        for monomial in terms {
            common.retain_mut(|(slot, power)| {
                let has = monomial.iter().find(|(other, _)| other == slot).map_or(0, |(_, power)| *power);
                *power = has.min(*power);
                has > 0
            });
        }
        Some(common)
    }

    fn divide_monomial(&mut self, divisor: &Monomial) {
        let terms = std::mem::take(&mut self.terms);
        self.terms =
            terms.into_iter().map(|(monomial, coefficient)| (without(&monomial, divisor), coefficient)).collect();
    }
}

fn multiply_monomials(a: &Monomial, b: &Monomial) -> Monomial {
    let mut product = a.clone();
    for &(slot, power) in b {
        match product.binary_search_by_key(&slot, |(slot, _)| *slot) {
            Ok(at) => product[at].1 += power,
            Err(at) => product.insert(at, (slot, power)),
        }
    }
    product
}

fn without(monomial: &Monomial, divisor: &Monomial) -> Monomial {
    let left = |&(slot, power): &(u32, u32)| {
        let cut = divisor.iter().find(|(other, _)| *other == slot).map_or(0, |(_, power)| *power);
        (power > cut).then(|| (slot, power - cut))
    };
    monomial.iter().filter_map(left).collect()
}

/// A numerator over a denominator that is not the polynomial zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) numerator: Polynomial,
    pub(super) denominator: Polynomial,
}

impl Fraction {
    pub(super) fn whole(numerator: Polynomial) -> Self {
        Self { numerator, denominator: Polynomial::constant(Number::ONE) }
    }

    pub(super) fn as_constant(&self) -> Option<Number> {
        self.numerator.as_constant()?.checked_div(&self.denominator.as_constant()?)
    }

    pub(super) fn negate(mut self) -> Self {
        self.numerator.scale(&Number::from(-1));
        self
    }

    pub(super) fn add(self, other: Self) -> Result<Self, TooLarge> {
        if self.denominator == other.denominator {
            return Ok(Self { numerator: self.numerator.add(other.numerator)?, denominator: self.denominator });
        }
        let left = self.numerator.multiply(&other.denominator)?;
        let right = other.numerator.multiply(&self.denominator)?;
        Self { numerator: left.add(right)?, denominator: self.denominator.multiply(&other.denominator)? }.reduced()
    }

    pub(super) fn multiply(&self, other: &Self) -> Result<Self, TooLarge> {
        if let Some(factor) = other.as_constant() {
            let mut product = self.clone();
            product.numerator.scale(&factor);
            return product.reduced();
        }
        Self {
            numerator: self.numerator.multiply(&other.numerator)?,
            denominator: self.denominator.multiply(&other.denominator)?,
        }
        .reduced()
    }

    /// `1 / self`, where the numerator is not the polynomial zero.
    pub(super) fn reciprocal(self) -> Option<Self> {
        (!self.numerator.is_zero()).then_some(Self { numerator: self.denominator, denominator: self.numerator })
    }

    pub(super) fn power(&self, exponent: u32) -> Result<Self, TooLarge> {
        if exponent > MAX_DEGREE {
            return Err(TooLarge);
        }
        let one = Self::whole(Polynomial::constant(Number::ONE));
        (0..exponent).try_fold(one, |power, _| power.multiply(self))
    }

    /// Slots that all terms above and below have in common are cancelled, and a constant denominator becomes one.
    fn reduced(mut self) -> Result<Self, TooLarge> {
        if self.numerator.is_zero() {
            return Ok(Self::whole(Polynomial::default()));
        }
        if let (Some(above), Some(below)) = (self.numerator.common_monomial(), self.denominator.common_monomial()) {
            let shared = |(slot, power): (u32, u32)| {
                let other = below.iter().find(|(other, _)| *other == slot)?.1;
                Some((slot, power.min(other)))
            };
            let common: Monomial = above.into_iter().filter_map(shared).collect();
            if !common.is_empty() {
                self.numerator.divide_monomial(&common);
                self.denominator.divide_monomial(&common);
            }
        }
        if let Some(divisor) = self.denominator.as_constant().and_then(|value| value.reciprocal()) {
            self.numerator.scale(&divisor);
            self.denominator = Polynomial::constant(Number::ONE);
        }
        self.numerator = self.numerator.checked()?;
        Ok(self)
    }

    /// Both parts with whole coefficients that have no common divisor; the first coefficient below is above zero.
    pub(super) fn primitive(mut self) -> Self {
        let content = content(self.numerator.terms.values().chain(self.denominator.terms.values()));
        let negative = self.denominator.terms.values().next().is_some_and(Number::is_negative);
        let factor = content.reciprocal().unwrap_or(Number::ONE);
        let factor = if negative { -factor } else { factor };
        self.numerator.scale(&factor);
        self.denominator.scale(&factor);
        self
    }
}

/// The greatest number that divides all of them into whole numbers; one for none.
pub(super) fn content<'a>(numbers: impl Iterator<Item = &'a Number>) -> Number {
    let mut common: Option<(Number, Number)> = None;
    for number in numbers {
        let (above, below) = number.clone().into_parts();
        common = Some(match common {
            None => (above.abs(), below),
            Some((gcd, lcm)) => (gcd.gcd(&above), lcm.lcm(&below)),
        });
    }
    common
        .and_then(|(above, below)| above.checked_div(&below))
        .filter(|content| !content.is_zero())
        .unwrap_or(Number::ONE)
}
