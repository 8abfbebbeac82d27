//! The unit of products, quotients, powers and roots.

use super::typed::{Factor, Shape, Typed, is_special};
use crate::unit::{Dimension, Noun};
use crate::{Number, Span};

/// Literal arithmetic is followed as far as its numbers stay this small.
const MAX_LITERAL: usize = 120;

pub(super) fn small(value: Number) -> Option<Number> {
    (value.size() <= MAX_LITERAL).then_some(value)
}

/// A product with a percent literal: 100% makes it a percentage, another percent keeps the other factor's unit.
/// The flag says that a factor of 100 is in it already.
pub(super) fn by_percent(other: &Typed, percent: &Number) -> (Typed, bool) {
    let plain = Typed { literal: None, percent_literal: None, ..other.clone() };
    if *percent != Number::from(100) {
        return (Typed { weighted: true, ..plain }, false);
    }
    let twice = other.shape == Shape::Number && (other.factor.is_hundred() || other.mixed)
        || other.literal.as_ref().is_some_and(|value| *value == Number::from(100));
    let shape = if other.shape == Shape::PercentPoint { Shape::PercentPoint } else { Shape::Percent };
    (Typed { shape, by_factor: true, ..plain }, twice)
}

/// A product with a literal: the unit stays; 100 and 1.000 and more are kept in mind.
pub(super) fn by_literal(other: &Typed, literal: &Number, span: Span) -> (Typed, bool) {
    let mut typed = Typed { weighted: true, literal: None, percent_literal: None, ..other.clone() };
    if !is_special(literal) {
        // A percent literal keeps its sign under a weight: 2 x 40% is a percentage.
        return (typed, false);
    }
    let twice = *literal == Number::from(100) && other.is_percent();
    typed.factor = Factor { value: &other.factor.value * literal, count: other.factor.count + 1, span };
    typed.weighted = other.weighted;
    (typed, twice)
}

/// The product of two quantities.
pub(super) fn product(a: &Typed, b: &Typed) -> Typed {
    let dimension = match (&a.dimension, &b.dimension) {
        (Some(one), Some(other)) => Some(one * other),
        _ => None,
    };
    // A finished percentage of something counted is a count; a share of a share is a share.
    let share_of = |percent: &Typed, other: &Typed| match &other.dimension {
        Some(dimension) if dimension.is_one() => percent.shape,
        Some(_) if percent.is_bare() => Shape::Number,
        None if !percent.by_factor => Shape::Number,
        _ => percent.shape,
    };
    let shape = match (a.is_percent(), b.is_percent()) {
        (true, true) => Shape::Percent,
        (true, false) if b.shape == Shape::PerPercent => Shape::Number,
        (false, true) if a.shape == Shape::PerPercent => Shape::Number,
        (true, false) => share_of(a, b),
        (false, true) => share_of(b, a),
        (false, false) if a.shape == Shape::Point && b.is_bare() || b.shape == Shape::Point && a.is_bare() => {
            Shape::Point
        }
        (false, false) => Shape::Number,
    };
    Typed {
        shape,
        factor: times(&a.factor, &b.factor),
        quotient: a.quotient || b.quotient,
        weighted: a.weighted || b.weighted,
        by_factor: a.by_factor || b.by_factor,
        mixed: a.mixed || b.mixed,
        ..Typed::of(dimension)
    }
}

/// The quotient of two quantities, the divisor no literal.
pub(super) fn quotient(a: &Typed, b: &Typed) -> Typed {
    let dimension = match (&a.dimension, &b.dimension) {
        // Min-max normalisation of an index gives an index again.
        (Some(_), Some(_)) if a.shape == Shape::Point && b.shape == Shape::Point => Some(Dimension::of(Noun::index())),
        (Some(one), Some(other)) => Some(one / other),
        _ => None,
    };
    let whole = |typed: &Typed| typed.percent_literal.as_ref().is_some_and(|value| *value == Number::from(100));
    let shape = match (a.is_percent(), b.is_percent()) {
        (true, false) if a.percent_literal.is_none() || whole(a) => a.shape,
        (false, true) if a.is_literal() => Shape::PerPercent,
        _ => Shape::Number,
    };
    let special = a.literal.as_ref().filter(|literal| is_special(literal));
    let above = match special {
        Some(literal) => Factor { value: &a.factor.value * literal, count: a.factor.count + 1, span: a.factor.span },
        None => a.factor.clone(),
    };
    let factor = match above.value.checked_div(&b.factor.value) {
        Some(value) => {
            let count = if value == Number::ONE { 0 } else { above.count + b.factor.count };
            Factor { value, count, span: if above.count > 0 { above.span } else { b.factor.span } }
        }
        None => above,
    };
    Typed {
        shape,
        factor,
        quotient: true,
        weighted: a.weighted,
        by_factor: a.by_factor || whole(a),
        mixed: a.mixed || b.mixed,
        ..Typed::of(dimension)
    }
}

pub(super) fn times(a: &Factor, b: &Factor) -> Factor {
    let value = &a.value * &b.value;
    let count = if value == Number::ONE { 0 } else { a.count + b.count };
    Factor { value, count, span: if a.count > 0 { a.span } else { b.span } }
}

/// What a power keeps of its base, the dimension left out.
pub(super) fn powered(base: &Typed, positive: bool) -> Typed {
    let shape = if base.is_percent() && positive { Shape::Percent } else { Shape::Number };
    Typed { shape, quotient: base.quotient, mixed: base.mixed || !base.factor.is_one(), ..Typed::of(None) }
}

pub(super) fn root_of(base: &Typed, degree: i32) -> Typed {
    let dimension = base.dimension.as_ref().and_then(|own| own.root(degree));
    Typed { dimension, ..powered(base, true) }
}
