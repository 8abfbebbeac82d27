//! A number on the way through a formula: exact, or known within bounds.

use super::enclosure::not_computable;
use super::{Number, Real};
use crate::error::{Code, Error};
use crate::formula::Function;
use std::cmp::Ordering;

/// About the most digits that a number may grow to on the way.
const MAX_SIZE: usize = 100_000;

/// The most operations that a number which is no fraction may be built of.
const MAX_STEPS: usize = 100_000;

/// A number that is a fraction, or one known within bounds.
#[derive(Clone, Debug)]
pub(crate) enum Quantity {
    Exact(Number),
    Real(Real),
}

impl From<Real> for Quantity {
    fn from(real: Real) -> Self {
        match real.as_exact() {
            Some(number) => Self::Exact(number.clone()),
            None => Self::Real(real),
        }
    }
}

impl Quantity {
    pub(crate) fn real(self) -> Real {
        match self {
            Self::Exact(number) => Real::from(number),
            Self::Real(real) => real,
        }
    }

    pub(crate) fn join(
        self,
        other: Self,
        exact: impl Fn(Number, Number) -> Number,
        real: impl Fn(Real, Real) -> Real,
    ) -> Self {
        match (self, other) {
            (Self::Exact(left), Self::Exact(right)) => Self::Exact(exact(left, right)),
            (left, right) => real(left.real(), right.real()).into(),
        }
    }

    pub(crate) fn compare(&self, other: &Self) -> Result<Ordering, Error> {
        match (self, other) {
            (Self::Exact(left), Self::Exact(right)) => Ok(left.cmp(right)),
            _ => (self.clone().real() - other.clone().real()).compare(&Number::ZERO),
        }
    }

    /// A measure of the memory and of the work that it takes.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Exact(number) => number.size() / 32 + 1,
            Self::Real(real) => real.steps(),
        }
    }

    /// The quantity, unless it has grown beyond a bound that guards against formulas made to grow.
    pub(crate) fn checked(self) -> Result<Self, Error> {
        match &self {
            Self::Exact(number) if number.size() > MAX_SIZE => {
                Err(Error::new(Code::NumberTooLong).with("batas", MAX_SIZE))
            }
            Self::Real(real) if real.steps() > MAX_STEPS => {
                Err(Error::new(Code::TooManyTerms).with("batas", MAX_STEPS))
            }
            _ => Ok(self),
        }
    }

    /// A function of its arguments, of which there is at least one.
    pub(crate) fn call(function: Function, arguments: Vec<Quantity>) -> Result<Quantity, Error> {
        let count = arguments.len();
        check_count(function, count)?;
        let mut arguments = arguments.into_iter();
        let first = arguments.next().ok_or_else(|| Error::new(Code::NoData))?;
        let best = |wanted: Ordering| {
            arguments.clone().try_fold(first.clone(), |best, next| {
                Ok::<_, Error>(if next.compare(&best)? == wanted { next } else { best })
            })
        };
        Ok(match function {
            Function::Sum | Function::Mean => {
                let sum = arguments.fold(first, |sum, next| sum.join(next, |a, b| a + b, |a, b| a + b));
                let share = if function == Function::Mean { Number::ratio(1, count) } else { None };
                sum.join(Quantity::Exact(share.unwrap_or(Number::ONE)), |a, b| a * b, |a, b| a * b)
            }
            Function::Min => best(Ordering::Less)?,
            Function::Max => best(Ordering::Greater)?,
            Function::Root => first.real().root(degree(arguments.next())?)?.into(),
            Function::Log => first.real().log10()?.into(),
            Function::Ln => first.real().ln()?.into(),
        })
    }
}

/// Refuses more arguments than a function takes.
pub(crate) fn check_count(function: Function, count: usize) -> Result<(), Error> {
    let most = match function {
        Function::Log | Function::Ln => 1,
        Function::Root => 2,
        Function::Sum | Function::Mean | Function::Min | Function::Max => usize::MAX,
    };
    if count > most {
        return Err(not_computable(function.name(), "bilangannya terlalu banyak", "it has too many numbers"));
    }
    Ok(())
}

/// The second argument of a root, two where there is none.
fn degree(argument: Option<Quantity>) -> Result<u32, Error> {
    let degree = match argument {
        None => Some(2),
        Some(Quantity::Exact(number)) => number.to_i128().and_then(|degree| u32::try_from(degree).ok()),
        Some(Quantity::Real(_)) => None,
    };
    degree.ok_or_else(|| {
        let (because, why) = ("pangkat akarnya harus bilangan bulat", "the degree of a root must be a whole number");
        not_computable(Function::Root.name(), because, why)
    })
}
