//! Formulas that are no fraction of polynomials: step by step over exact numbers.

use super::Reason;
use crate::Number;
use crate::error::{Code, Error};
use crate::formula::Function;
use crate::number::{Quantity, Real, Rounding};

/// One operation; operands are places of earlier ones.
#[derive(Debug)]
pub(super) enum Operation {
    Constant(Number),
    /// An input and its scale.
    Slot(usize, Number),
    Negate(usize),
    Add(usize, usize),
    Subtract(usize, usize),
    Multiply(usize, usize),
    /// With the place of the condition that the divisor is not zero.
    Divide(usize, usize, usize),
    /// With the place of the condition that the base is not zero.
    Power(usize, usize, usize),
    Call(Function, Box<[usize]>),
}

impl Operation {
    fn operands(&self) -> Vec<usize> {
        match self {
            Self::Constant(_) | Self::Slot(..) => Vec::new(),
            Self::Negate(operand) => vec![*operand],
            Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::Divide(left, right, _)
            | Self::Power(left, right, _) => vec![*left, *right],
            Self::Call(_, arguments) => arguments.to_vec(),
        }
    }
}

#[derive(Debug)]
pub(super) struct Steps {
    operations: Vec<Operation>,
    /// How often each value is used: one that is used once is taken, since copies of a long sum would add up.
    uses: Vec<u32>,
    output_scale: Number,
}

/// What a row comes to.
pub(super) enum Outcome {
    Exact(Number),
    Real(Real),
}

impl Steps {
    pub(super) fn new(operations: Vec<Operation>, output_scale: Number) -> Self {
        let mut uses = vec![0; operations.len()];
        for operand in operations.iter().flat_map(Operation::operands) {
            uses[operand] += 1;
        }
        Self { operations, uses, output_scale }
    }

    /// Computes with the quantities of the slots.
    pub(super) fn eval(&self, slots: &[Quantity]) -> Result<Outcome, Reason> {
        let mut values: Vec<Quantity> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let mut operand = |at: usize| {
                if self.uses[at] == 1 {
                    std::mem::replace(&mut values[at], Quantity::Exact(Number::ZERO))
                } else {
                    values[at].clone()
                }
            };
            let value = step(operation, slots, &mut operand)?;
            values.push(value.checked().map_err(|error| Reason::from(&error))?);
        }
        let scale = Quantity::Exact(self.output_scale.clone());
        match values.pop().map(|value| value.join(scale, |a, b| a * b, |a, b| a * b)) {
            Some(Quantity::Exact(number)) => Ok(Outcome::Exact(number)),
            Some(Quantity::Real(real)) => Ok(Outcome::Real(real)),
            None => Err(Reason::new(Code::NoData)),
        }
    }
}

fn step(
    operation: &Operation,
    slots: &[Quantity],
    value: &mut impl FnMut(usize) -> Quantity,
) -> Result<Quantity, Reason> {
    let failed = |error: Error| Reason::from(&error);
    Ok(match operation {
        Operation::Constant(number) => Quantity::Exact(number.clone()),
        Operation::Slot(slot, scale) => {
            slots[*slot].clone().join(Quantity::Exact(scale.clone()), |a, b| a * b, |a, b| a * b)
        }
        Operation::Negate(operand) => match value(*operand) {
            Quantity::Exact(number) => Quantity::Exact(-number),
            Quantity::Real(real) => (-real).into(),
        },
        Operation::Add(left, right) => value(*left).join(value(*right), |a, b| a + b, |a, b| a + b),
        Operation::Subtract(left, right) => value(*left).join(value(*right), |a, b| a - b, |a, b| a - b),
        Operation::Multiply(left, right) => value(*left).join(value(*right), |a, b| a * b, |a, b| a * b),
        Operation::Divide(left, right, condition) => match (value(*left), value(*right)) {
            (_, Quantity::Exact(divisor)) if divisor.is_zero() => return Err(Reason::zero_denominator(*condition)),
            (Quantity::Exact(number), Quantity::Exact(divisor)) => {
                let quotient = number.checked_div(&divisor);
                Quantity::Exact(quotient.ok_or_else(|| Reason::zero_denominator(*condition))?)
            }
            (number, divisor) => number.real().divide(divisor.real()).map_err(failed)?.into(),
        },
        Operation::Power(base, exponent, condition) => {
            let power = value(*base).real().power(value(*exponent).real());
            let power = power.map_err(|error| match error.code() {
                Code::ZeroDenominator => Reason::zero_denominator(*condition),
                _ => Reason::from(&error),
            });
            power?.into()
        }
        Operation::Call(function, arguments) => {
            Quantity::call(*function, arguments.iter().map(|at| value(*at)).collect()).map_err(failed)?
        }
    })
}

impl From<Outcome> for Quantity {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Exact(number) => Self::Exact(number),
            Outcome::Real(real) => Self::Real(real),
        }
    }
}

impl Outcome {
    pub(super) fn round(self, digits: u16, rounding: Rounding) -> Result<Number, Reason> {
        match self {
            Self::Exact(number) => Ok(number.round(digits, rounding)),
            Self::Real(real) => real.round(digits, rounding).map_err(|error| Reason::from(&error)),
        }
    }
}
