//! Exact evaluation of a formula over data, with units.

mod amount;

use crate::check::{Checked, Declarations, check, place_text};
use crate::data::{Cell, Dataset, Entry};
use crate::error::{Code, Error, Result};
use crate::formula::{Formula, Function, Operator, Resolved, ResolvedKind, Variable};
use crate::number::{Quantity, Real};
use crate::{Number, Unit, Value};
pub(crate) use amount::Amount;
use std::borrow::Cow;

impl Formula {
    /// The exact value over data, or the reason why there is none.
    ///
    /// Missing data are no zeros: a name that the data do not have is `unknown-name`, an empty cell `empty-cell`, a
    /// division by zero `zero-denominator`. A missing value comes before a zero, and of several missing ones the first in
    /// written order is named; [`Error::others`] has the rest.
    ///
    /// ```
    /// use rumusan::{Formula, Dataset};
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
    /// let data = Dataset::new().with("Jumlah desa yang melapor", 144).with("Jumlah desa", 154);
    /// assert_eq!(formula.evaluate(&data)?.to_string(), "93,51%");
    ///
    /// let reason = |data: Dataset| formula.evaluate(&data).unwrap_err().code().as_str();
    /// assert_eq!(reason(Dataset::new().with("Jumlah desa", 154)), "unknown-name");
    /// assert_eq!(reason(data.clone().with("Jumlah desa", "")), "empty-cell");
    /// assert_eq!(reason(data.clone().with("Jumlah desa", 0)), "zero-denominator");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn evaluate(&self, data: &Dataset) -> Result<Value> {
        self.evaluate_with(data, &Declarations::default())
    }

    /// The same with declared units.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula, Unit, check::Declarations};
    ///
    /// let formula = Formula::canonical(r#""x" / "y" * 100 dengan { "x" = "Jumlah desa maju"; "y" = "Jumlah desa" }"#)?;
    /// let declared = Declarations::new().unit(Unit::percent());
    /// // A value may be given under the name or under what the definition says it is.
    /// let data = Dataset::new().with("x", 45).with("Jumlah desa", 144);
    /// assert_eq!(formula.evaluate_with(&data, &declared)?.to_string(), "31,25%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn evaluate_with(&self, data: &Dataset, declarations: &Declarations) -> Result<Value> {
        Evaluation::new(self, data, declarations, Keep::Result)?.value()
    }
}

/// Which amounts an evaluation keeps: copies of every part of a long sum would add up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Of every node, for the steps.
    All,
    /// Of the whole formula.
    Result,
}

/// For how many missing names the nearest ones of the data are looked for.
const MAX_NEAREST: usize = 20;

/// How much all kept amounts may weigh; of a formula beyond that the parts are not kept.
const MAX_KEPT: usize = 1_000_000;

/// A formula with its data: what was found, and the amount of each node as far as there is one.
pub(crate) struct Evaluation<'a> {
    pub(crate) formula: &'a Formula,
    pub(crate) resolved: Resolved,
    pub(crate) checked: Checked,
    /// What the data have for each variable.
    pub(crate) found: Vec<Option<&'a Entry>>,
    /// Of each node; `None` where something is missing or cannot be computed.
    pub(crate) amounts: Vec<Option<Amount>>,
    /// Why there is no value.
    failure: Option<Error>,
}

impl<'a> Evaluation<'a> {
    /// Evaluates every node that has an amount. The error is one of the formula or its units; what the data lack is kept.
    pub(crate) fn new(
        formula: &'a Formula,
        data: &'a Dataset,
        declarations: &Declarations,
        keep: Keep,
    ) -> Result<Self> {
        Self::of_resolved(formula, formula.resolve()?, data, declarations, keep)
    }

    /// The same where the variables have the names of the data already.
    pub(crate) fn of_resolved(
        formula: &'a Formula,
        resolved: Resolved,
        data: &'a Dataset,
        declarations: &Declarations,
        keep: Keep,
    ) -> Result<Self> {
        let found = find(&resolved, data);
        let in_percent: Vec<bool> = found
            .iter()
            .map(|entry| entry.is_some_and(|entry| entry.cells.iter().any(|cell| matches!(cell, Cell::Percent(_)))))
            .collect();
        let declarations = with_units_of_data(declarations, &resolved, &found);
        let checked = check(formula, &resolved, &declarations, &in_percent)?;
        let amounts = Vec::with_capacity(resolved.nodes.len());
        let mut evaluation = Self { formula, resolved, checked, found, amounts, failure: None };
        let (inputs, missing) = evaluation.inputs(data);
        // That a value for each row comes out is said before what the rows lack.
        evaluation.failure = match (evaluation.rows_outside(), missing) {
            (Some(error), missing) => Some(error.and(missing.into_iter().flat_map(Error::apart))),
            (None, missing) => missing,
        };
        evaluation.compute(&inputs, keep);
        Ok(evaluation)
    }

    /// The value of the whole formula.
    pub(crate) fn value(&self) -> Result<Value> {
        match (&self.failure, self.amounts.last()) {
            (Some(failure), _) => Err(failure.clone()),
            (None, Some(Some(Amount::One(quantity)))) => Ok(self.shown(quantity)),
            _ => Err(Error::new(Code::NoData).with("nama", place_text(self.formula, self.root_place()))),
        }
    }

    fn root_place(&self) -> crate::formula::Place {
        self.resolved.nodes[self.resolved.nodes.len() - 1].place
    }

    fn shown(&self, quantity: &Quantity) -> Value {
        let unit = self.checked.unit().cloned().unwrap_or_else(Unit::none);
        unscaled(quantity, &self.checked.excess, unit)
    }

    /// The value of one node, in its own unit.
    pub(crate) fn node_value(&self, node: usize) -> Option<Value> {
        if node + 1 == self.resolved.nodes.len() && self.failure.is_none() {
            return self.value().ok();
        }
        let Some(Some(Amount::One(quantity))) = self.amounts.get(node) else { return None };
        let (unit, excess) = self.checked.node_unit(node);
        Some(unscaled(quantity, &excess, unit.unwrap_or_else(Unit::none)))
    }

    pub(crate) fn failure(&self) -> Option<&Error> {
        self.failure.as_ref()
    }

    /// The amounts of the variables, and what is missing of them.
    fn inputs(&self, data: &Dataset) -> (Vec<Option<Amount>>, Option<Error>) {
        let mut errors = Vec::new();
        let mut amounts = Vec::with_capacity(self.found.len());
        for (at, variable) in self.resolved.variables.iter().enumerate() {
            let amount = match self.found[at] {
                Some(entry) => self.input(at, variable, entry),
                // Looking for the nearest names takes time with the size of the data.
                None if errors.len() >= MAX_NEAREST => Err(Dataset::default().unknown_name(variable)),
                None => Err(data.unknown_name(variable)),
            };
            match amount {
                Ok(amount) => amounts.push(Some(amount)),
                Err(error) => {
                    errors.push(error);
                    amounts.push(None);
                }
            }
        }
        let first = (!errors.is_empty()).then(|| errors.remove(0));
        (amounts, first.map(|first| first.and(errors)))
    }

    fn input(&self, at: usize, variable: &Variable, entry: &Entry) -> Result<Amount> {
        let place = |error: Error| error.at(variable.span()).with("nama", variable.name());
        if entry.is_twice {
            return Err(place(Error::new(Code::DuplicateName)));
        }
        let input = &self.checked.inputs()[at];
        let is_percent = |cell: &Cell| matches!(cell, Cell::Percent(_));
        // 80% of nothing is no number of villages.
        if let Some(unit) = input.unit().filter(|unit| !unit.dimension().is_one())
            && entry.cells.iter().any(is_percent)
        {
            return Err(Error::new(Code::DeclaredUnitClash)
                .at(variable.span())
                .with("rumus", variable.name())
                .with("satuan_rumus", Unit::percent())
                .with("satuan", unit));
        }
        let read = |cell: &Cell| cell.number(&input.scale).map(Quantity::Exact);
        if !entry.is_rows {
            let cell = entry.cells.first().unwrap_or(&Cell::Empty);
            return read(cell).map(Amount::One).map_err(place);
        }
        if entry.cells.is_empty() {
            return Err(place(Error::new(Code::NoData)));
        }
        let row = |(row, cell): (usize, &Cell)| read(cell).map_err(|error| place(error).with("baris", row + 1));
        entry.cells.iter().enumerate().map(row).collect::<Result<_>>().map(Amount::Rows)
    }

    /// Goes through the nodes; the first failure in the order of evaluation is kept, unless data are missing.
    fn compute(&mut self, inputs: &[Option<Amount>], keep: Keep) {
        let mut uses = vec![0_u32; self.resolved.nodes.len()];
        for operand in self.resolved.nodes.iter().flat_map(|node| node.kind.operands()) {
            uses[operand] += 1;
        }
        let mut kept = 0_usize;
        for node in 0..self.resolved.nodes.len() {
            let operands = self.resolved.nodes[node].kind.operands();
            let keeps = keep == Keep::All && kept < MAX_KEPT;
            let taken = operands.into_iter().map(|at| {
                uses[at] -= 1;
                if uses[at] == 0 && !keeps { self.amounts[at].take() } else { self.amounts[at].clone() }
            });
            let taken: Option<Vec<Amount>> = taken.collect();
            let amount = match taken.map(|operands| self.amount(node, operands, inputs)) {
                Some(Ok(amount)) => amount,
                Some(Err(error)) => {
                    self.failure.get_or_insert(error);
                    None
                }
                None => None,
            };
            kept = kept.saturating_add(amount.as_ref().map_or(0, Amount::weight));
            self.amounts.push(amount);
        }
    }

    /// The error of a formula that has a value for each row instead of one: its first variable of rows that nothing adds up.
    fn rows_outside(&self) -> Option<Error> {
        let mut of_rows: Vec<Option<usize>> = Vec::with_capacity(self.resolved.nodes.len());
        for node in &self.resolved.nodes {
            let first = |nodes: &[usize]| nodes.iter().find_map(|at| of_rows[*at]);
            let rows = match &node.kind {
                ResolvedKind::Variable(at) => {
                    self.found[*at].filter(|entry| entry.is_rows && !entry.is_twice).map(|_| *at)
                }
                ResolvedKind::Call(function, arguments) => match function {
                    Function::Sum | Function::Mean | Function::Min | Function::Max => None,
                    _ => first(arguments),
                },
                other => first(&other.operands()),
            };
            of_rows.push(rows);
        }
        let variable = &self.resolved.variables[of_rows.pop().flatten()?];
        Some(Error::new(Code::RowsOutsideAggregate).at(variable.span()).with("nama", variable.name()))
    }

    /// The amount of a node from those of its operands; `None` where the data lack one.
    fn amount(&self, node: usize, operands: Vec<Amount>, inputs: &[Option<Amount>]) -> Result<Option<Amount>> {
        let (span, own_place) = (self.resolved.nodes[node].span, self.resolved.nodes[node].place);
        let place = |error: Error| if error.span().is_some() { error } else { error.at(span) };
        let mut operands = operands.into_iter();
        let amount = match &self.resolved.nodes[node].kind {
            ResolvedKind::Number(value) => Ok(Amount::One(Quantity::Exact(value.clone()))),
            ResolvedKind::Percent(value) => {
                let share = value.checked_div(&Number::from(100)).unwrap_or_default();
                Ok(Amount::One(Quantity::Exact(share)))
            }
            ResolvedKind::Variable(at) => return Ok(inputs[*at].clone()),
            ResolvedKind::Negate(_) => {
                let Some(operand) = operands.next() else { return Ok(None) };
                operand.map(|value| Ok(negated(value)))
            }
            ResolvedKind::Binary(operator, left, right) => {
                let (Some(a), Some(b)) = (operands.next(), operands.next()) else { return Ok(None) };
                a.join(b, |a, b| binary(*operator, a, b))
                    .map_err(|error| self.explained(error, *operator, *left, *right))
            }
            ResolvedKind::Call(function, _) => Amount::call(*function, operands.collect()).map_err(|error| match error
                .code()
            {
                Code::RowsOutsideAggregate | Code::NoData => error.with("nama", place_text(self.formula, own_place)),
                _ => error,
            }),
        };
        amount.and_then(Amount::checked).map(Some).map_err(place)
    }

    /// The error of an operation with the words that its message needs.
    fn explained(&self, error: Error, operator: Operator, left: usize, right: usize) -> Error {
        match error.code() {
            Code::ZeroDenominator => {
                let below = if operator == Operator::Power { left } else { right };
                let node = &self.resolved.nodes[below];
                let zero = Error::new(Code::ZeroDenominator)
                    .at(node.span)
                    .with("penyebut", place_text(self.formula, node.place));
                let names = self.names_under(below);
                names.into_iter().fold(zero, |error, name| error.with("nama", name))
            }
            Code::RowCountDiffers => {
                let text = |node: usize| place_text(self.formula, self.resolved.nodes[node].place);
                error.with("nama", text(right))
            }
            _ => error,
        }
    }

    /// The names that a node is computed from, in written order.
    pub(crate) fn names_under(&self, node: usize) -> Vec<&crate::formula::Name> {
        let mut seen = vec![false; node + 1];
        let mut variables = std::collections::BTreeSet::new();
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.resolved.nodes[at].kind {
                ResolvedKind::Variable(variable) => {
                    variables.insert(*variable);
                }
                kind => open.extend(kind.operands()),
            }
        }
        variables.into_iter().map(|at| self.resolved.variables[at].name()).collect()
    }
}

/// The value whose written arithmetic gives `quantity`.
fn unscaled(quantity: &Quantity, excess: &Number, unit: Unit) -> Value {
    match quantity {
        Quantity::Exact(number) => Value::new(number.checked_div(excess).unwrap_or_else(|| number.clone()), unit),
        Quantity::Real(real) => {
            let share = excess.reciprocal().unwrap_or(Number::ONE);
            Value::from_real(real.clone() * Real::from(share), unit)
        }
    }
}

/// The entry of each variable. One that was found in another case only must not be the very name of another variable.
fn find<'a>(resolved: &Resolved, data: &'a Dataset) -> Vec<Option<&'a Entry>> {
    let found: Vec<_> = resolved.variables.iter().map(|variable| data.find(variable)).collect();
    let claimed = |at: usize| found.iter().flatten().any(|other| other.exactly && other.at == at);
    let uses = |at: usize| found.iter().flatten().filter(|other| other.at == at).count();
    found
        .iter()
        .map(|one| one.filter(|one| one.exactly || !claimed(one.at) && uses(one.at) == 1).map(|one| one.entry))
        .collect()
}

/// The declarations with the units that the data give for names of which nothing is declared.
fn with_units_of_data<'a>(
    declarations: &'a Declarations,
    resolved: &Resolved,
    found: &[Option<&Entry>],
) -> Cow<'a, Declarations> {
    let mut all = Cow::Borrowed(declarations);
    for (variable, entry) in resolved.variables.iter().zip(found) {
        if let Some(unit) = entry.and_then(|entry| entry.unit.as_ref())
            && !variable.names().any(|name| declarations.declares(name))
        {
            all = Cow::Owned(all.into_owned().name(variable.name().clone(), unit.clone()));
        }
    }
    all
}

fn negated(value: Quantity) -> Quantity {
    match value {
        Quantity::Exact(number) => Quantity::Exact(-number),
        Quantity::Real(real) => (-real).into(),
    }
}

fn binary(operator: Operator, a: Quantity, b: Quantity) -> Result<Quantity> {
    Ok(match operator {
        Operator::Add => a.join(b, |a, b| a + b, |a, b| a + b),
        Operator::Subtract => a.join(b, |a, b| a - b, |a, b| a - b),
        Operator::Multiply => a.join(b, |a, b| a * b, |a, b| a * b),
        Operator::Divide => match (a, b) {
            (Quantity::Exact(above), Quantity::Exact(below)) => {
                Quantity::Exact(above.checked_div(&below).ok_or_else(|| Error::new(Code::ZeroDenominator))?)
            }
            (above, below) => above.real().divide(below.real())?.into(),
        },
        Operator::Power => a.real().power(b.real())?.into(),
    })
}

#[cfg(test)]
mod tests;
