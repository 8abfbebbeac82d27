//! Random formulas that a test walks by itself, with an independent big rational.

#![allow(dead_code)] // each test uses its part

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{Pow, Signed, Zero};
use proptest::prelude::*;
use rumusan::Number;
use rumusan::formula::{Expr, Operator};
use rumusan::number::Rounding;
use rust_decimal::Decimal;

pub(crate) type Oracle = Ratio<BigInt>;

/// A formula that the test can walk by itself.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Variable(usize),
    Number(Decimal),
    Percent(Decimal),
    Negate(Box<Tree>),
    Binary(Operator, Box<Tree>, Box<Tree>),
    Power(Box<Tree>, i8),
}

pub(crate) const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];

impl Tree {
    /// `A / B`
    pub(crate) fn quotient() -> Self {
        Self::Binary(Operator::Divide, Self::Variable(0).into(), Self::Variable(1).into())
    }

    pub(crate) fn expr(&self) -> Expr {
        match self {
            Self::Variable(at) => Expr::variable(NAMES[*at]),
            Self::Number(value) => Expr::number(Number::from(*value)),
            Self::Percent(value) => Expr::percent(Number::from(*value)),
            Self::Negate(inner) => inner.expr().negate(),
            Self::Binary(operator, left, right) => left.expr().binary(*operator, right.expr()),
            Self::Power(base, exponent) => base.expr().binary(Operator::Power, Expr::number(Number::from(*exponent))),
        }
    }

    /// The same without percent signs, which give a number a unit.
    pub(crate) fn plain_expr(&self) -> Expr {
        match self {
            Self::Percent(value) => Expr::number(Number::from(*value)),
            Self::Negate(inner) => inner.plain_expr().negate(),
            Self::Binary(operator, left, right) => left.plain_expr().binary(*operator, right.plain_expr()),
            Self::Power(base, exponent) => {
                base.plain_expr().binary(Operator::Power, Expr::number(Number::from(*exponent)))
            }
            leaf => leaf.expr(),
        }
    }

    pub(crate) fn names(&self, all: &mut Vec<usize>) {
        match self {
            Self::Variable(at) => all.push(*at),
            Self::Number(_) | Self::Percent(_) => {}
            Self::Negate(inner) | Self::Power(inner, _) => inner.names(all),
            Self::Binary(_, left, right) => {
                left.names(all);
                right.names(all);
            }
        }
    }

    /// The value, or `None` where a denominator is zero.
    pub(crate) fn value(&self, row: &[Oracle]) -> Option<Oracle> {
        Some(match self {
            Self::Variable(at) => row[*at].clone(),
            Self::Number(value) => decimal(*value),
            Self::Percent(value) => decimal(*value) / BigInt::from(100),
            Self::Negate(inner) => -inner.value(row)?,
            Self::Power(base, exponent) => {
                let base = base.value(row)?;
                if *exponent < 0 && base.is_zero() {
                    return None;
                }
                Pow::pow(&base, i32::from(*exponent))
            }
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.value(row)?, right.value(row)?);
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    _ if right.is_zero() => return None,
                    _ => left / right,
                }
            }
        })
    }
}

pub(crate) fn decimal(value: Decimal) -> Oracle {
    Ratio::new(BigInt::from(value.mantissa()), BigInt::from(10).pow(value.scale()))
}

pub(crate) fn number(oracle: &Oracle) -> Number {
    format!("{}/{}", oracle.numer(), oracle.denom()).parse().unwrap()
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let literal = (0_i64..2000, 0_u32..4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale));
    let leaf = prop_oneof![
        6 => (0..NAMES.len()).prop_map(Tree::Variable),
        2 => literal.clone().prop_map(Tree::Number),
        1 => literal.prop_map(Tree::Percent),
    ];
    leaf.prop_recursive(5, 24, 2, |inner| {
        let operator = prop_oneof![
            Just(Operator::Add),
            Just(Operator::Subtract),
            Just(Operator::Multiply),
            Just(Operator::Divide),
        ];
        prop_oneof![
            8 => (operator, inner.clone(), inner.clone())
                .prop_map(|(operator, left, right)| Tree::Binary(operator, left.into(), right.into())),
            1 => inner.clone().prop_map(|inner| Tree::Negate(inner.into())),
            1 => (inner, -3_i8..4).prop_map(|(base, exponent)| Tree::Power(base.into(), exponent)),
        ]
    })
}

/// The rounded mantissa, by the definitions of a textbook.
pub(crate) fn rounded(value: &Oracle, digits: u16, rounding: Rounding) -> BigInt {
    let scaled = value * BigInt::from(10).pow(u32::from(digits));
    let half = Ratio::new(BigInt::from(1), BigInt::from(2));
    let floor = scaled.floor().to_integer();
    match rounding {
        Rounding::Floor => floor,
        Rounding::Ceiling => scaled.ceil().to_integer(),
        Rounding::Down => scaled.trunc().to_integer(),
        Rounding::HalfUp if scaled.is_negative() => (scaled - half).ceil().to_integer(),
        Rounding::HalfUp => (scaled + half).floor().to_integer(),
        Rounding::HalfEven => {
            let rest = &scaled - &floor;
            if rest < half || (rest == half && (&floor % 2_u8).is_zero()) { floor } else { floor + 1 }
        }
    }
}
