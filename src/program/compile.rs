//! From a formula to a program.

use super::polynomial::{Fraction, Polynomial, TooLarge};
use super::steps::{Operation, Steps};
use super::{Body, Condition, Inner, Program};
use crate::Number;
use crate::error::Result;
use crate::formula::{Formula, Function, Name, Operator, Resolved, ResolvedKind};
use std::sync::Arc;

/// Compiles a formula with scales for its inputs and its result.
///
/// ```
/// use rumusan::{Formula, Number, program::Compiler};
///
/// // The column of IKA is in percent, and the figure is to be shown in percent.
/// let formula = Formula::canonical(r#"40% * "IKA" + 60% * "IKU""#)?;
/// let percent = Number::ratio(1, 100).unwrap();
/// let program = Compiler::new(&formula).scale("IKA", percent).output_scale(Number::from(100)).compile()?;
/// assert_eq!(program.bind(&["IKA", "IKU"])?.eval(&[50, 1]).unwrap(), Number::from(80));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Compiler<'a> {
    formula: &'a Formula,
    scales: Vec<(Name, Number)>,
    output_scale: Number,
}

impl<'a> Compiler<'a> {
    /// Every scale is one.
    pub fn new(formula: &'a Formula) -> Self {
        Self { formula, scales: Vec::new(), output_scale: Number::ONE }
    }

    /// What the values of an input are multiplied by: 1/100 for a column of percents. The last scale of a name counts.
    #[must_use]
    pub fn scale(mut self, name: impl Into<Name>, scale: Number) -> Self {
        self.scales.push((name.into(), scale));
        self
    }

    /// What the result is multiplied by: 100 for a figure that is shown in percent.
    #[must_use]
    pub fn output_scale(mut self, scale: Number) -> Self {
        self.output_scale = scale;
        self
    }

    /// The program. Errors are those of the definitions: `definition-cycle`, `definition-twice`.
    pub fn compile(self) -> Result<Program> {
        let resolved = self.formula.resolve()?;
        let scales: Vec<Number> = resolved
            .variables
            .iter()
            .map(|variable| {
                let of_name = self.scales.iter().rev().find(|(name, _)| variable.names().any(|known| known == name));
                of_name.map_or(Number::ONE, |(_, scale)| scale.clone())
            })
            .collect();
        let source = Source { formula: self.formula, resolved: &resolved, scales: &scales };
        let fraction = source.fraction(&self.output_scale).map(|(fraction, zeros)| (Body::Fraction(fraction), zeros));
        let (body, conditions) = fraction.unwrap_or_else(|TooLarge| {
            let (steps, conditions) = source.steps(self.output_scale);
            (Body::Steps(steps), conditions)
        });
        Ok(Program { inner: Arc::new(Inner { variables: resolved.variables, body, conditions }) })
    }
}

struct Source<'a> {
    formula: &'a Formula,
    resolved: &'a Resolved,
    scales: &'a [Number],
}

impl Source<'_> {
    fn text_of(&self, node: usize) -> String {
        let node = &self.resolved.nodes[node];
        match &node.defines {
            Some(name) => name.to_string(),
            None => node.place.expr(self.formula).text_of(node.place.node),
        }
    }

    fn condition(&self, polynomial: Polynomial, node: usize) -> Condition {
        Condition { polynomial, text: self.text_of(node) }
    }

    /// The formula as one fraction, and what must not be zero. A function, a power that is not whole, or too many terms
    /// end it.
    fn fraction(&self, output_scale: &Number) -> std::result::Result<(Fraction, Vec<Condition>), TooLarge> {
        let nodes = &self.resolved.nodes;
        let mut uses = vec![0_u32; nodes.len()];
        for node in nodes {
            for operand in node.kind.operands() {
                uses[operand] += 1;
            }
        }
        let mut conditions = Vec::new();
        let mut values: Vec<Option<Fraction>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            // What is used once is taken, so that a long sum is not copied at every sign.
            let mut take = |at: usize| {
                uses[at] -= 1;
                let value = if uses[at] == 0 { values[at].take() } else { values[at].clone() };
                value.ok_or(TooLarge)
            };
            let value = match &node.kind {
                ResolvedKind::Number(value) => Fraction::whole(Polynomial::constant(value.clone())),
                ResolvedKind::Percent(value) => Fraction::whole(Polynomial::constant(percent(value))),
                ResolvedKind::Variable(slot) => {
                    let index = u32::try_from(*slot).map_err(|_| TooLarge)?;
                    Fraction::whole(Polynomial::slot(index, self.scales[*slot].clone()))
                }
                ResolvedKind::Negate(operand) => take(*operand)?.negate(),
                ResolvedKind::Binary(operator, left, right) => {
                    let (a, b) = (take(*left)?, take(*right)?);
                    match operator {
                        Operator::Add => a.add(b)?,
                        Operator::Subtract => a.add(b.negate())?,
                        Operator::Multiply => a.multiply(&b)?,
                        Operator::Divide => a.multiply(&self.divisor(b, *right, &mut conditions))?,
                        Operator::Power => {
                            let exponent = b.as_constant().and_then(|exponent| exponent.to_i128()).ok_or(TooLarge)?;
                            let times = u32::try_from(exponent.unsigned_abs()).map_err(|_| TooLarge)?;
                            let base = if exponent < 0 { self.divisor(a, *left, &mut conditions) } else { a };
                            base.power(times)?
                        }
                    }
                }
                ResolvedKind::Call(Function::Sum | Function::Mean, arguments) if arguments.len() > 1 => {
                    let mut sum = Fraction::whole(Polynomial::default());
                    for &argument in arguments {
                        sum = sum.add(take(argument)?)?;
                    }
                    if matches!(node.kind, ResolvedKind::Call(Function::Mean, _)) {
                        let share = Number::ratio(1, arguments.len()).ok_or(TooLarge)?;
                        sum = sum.multiply(&Fraction::whole(Polynomial::constant(share)))?;
                    }
                    sum
                }
                ResolvedKind::Call(..) => return Err(TooLarge),
            };
            values.push(Some(value));
        }
        let mut whole = values.pop().flatten().ok_or(TooLarge)?;
        whole.numerator.scale(output_scale);
        Ok((whole.primitive(), conditions))
    }

    /// `1 / value`, with the condition that it is not zero noted.
    fn divisor(&self, value: Fraction, node: usize, conditions: &mut Vec<Condition>) -> Fraction {
        let constant = value.numerator.as_constant();
        if constant.is_none_or(|constant| constant.is_zero()) {
            let Fraction { numerator, .. } = Fraction::whole(value.numerator.clone()).primitive();
            conditions.push(self.condition(numerator, node));
        }
        // A divisor that is always zero is a condition that never holds; any value does then.
        value.reciprocal().unwrap_or_else(|| Fraction::whole(Polynomial::default()))
    }

    /// The formula as steps over numbers, in written order.
    fn steps(&self, output_scale: Number) -> (Steps, Vec<Condition>) {
        let mut conditions = Vec::new();
        let mut condition = |node: usize| {
            conditions.push(self.condition(Polynomial::default(), node));
            conditions.len() - 1
        };
        let operations = self.resolved.nodes.iter().map(|node| match &node.kind {
            ResolvedKind::Number(value) => Operation::Constant(value.clone()),
            ResolvedKind::Percent(value) => Operation::Constant(percent(value)),
            ResolvedKind::Variable(slot) => Operation::Slot(*slot, self.scales[*slot].clone()),
            ResolvedKind::Negate(operand) => Operation::Negate(*operand),
            ResolvedKind::Binary(operator, left, right) => match operator {
                Operator::Add => Operation::Add(*left, *right),
                Operator::Subtract => Operation::Subtract(*left, *right),
                Operator::Multiply => Operation::Multiply(*left, *right),
                Operator::Divide => Operation::Divide(*left, *right, condition(*right)),
                Operator::Power => Operation::Power(*left, *right, condition(*left)),
            },
            ResolvedKind::Call(function, arguments) => Operation::Call(*function, arguments.clone()),
        });
        let steps = Steps::new(operations.collect(), output_scale);
        (steps, conditions)
    }
}

fn percent(value: &Number) -> Number {
    value * Number::ratio(1, 100).unwrap_or_default()
}
