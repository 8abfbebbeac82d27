//! What is known of the unit of a node.

use crate::unit::{Dimension, Look, Unit};
use crate::{Number, Span};

/// How the figure of a node is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As it is.
    Number,
    /// A share, shown in percent.
    Percent,
    /// The difference of two percentages.
    PercentPoint,
    /// The difference of two indices.
    Point,
    /// A number over a share, which a share multiplies to a number again: `19 / (89% - 70%)`.
    PerPercent,
}

/// The literal factors 100, 1.000, 10.000, ... of a product. They change the number, and say how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Factor {
    /// Their product.
    pub(super) value: Number,
    /// How many there are.
    pub(super) count: u32,
    /// Where the last one stands.
    pub(super) span: Span,
}

/// What is known of a node's unit.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts that rules combine freely")]
pub(super) struct Typed {
    /// What it counts; `None` where nothing is known.
    pub(super) dimension: Option<Dimension>,
    pub(super) shape: Shape,
    /// The value of a literal, or of arithmetic over literals.
    pub(super) literal: Option<Number>,
    /// The number of a percent literal, before the sign.
    pub(super) percent_literal: Option<Number>,
    pub(super) factor: Factor,
    /// Whether one quantity is divided by another in it.
    pub(super) quotient: bool,
    /// Whether a literal weighs it, as 40 in `(40 x A + 60 x B) / 100`.
    pub(super) weighted: bool,
    /// Whether the percent comes from a factor of 100%, which holds for the whole product.
    pub(super) by_factor: bool,
    /// Whether terms with and without a factor of 100 were added.
    pub(super) mixed: bool,
}

impl Factor {
    fn one() -> Self {
        Self { value: Number::ONE, count: 0, span: Span::default() }
    }

    pub(super) fn is_one(&self) -> bool {
        self.count == 0 || self.value == Number::ONE
    }

    pub(super) fn is_hundred(&self) -> bool {
        self.count == 1 && self.value == Number::from(100)
    }
}

/// Whether a literal is 100, or a power of ten of 1.000 or more: the factors that make percent and `per K`.
pub(super) fn is_special(literal: &Number) -> bool {
    *literal == Number::from(100) || is_rate(literal)
}

/// 1.000, 10.000, 100.000, ...
pub(super) fn is_rate(literal: &Number) -> bool {
    (3..=15).any(|power| Number::from(10).checked_pow(power).is_ok_and(|own| own == *literal))
}

impl Typed {
    pub(super) fn unknown() -> Self {
        Self::of(None)
    }

    pub(super) fn of(dimension: Option<Dimension>) -> Self {
        Self {
            dimension,
            shape: Shape::Number,
            literal: None,
            percent_literal: None,
            factor: Factor::one(),
            quotient: false,
            weighted: false,
            by_factor: false,
            mixed: false,
        }
    }

    pub(super) fn literal(value: Number) -> Self {
        Self { literal: Some(value), ..Self::of(Some(Dimension::default())) }
    }

    pub(super) fn percent_literal(value: Number) -> Self {
        Self { percent_literal: Some(value), ..Self::percent() }
    }

    pub(super) fn percent() -> Self {
        Self { shape: Shape::Percent, ..Self::of(Some(Dimension::default())) }
    }

    /// The type of a quantity whose unit is known, and the scale of its bare figures: 100 where 75 means 0.75.
    ///
    /// A figure per K stays as it is printed, since formulas compute with that number.
    pub(super) fn of_unit(unit: &Unit) -> (Self, Number) {
        let of = |shape| Self { shape, ..Self::of(Some(unit.dimension().clone())) };
        match unit.look() {
            Look::Percent => (of(Shape::Percent), unit.scale().clone()),
            Look::PercentPoint => (of(Shape::PercentPoint), unit.scale().clone()),
            Look::Point => (of(Shape::Point), Number::ONE),
            Look::Rate => {
                let factor = Factor { value: unit.scale().clone(), count: 1, span: Span::default() };
                (Self { factor, quotient: true, ..of(Shape::Number) }, Number::ONE)
            }
            Look::Permil => (Self { quotient: true, ..of(Shape::Number) }, unit.scale().clone()),
            _ if unit.is_index() => (of(Shape::Number), Number::ONE),
            Look::Plain | Look::Ratio => (of(Shape::Number), unit.scale().clone()),
        }
    }

    pub(super) fn is_percent(&self) -> bool {
        matches!(self.shape, Shape::Percent | Shape::PercentPoint)
    }

    /// Whether it is a number from literals alone.
    pub(super) fn is_literal(&self) -> bool {
        self.literal.is_some()
    }

    /// Whether its dimension is known and without a noun.
    pub(super) fn is_bare(&self) -> bool {
        self.dimension.as_ref().is_some_and(Dimension::is_one)
    }

    /// The K of `per K`: one literal of 1.000 or more that multiplies a quotient.
    pub(super) fn rate(&self) -> Option<&Number> {
        let is_rate = self.shape == Shape::Number
            && self.quotient
            && !self.mixed
            && self.factor.count == 1
            && self.factor.value >= Number::from(10)
            && !self.factor.is_hundred();
        is_rate.then_some(&self.factor.value)
    }

    /// Whether it may be shown in percent: a share, or something of which that is not known to be wrong.
    pub(super) fn may_be_share(&self) -> bool {
        self.dimension.as_ref().is_none_or(Dimension::is_ratio)
    }

    /// The unit with the factor by which the written arithmetic exceeds the unscaled number: 1.000 for `per 1.000`.
    pub(super) fn unit(&self) -> (Option<Unit>, Number) {
        match self.shape {
            Shape::Percent => (Some(Unit::percent()), Number::ONE),
            Shape::PercentPoint => (Some(Unit::percent_point()), Number::ONE),
            Shape::Point => {
                (Some(Unit::new(self.dimension.clone().unwrap_or_default(), Number::ONE, Look::Point)), Number::ONE)
            }
            Shape::Number | Shape::PerPercent => match (self.rate(), &self.dimension) {
                (Some(count), dimension) => {
                    (Some(Unit::rate(dimension.clone().unwrap_or_default(), count.clone())), count.clone())
                }
                (None, Some(dimension)) if dimension.is_one() && self.quotient && self.factor.value <= Number::ONE => {
                    (Some(Unit::new(Dimension::default(), Number::ONE, Look::Ratio)), Number::ONE)
                }
                (None, Some(dimension)) => (Some(Unit::of(dimension.clone())), Number::ONE),
                (None, None) => (None, Number::ONE),
            },
        }
    }

    /// The unit in words for a message.
    pub(super) fn describe(&self) -> String {
        match self.unit().0 {
            Some(unit) => unit.canonical(),
            None => "satuan yang tidak diketahui".to_owned(),
        }
    }
}
