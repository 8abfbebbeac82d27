//! Results that a text states for its own numbers: `45 / 50 x 100% = 80%` contradicts itself, or was read otherwise than meant.

use crate::Number;
use crate::error::{Code, Note, Severity};
use crate::formula::{Expr, NodeKind, Operator};

/// Longer arithmetic is not worked out here.
const MOST_NODES: usize = 64;
/// How far values that were worked out may lie apart in a chain, in thousandths: what stands between was rounded.
const MOST_APART: i64 = 10;

/// The doubt that a result is not what the numbers before it give.
pub(super) fn contradiction(expr: &Expr, results: &[Expr]) -> Option<Note> {
    let in_percent_at_all = std::iter::once(expr).chain(results).any(speaks_of_percent);
    let mut before = worked_out(expr);
    for result in results {
        let Some(value) = worked_out(result) else {
            before = None;
            continue;
        };
        let Some(before) = before.replace(value.clone()) else { continue };
        let agrees = if let [literal] = result.nodes() {
            let step = last_place(&literal.kind)?;
            near(&before, &value, &step) || in_percent_at_all && in_percent(&before, &value, &step)
        } else {
            let step = &value * &Number::ratio(MOST_APART, 1000)?;
            near(&before, &value, &step) || in_percent_at_all && in_percent(&before, &value, &step)
        };
        if !agrees {
            return Some(
                Note::new(Code::ResultDiffers, Severity::Doubt, result.span())
                    .with("tertulis", result)
                    .with("hitungan", shown(&before)),
            );
        }
    }
    None
}

/// Whether a percentage or the factor 100 stands in an expression.
fn speaks_of_percent(expr: &Expr) -> bool {
    let hundred = Number::from(100);
    expr.nodes().iter().any(|node| match &node.kind {
        NodeKind::Percent(_) => true,
        NodeKind::Number(number) => *number == hundred,
        _ => false,
    })
}

/// The value of arithmetic with numbers alone. Reading stands below evaluation and does not ask it.
fn worked_out(expr: &Expr) -> Option<Number> {
    if expr.nodes().len() > MOST_NODES {
        return None;
    }
    let mut values: Vec<Number> = Vec::with_capacity(expr.nodes().len());
    let hundred = Number::from(100);
    for node in expr.nodes() {
        let value = match &node.kind {
            NodeKind::Number(number) => number.clone(),
            NodeKind::Percent(number) => number.checked_div(&hundred)?,
            NodeKind::Negate(of) => -values.get(of.index())?,
            NodeKind::Binary(operator, left, right) => {
                let (left, right) = (values.get(left.index())?, values.get(right.index())?);
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left.checked_div(right)?,
                    Operator::Power => return None,
                }
            }
            NodeKind::Variable(_) | NodeKind::Call(..) => return None,
        };
        values.push(value);
    }
    values.pop()
}

/// One unit of the last place that a number was written with: any way of rounding keeps within it.
fn last_place(literal: &NodeKind) -> Option<Number> {
    let (written, scale) = match literal {
        NodeKind::Number(number) => (number, 1_i64),
        NodeKind::Percent(number) => (number, 100),
        _ => return None,
    };
    let text = written.to_string();
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let places = 10_i64.checked_pow(u32::try_from(digits).ok()?)?;
    Number::ratio(1, scale.checked_mul(places)?)
}

fn near(a: &Number, b: &Number, step: &Number) -> bool {
    let apart = a - b;
    let apart = if apart.is_negative() { -apart } else { apart };
    let step = if step.is_negative() { -step } else { step.clone() };
    apart < step || apart.is_zero()
}

/// Whether one of them is the other in percent: `45 / 50 = 90`, `45 / 50 x 100 = 90%`.
fn in_percent(a: &Number, b: &Number, step: &Number) -> bool {
    let hundred = Number::from(100);
    let smaller = a.checked_div(&hundred).unwrap_or_default();
    near(&(a * &hundred), b, step) || near(&smaller, b, step)
}

/// A value with six digits at most, for the message.
fn shown(value: &Number) -> String {
    let text = value.to_fixed(6, crate::number::Rounding::HalfUp);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
