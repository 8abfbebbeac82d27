//! The unit of the result: what the formula gives, seen through what is declared.

use super::heads::{asks_for_percent, unit_of_name};
use super::infer::Inference;
use super::typed::{Shape, Typed};
use crate::Number;
use crate::error::{Code, Error};
use crate::unit::{Dimension, Look, Unit};

/// The unit of the result, and the factor by which the written arithmetic exceeds its unscaled number.
pub(super) fn settle(inference: &mut Inference<'_>) -> (Option<Unit>, Number) {
    let root = inference.root();
    let Some(declared) = inference.declared().cloned() else {
        return by_name(inference);
    };
    // A name on its own, or a sum of names, is in the declared persen: its bare figures are too.
    if declared.is_percent() && is_open(&inference.types[root]) {
        inference.pass_percent(root, None);
        if inference.has_assumed() {
            inference.run();
        }
    }
    let typed = inference.types[root].clone();
    match fit(&typed, &declared) {
        Fit::Unit(unit, excess) => (Some(unit), excess),
        Fit::Clash => {
            inference.errors.push(clash(inference, &typed, &declared));
            (None, Number::ONE)
        }
        Fit::Twice => {
            let span = inference.resolved.nodes[root].span;
            inference.errors.push(Error::new(Code::PercentTwice).at(span));
            (None, Number::ONE)
        }
    }
}

/// How a formula fits the declared unit.
enum Fit {
    Unit(Unit, Number),
    Clash,
    Twice,
}

fn is_open(typed: &Typed) -> bool {
    typed.dimension.is_none() && !typed.quotient && typed.factor.is_one() && !typed.mixed && !typed.is_percent()
}

fn fit(typed: &Typed, declared: &Unit) -> Fit {
    let one = |unit: &Unit| Fit::Unit(unit.clone(), Number::ONE);
    match declared.look() {
        Look::Percent | Look::PercentPoint => share(typed, declared, &Number::from(100)),
        Look::Permil => share(typed, declared, &Number::from(1000)),
        Look::Rate => rate(typed, declared),
        Look::Ratio if typed.is_percent() || typed.may_be_share() => one(declared),
        Look::Ratio => Fit::Clash,
        Look::Point => index(typed, declared),
        Look::Plain if declared.is_index() => index(typed, declared),
        Look::Plain if declared.dimension().is_one() => match typed.shape {
            Shape::Percent | Shape::PercentPoint => Fit::Unit(declared.clone().scaled(Number::from(100)), Number::ONE),
            _ => one(declared),
        },
        Look::Plain => count(typed, declared),
    }
}

/// Persen and permil: a share is shown with the scale, a literal factor that is the scale moves into it.
fn share(typed: &Typed, declared: &Unit, scale: &Number) -> Fit {
    if typed.mixed || !typed.may_be_share() {
        return Fit::Clash;
    }
    if typed.is_percent() {
        return Fit::Unit(declared.clone(), Number::ONE);
    }
    let factor = &typed.factor;
    // A number alone stands for what is printed: `75` is 75%.
    if typed.is_literal() && !typed.quotient || factor.count == 1 && factor.value == *scale {
        return Fit::Unit(declared.clone(), scale.clone());
    }
    if factor.value <= Number::ONE {
        return Fit::Unit(declared.clone(), Number::ONE);
    }
    if factor.count > 1 { Fit::Twice } else { Fit::Clash }
}

/// An index prints what is computed, a percentage times 100.
fn index(typed: &Typed, declared: &Unit) -> Fit {
    let fits = typed.may_be_share()
        || typed.dimension.as_ref().is_some_and(|own| own.exponents().iter().all(|(noun, _)| noun.is_index()));
    match typed.shape {
        _ if !fits => Fit::Clash,
        Shape::Percent | Shape::PercentPoint => Fit::Unit(declared.clone().scaled(Number::from(100)), Number::ONE),
        Shape::Number | Shape::Point | Shape::PerPercent => Fit::Unit(declared.clone(), Number::ONE),
    }
}

/// `per K`: the literal K of the formula must be the declared one; a bare ratio is shown with it.
fn rate(typed: &Typed, declared: &Unit) -> Fit {
    let scale = declared.scale();
    let fits = typed.dimension.as_ref().is_none_or(|own| {
        let wanted = declared.dimension();
        let below = |of: &Dimension| {
            of.exponents()
                .iter()
                .filter(|(_, own)| *own < 0)
                .fold(Dimension::default(), |all, (noun, own)| &all * &Dimension::of(noun.clone()).power(*own))
        };
        let below_only = wanted.exponents().iter().all(|(_, own)| *own < 0);
        let ratio = own.is_ratio() || own.exponents().iter().any(|(_, exponent)| *exponent < 0);
        // The noun of `desa per 1.000 desa` has cancelled out.
        ratio && (own.is_one() || wanted.is_one() || own.is_alike(wanted) || below_only && below(own).is_alike(wanted))
    });
    if !fits || typed.is_percent() || typed.mixed {
        return Fit::Clash;
    }
    let factor = &typed.factor;
    if factor.is_one() && typed.quotient {
        return Fit::Unit(declared.clone(), Number::ONE);
    }
    // A figure that is per K already, or a number of which nothing is known, is printed as it is.
    if factor.value == *scale || factor.is_one() && (typed.dimension.is_none() || typed.is_literal()) {
        return Fit::Unit(declared.clone(), scale.clone());
    }
    Fit::Clash
}

/// A counted noun, money or a measure.
fn count(typed: &Typed, declared: &Unit) -> Fit {
    let fitting = |excess: Number| Fit::Unit(declared.clone(), excess);
    if typed.is_percent() || typed.rate().is_some() {
        return Fit::Clash;
    }
    let Some(own) = &typed.dimension else {
        // Nothing is known: what is computed is what is printed.
        return fitting(declared.scale().clone());
    };
    let per_thing = |own: &Dimension| {
        let above: Vec<_> = own.exponents().iter().filter(|(_, exponent)| *exponent > 0).collect();
        match (above.as_slice(), declared.dimension().as_noun()) {
            ([(noun, 1)], Some(wanted)) => own.exponents().len() > 1 && noun.is_alike(wanted),
            _ => false,
        }
    };
    match own {
        own if own.is_alike(declared.dimension()) => fitting(Number::ONE),
        // The mean number of people per village is declared in people.
        own if per_thing(own) => fitting(Number::ONE),
        own if own.is_one() && typed.is_literal() => fitting(declared.scale().clone()),
        _ => Fit::Clash,
    }
}

/// Without a declared unit: what the formula gives, shown as the indicator's name asks where that fits.
fn by_name(inference: &Inference<'_>) -> (Option<Unit>, Number) {
    let typed = &inference.types[inference.root()];
    let indicator = inference.indicator();
    let bare = typed.quotient && typed.may_be_share();
    if indicator.is_some_and(asks_for_percent)
        && typed.shape == Shape::Number
        && (bare || typed.factor.is_hundred())
        && let Fit::Unit(unit, excess) = share(typed, &Unit::percent(), &Number::from(100))
    {
        return (Some(unit), excess);
    }
    let asks_for_index = indicator.and_then(unit_of_name).is_some_and(|unit| unit.is_index());
    if asks_for_index
        && typed.shape == Shape::Number
        && typed.rate().is_none()
        && typed.dimension.as_ref().is_none_or(Dimension::is_one)
    {
        return (Some(Unit::index()), Number::ONE);
    }
    typed.unit()
}

fn clash(inference: &Inference<'_>, typed: &Typed, declared: &Unit) -> Error {
    let root = inference.root();
    let span = inference.resolved.nodes[root].span;
    Error::new(Code::DeclaredUnitClash)
        .at(span)
        .with("rumus", inference.text(root))
        .with("satuan_rumus", typed.describe())
        .with("satuan", declared)
}
