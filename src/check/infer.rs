//! The unit of every node, from the leaves to the root.

use super::Declarations;
use super::heads::unit_of_name;
use super::product::{by_literal, by_percent, powered, product, quotient, root_of, small};
use super::typed::{Factor, Shape, Typed, is_special};
use crate::error::{Code, Error, Note, Severity};
use crate::formula::{Formula, Function, Operator, Place, Resolved, ResolvedKind};
use crate::unit::{Dimension, Noun, Unit};
use crate::writing::plain_text;
use crate::{Number, Span};

/// How often a new assumption about a name can start the inference again.
const MAX_PASSES: usize = 8;

/// More problems of one kind are not told: each holds a text of the formula's length.
const MAX_PROBLEMS: usize = 20;

/// A part with more nodes than this has no text in a message.
const MAX_PART: usize = 100;

/// The units of a formula's nodes and variables.
pub(super) struct Inference<'a> {
    pub(super) formula: &'a Formula,
    pub(super) resolved: &'a Resolved,
    declarations: &'a Declarations,
    /// Nouns such as `desa/kelurahan`, beside which both parts can be added.
    unions: Vec<Noun>,
    /// The unit of each variable, where it is known.
    pub(super) variables: Vec<Option<Unit>>,
    pub(super) types: Vec<Typed>,
    pub(super) notes: Vec<Note>,
    pub(super) errors: Vec<Error>,
    /// Nodes through which a percent has been passed down already.
    passed: Vec<bool>,
    assumed: bool,
    /// The notes on names that were found to be in percent, in any pass.
    percents: Vec<Note>,
}

/// What two terms count together.
enum Together {
    /// A dimension, or `None` where neither is known.
    Count(Option<Dimension>),
    /// They cannot be added.
    Clash,
}

/// What joins the terms of a sum or the arguments of a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    Sum,
    Difference,
    Comparison,
}

impl Joining {
    /// What is done to the terms, in Indonesian and English, for the message of a clash.
    fn done(self) -> (&'static str, &'static str) {
        match self {
            Self::Sum => ("dijumlahkan", "added"),
            Self::Difference => ("dikurangkan", "subtracted"),
            Self::Comparison => ("dibandingkan", "compared"),
        }
    }
}

impl<'a> Inference<'a> {
    /// `in_percent` says of each variable whether its value was written with a percent sign.
    pub(super) fn new(
        formula: &'a Formula,
        resolved: &'a Resolved,
        declarations: &'a Declarations,
        in_percent: &[bool],
    ) -> Self {
        let unit_of = |(at, variable): (usize, &crate::formula::Variable)| {
            let declared = variable.names().find_map(|name| declarations.unit_of(name).cloned());
            let written = in_percent.get(at).is_some_and(|is| *is).then(Unit::percent);
            declared.or_else(|| variable.names().find_map(|name| unit_of_name(name.as_str()))).or(written)
        };
        let variables: Vec<_> = resolved.variables.iter().enumerate().map(unit_of).collect();
        let declared = declarations.unit.iter().chain(declarations.names.values());
        let nouns = declared.filter_map(|unit| unit.dimension().as_noun());
        let unions = nouns.chain(&declarations.together).filter(|noun| noun.parts().is_some()).cloned().collect();
        Self {
            formula,
            resolved,
            declarations,
            unions,
            variables,
            types: Vec::new(),
            notes: Vec::new(),
            errors: Vec::new(),
            passed: vec![false; resolved.nodes.len()],
            assumed: false,
            percents: Vec::new(),
        }
    }

    /// Infers until no further name turns out to be in percent.
    pub(super) fn run(&mut self) {
        for _ in 0..MAX_PASSES {
            self.assumed = false;
            self.types.clear();
            self.notes.clear();
            self.errors.clear();
            for node in &self.resolved.nodes {
                let typed = self.node(&node.kind);
                self.types.push(typed);
            }
            if !self.assumed {
                break;
            }
        }
        self.notes.append(&mut self.percents.clone());
    }

    pub(super) fn root(&self) -> usize {
        self.resolved.nodes.len().saturating_sub(1)
    }

    fn node(&mut self, kind: &ResolvedKind) -> Typed {
        match kind {
            ResolvedKind::Number(value) => Typed::literal(value.clone()),
            ResolvedKind::Percent(value) => Typed::percent_literal(value.clone()),
            ResolvedKind::Variable(at) => match &self.variables[*at] {
                Some(unit) => Typed::of_unit(unit).0,
                None => Typed::unknown(),
            },
            ResolvedKind::Negate(operand) => {
                let typed = self.types[*operand].clone();
                Typed {
                    literal: typed.literal.as_ref().map(|value| -value),
                    percent_literal: typed.percent_literal.as_ref().map(|value| -value),
                    ..typed
                }
            }
            ResolvedKind::Binary(operator, left, right) => match operator {
                Operator::Add => self.join(&[*left, *right], Joining::Sum),
                Operator::Subtract => self.join(&[*left, *right], Joining::Difference),
                Operator::Multiply => self.multiply(*left, *right),
                Operator::Divide => self.divide(*left, *right),
                Operator::Power => self.power(*left, *right),
            },
            ResolvedKind::Call(function, arguments) => match function {
                Function::Sum | Function::Mean => self.join(arguments, Joining::Sum),
                Function::Min | Function::Max => self.join(arguments, Joining::Comparison),
                Function::Root => {
                    let degree = arguments.get(1).map(|at| self.types[*at].literal.as_ref().and_then(Number::to_i128));
                    match degree.map_or(Some(2), |degree| i32::try_from(degree?).ok()) {
                        Some(degree) => root_of(&self.types[arguments[0]], degree),
                        None => Typed::unknown(),
                    }
                }
                _ => Typed::of(Some(Dimension::default())),
            },
        }
    }

    fn span(&self, node: usize) -> Span {
        self.resolved.nodes[node].span
    }

    // ---- products ------------------------------------------------------------------------------------------------

    fn multiply(&mut self, left: usize, right: usize) -> Typed {
        let (a, b) = (&self.types[left], &self.types[right]);
        let (mut product, twice) = match (&a.percent_literal, &b.percent_literal) {
            (Some(percent), _) if b.percent_literal.is_none() => by_percent(b, percent),
            (_, Some(percent)) => by_percent(a, percent),
            _ => match (&a.literal, &b.literal) {
                (_, Some(literal)) => by_literal(a, literal, self.span(right)),
                (Some(literal), _) => by_literal(b, literal, self.span(left)),
                _ => (product(a, b), false),
            },
        };
        product.literal = match (&a.literal, &b.literal) {
            (Some(one), Some(other)) => small(one * other),
            _ => None,
        };
        if twice {
            self.percent_twice(left, right);
        }
        product
    }

    fn divide(&mut self, left: usize, right: usize) -> Typed {
        let (a, b) = (&self.types[left], &self.types[right]);
        match (&b.literal, &b.percent_literal) {
            (Some(literal), _) => {
                // A percentage over 100 would be a share of a share; with weights of its own it is a weighted mean.
                if *literal == Number::from(100) && a.is_percent() && !a.weighted && a.percent_literal.is_none() {
                    self.percent_twice(left, right);
                    return Typed::unknown();
                }
                let mut typed = Typed { weighted: true, percent_literal: None, ..a.clone() };
                if is_special(literal)
                    && let Some(value) = a.factor.value.checked_div(literal)
                {
                    let count = if value == Number::ONE { 0 } else { a.factor.count + 1 };
                    typed.factor = Factor { value, count, span: self.span(right) };
                }
                typed.literal = a.literal.as_ref().and_then(|value| small(value.checked_div(literal)?));
                typed.quotient |= a.is_literal();
                typed
            }
            (None, Some(_)) if a.percent_literal.is_some() => {
                Typed { quotient: true, ..Typed::of(Some(Dimension::default())) }
            }
            (None, Some(_)) => Typed { weighted: true, literal: None, ..a.clone() },
            _ => quotient(a, b),
        }
    }

    fn power(&mut self, left: usize, right: usize) -> Typed {
        let (base, exponent) = (&self.types[left], &self.types[right]);
        let Some(exponent) = &exponent.literal else {
            return Typed { literal: None, ..Typed::of(base.dimension.clone().filter(Dimension::is_one)) };
        };
        let (above, below) = exponent.clone().into_parts();
        let small_whole = |number: &Number| number.to_i128().and_then(|value| i32::try_from(value).ok());
        let (Some(above), Some(below)) = (small_whole(&above), small_whole(&below)) else {
            return Typed::of(base.dimension.clone().filter(Dimension::is_one));
        };
        if let Some(value) = &base.literal {
            let value = (below == 1 && (0..=40).contains(&above)).then(|| value.checked_pow(i64::from(above)).ok());
            return Typed { literal: value.flatten().and_then(small), ..Typed::of(Some(Dimension::default())) };
        }
        let raised =
            Typed { dimension: base.dimension.as_ref().map(|own| own.power(above)), ..powered(base, above > 0) };
        if below == 1 { raised } else { root_of(&raised, below) }
    }

    fn percent_twice(&mut self, left: usize, right: usize) {
        let (left, right) = (self.span(left), self.span(right));
        if self.errors.len() >= MAX_PROBLEMS {
            return;
        }
        self.errors.push(Error::new(Code::PercentTwice).at(left.hull(right)).pointing([left, right]));
    }

    // ---- sums ----------------------------------------------------------------------------------------------------

    /// Joins terms from left to right.
    fn join(&mut self, terms: &[usize], how: Joining) -> Typed {
        let Some((&first, rest)) = terms.split_first() else { return Typed::unknown() };
        let mut joined = self.types[first].clone();
        let mut left = first;
        for &right in rest {
            joined = self.join_two(&joined, left, right, how);
            left = right;
        }
        // A sum is no percent literal any more, save for the sum that is none.
        if !rest.is_empty() {
            joined.percent_literal = None;
        }
        joined
    }

    fn join_two(&mut self, a: &Typed, left: usize, right: usize, how: Joining) -> Typed {
        let b = self.types[right].clone();
        if a.mixed || b.mixed {
            return Typed { mixed: true, ..Typed::of(a.dimension.clone().or(b.dimension)) };
        }
        if let (Some(one), Some(other)) = (&a.literal, &b.literal) {
            let value = match how {
                Joining::Sum => small(one + other),
                Joining::Difference => small(one - other),
                Joining::Comparison => None,
            };
            return Typed {
                literal: value,
                quotient: a.quotient && b.quotient,
                ..Typed::of(Some(Dimension::default()))
            };
        }
        match (a.is_percent(), b.is_percent()) {
            (true, true) => self.two_percents(a, &b, left, right, how),
            (true, false) => self.beside_percent(a, &b, left, right, how, false),
            (false, true) => self.beside_percent(&b, a, right, left, how, true),
            (false, false) if a.is_literal() => Typed { literal: None, weighted: false, ..b },
            (false, false) if b.is_literal() => Typed { literal: None, weighted: false, ..a.clone() },
            (false, false) => self.two_numbers(a, &b, left, right, how),
        }
    }

    fn two_percents(&mut self, a: &Typed, b: &Typed, left: usize, right: usize, how: Joining) -> Typed {
        let Together::Count(dimension) = self.alike(a, b) else {
            return self.clash(a, b, left, right, how);
        };
        let from_whole = a.percent_literal.as_ref().is_some_and(|value| *value == Number::from(100));
        let shape = match (how, a.shape, b.shape) {
            (Joining::Difference, Shape::Percent, Shape::Percent) if !from_whole => Shape::PercentPoint,
            (_, Shape::PercentPoint, Shape::PercentPoint) => Shape::PercentPoint,
            _ => Shape::Percent,
        };
        Typed {
            shape,
            weighted: a.weighted || b.weighted,
            by_factor: a.by_factor && b.by_factor,
            quotient: a.quotient || b.quotient,
            ..Typed::of(dimension)
        }
    }

    /// A percentage and something that is none. `before` says that the other stands first.
    fn beside_percent(
        &mut self,
        percent: &Typed,
        other: &Typed,
        percent_at: usize,
        other_at: usize,
        how: Joining,
        before: bool,
    ) -> Typed {
        let joined = Typed { percent_literal: None, literal: None, shape: Shape::Percent, ..percent.clone() };
        if let Some(value) = &other.literal {
            if *value == Number::ONE || value.is_zero() {
                return joined;
            }
            // Taken by the letter, 100 - 93% is the number 99,07.
            self.number_beside_percent(other_at);
            return Typed::of(percent.dimension.clone());
        }
        match &other.dimension {
            None if !other.quotient && other.factor.is_one() => {
                // Of `x + 10%` x may as well be a plain number; of `100% - x` and `A / B x 100% - x` hardly.
                let whole = percent.percent_literal.as_ref().is_some_and(|value| *value == Number::from(100));
                let sure = whole && how == Joining::Difference && !before || self.has_variable(percent_at);
                self.pass_percent(other_at, Some(if sure { Severity::Info } else { Severity::Doubt }));
                joined
            }
            Some(dimension) if !dimension.is_one() && matches!(self.alike(percent, other), Together::Clash) => {
                if before {
                    self.clash(other, percent, other_at, percent_at, how)
                } else {
                    self.clash(percent, other, percent_at, other_at, how)
                }
            }
            _ if other.factor.is_one() => joined,
            // A x 100 beside B x 100%: the literal 100 is a number, the percent is not.
            _ => {
                self.number_beside_percent(other_at);
                Typed { mixed: true, ..joined }
            }
        }
    }

    /// Whether a name stands in a node.
    fn has_variable(&self, node: usize) -> bool {
        let (mut open, mut seen) = (vec![node], vec![false; node + 1]);
        while let Some(at) = open.pop() {
            if matches!(self.resolved.nodes[at].kind, ResolvedKind::Variable(_)) {
                return true;
            }
            let operands = self.resolved.nodes[at].kind.operands();
            open.extend(operands.into_iter().filter(|operand| !std::mem::replace(&mut seen[*operand], true)));
        }
        false
    }

    fn two_numbers(&mut self, a: &Typed, b: &Typed, left: usize, right: usize, how: Joining) -> Typed {
        let dimension = match (&a.dimension, &b.dimension) {
            (None, other) | (other, None) => other.clone().filter(|dimension| !dimension.is_one()),
            _ => match self.alike(a, b) {
                Together::Count(dimension) => dimension,
                Together::Clash => return self.clash(a, b, left, right, how),
            },
        };
        let same_factor = a.factor.value == b.factor.value;
        if !same_factor && (a.rate().is_some() || b.rate().is_some()) && a.dimension.is_some() && b.dimension.is_some()
        {
            return self.clash(a, b, left, right, how);
        }
        let is_index = dimension.as_ref().and_then(Dimension::as_noun).is_some_and(Noun::is_index);
        let shape = match (how, a.shape, b.shape) {
            (Joining::Difference, Shape::Number, Shape::Number) if is_index => Shape::Point,
            (_, Shape::Point, Shape::Point) => Shape::Point,
            _ => Shape::Number,
        };
        Typed {
            shape,
            factor: a.factor.clone(),
            quotient: a.quotient || b.quotient,
            weighted: a.weighted || b.weighted,
            mixed: !same_factor,
            ..Typed::of(dimension)
        }
    }

    /// What two terms count together.
    fn alike(&self, a: &Typed, b: &Typed) -> Together {
        let (Some(one), Some(other)) = (&a.dimension, &b.dimension) else {
            return Together::Count(a.dimension.clone().or_else(|| b.dimension.clone()));
        };
        if one.is_alike(other) {
            return Together::Count(Some(one.joined(other)));
        }
        let (Some(one), Some(other)) = (one.as_noun(), other.as_noun()) else { return Together::Clash };
        match self.unions.iter().find(|union| union.is_alike(one) && union.is_alike(other)) {
            Some(union) => Together::Count(Some(Dimension::of(union.clone()))),
            None => Together::Clash,
        }
    }

    fn clash(&mut self, a: &Typed, b: &Typed, left: usize, right: usize, how: Joining) -> Typed {
        if self.errors.len() >= MAX_PROBLEMS {
            return Typed::unknown();
        }
        let (done, done_en) = how.done();
        let (left_span, right_span) = (self.span(left), self.span(right));
        self.errors.push(
            Error::new(Code::UnitClash)
                .at(left_span.hull(right_span))
                .pointing([left_span, right_span])
                .with("kiri", self.text(left))
                .with("satuan_kiri", a.describe())
                .with("kanan", self.text(right))
                .with("satuan_kanan", b.describe())
                .with("operasi", done)
                .with("operation", done_en),
        );
        Typed::unknown()
    }

    /// The doubt that a number beside a percentage should have been a percentage.
    fn number_beside_percent(&mut self, node: usize) {
        if self.notes.len() >= MAX_PROBLEMS {
            return;
        }
        // The literal itself, or the literal factor of a product.
        let factor = &self.types[node].factor;
        let is_literal = |at: usize| match &self.resolved.nodes[at].kind {
            ResolvedKind::Number(value) => Some((at, value.clone())),
            _ => None,
        };
        let literal = is_literal(node).or_else(|| {
            let at = (0..node).rev().find(|at| factor.count > 0 && self.span(*at) == factor.span)?;
            is_literal(at)
        });
        let Some((at, value)) = literal else {
            let text = self.text(node);
            self.notes.push(Note::new(Code::NumberBesidePercent, Severity::Doubt, self.span(node)).with("angka", text));
            return;
        };
        let (span, place) = (self.span(at), self.resolved.nodes[at].place);
        if self.notes.iter().any(|note| note.span() == span && note.code() == Code::NumberBesidePercent) {
            return;
        }
        let shown = value.to_string().replace('.', ",");
        self.notes.push(
            Note::new(Code::NumberBesidePercent, Severity::Doubt, span)
                .with("angka", &shown)
                .other(self.formula.with_percent_at(place).to_string())
                .suggest(span, format!("{shown}%")),
        );
    }

    /// Says of the names that a term adds up that they are in percent: 75 means 75% in `100% - x`. Where nothing declares
    /// it, a note of the given severity says so.
    pub(super) fn pass_percent(&mut self, node: usize, severity: Option<Severity>) {
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut self.passed[at], true) {
                continue;
            }
            let is_open = |at: usize| {
                self.types.get(at).is_some_and(|typed| {
                    typed.dimension.is_none() && !typed.quotient && typed.factor.is_one() && !typed.is_percent()
                })
            };
            match &self.resolved.nodes[at].kind {
                ResolvedKind::Variable(variable) if self.variables[*variable].is_none() => {
                    self.variables[*variable] = Some(Unit::percent());
                    self.assumed = true;
                    let name = self.resolved.variables[*variable].name();
                    let note = |severity| {
                        Note::new(Code::PercentAssumed, severity, self.resolved.nodes[at].span).with("nama", name)
                    };
                    self.percents.extend(severity.map(note));
                }
                ResolvedKind::Negate(operand) => open.push(*operand),
                ResolvedKind::Binary(Operator::Add | Operator::Subtract, left, right) => {
                    open.extend([*left, *right].into_iter().filter(|at| is_open(*at)));
                }
                ResolvedKind::Binary(Operator::Multiply | Operator::Divide, left, right) => {
                    let constant = |at: usize| self.types[at].is_literal() || self.types[at].percent_literal.is_some();
                    let operands = [(*left, *right), (*right, *left)];
                    open.extend(
                        operands.into_iter().filter(|(at, by)| is_open(*at) && constant(*by)).map(|(at, _)| at),
                    );
                }
                ResolvedKind::Call(Function::Sum | Function::Mean | Function::Min | Function::Max, arguments) => {
                    open.extend(arguments.iter().copied().filter(|at| is_open(*at)));
                }
                _ => {}
            }
        }
    }

    /// Whether a name was found to be in percent since the last pass.
    pub(super) fn has_assumed(&self) -> bool {
        self.assumed
    }

    /// The text of a node for a message.
    pub(super) fn text(&self, node: usize) -> String {
        place_text(self.formula, self.resolved.nodes[node].place)
    }

    pub(super) fn declared(&self) -> Option<&Unit> {
        self.declarations.unit.as_ref()
    }

    /// The name of the indicator, or else what the formula calls its result.
    pub(super) fn indicator(&self) -> Option<&str> {
        self.declarations.indicator.as_deref().or_else(|| self.formula.label().map(crate::formula::Name::as_str))
    }
}

/// The text of a node without quotes, cut to a length that a message can hold.
pub(crate) fn place_text(formula: &Formula, place: Place) -> String {
    let expr = place.expr(formula);
    if expr.width(place.node) > MAX_PART {
        return "…".to_owned();
    }
    let text = plain_text(&expr.subtree(place.node));
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
