//! From a formula to a program.

use super::polynomial::{Fraction, Polynomial, TooLarge};
use super::steps::{Operation, Steps};
use super::{Aggregate, Body, Condition, Inner, Part, Program};
use crate::Number;
use crate::check::Checked;
use crate::error::{Code, Error, Result};
use crate::formula::{Formula, Function, Name, Operator, Resolved, ResolvedKind};
use std::collections::{HashMap, HashSet};
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
    /// Every scale is one: `100%` is 1, and a share comes out as a share.
    ///
    /// ```
    /// use rumusan::{Formula, program::Compiler};
    ///
    /// let formula = Formula::canonical(r#""KK miskin" / "KK" * 100%"#)?;
    /// let rows = Compiler::new(&formula).compile()?.bind(&["KK miskin", "KK"])?;
    /// assert_eq!(rows.eval(&[31, 250]).unwrap().to_string(), "0.124");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn new(formula: &'a Formula) -> Self {
        Self { formula, scales: Vec::new(), output_scale: Number::ONE }
    }

    /// The scales that the units of a formula ask for: bare figures in persen come in as percents, and a figure in persen
    /// comes out as one, just as [`Value::shown`](crate::Value::shown) gives it.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations, program::Compiler};
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa maju" / "Jumlah desa" * 100%"#)?;
    /// let checked = formula.check(&Declarations::new())?;
    /// let rows = Compiler::new(&formula).units(&checked).compile()?.bind(&["Jumlah desa maju", "Jumlah desa"])?;
    /// assert_eq!(rows.eval(&[45, 144]).unwrap().to_string(), "31.25");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn units(mut self, checked: &Checked) -> Self {
        for input in checked.inputs() {
            if let Some(scale) = input.scale.reciprocal() {
                self.scales.push((input.variable().name().clone(), scale));
            }
        }
        let shown = checked.unit().map_or(Number::ONE, |unit| unit.scale().clone());
        self.output_scale = shown.checked_div(&checked.excess).unwrap_or(shown);
        self
    }

    /// What the values of an input are multiplied by: 1/100 for a column of percents. The last scale of a name counts; a
    /// name that the formula does not use is passed over.
    ///
    /// ```
    /// use rumusan::{Formula, Number, program::Compiler};
    ///
    /// // Belanja stands in the table in millions of rupiah, the population in persons.
    /// let formula = Formula::canonical(r#""belanja pendidikan" / "penduduk""#)?;
    /// let program = Compiler::new(&formula).scale("belanja pendidikan", Number::from(1_000_000)).compile()?;
    /// let per_capita = program.bind(&["belanja pendidikan", "penduduk"])?.eval(&[84, 56_000]).unwrap();
    /// assert_eq!(per_capita, Number::from(1500));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn scale(mut self, name: impl Into<Name>, scale: Number) -> Self {
        self.scales.push((name.into(), scale));
        self
    }

    /// What the result is multiplied by: 100 for a figure that is shown in percent. Digits are counted behind the point of
    /// the scaled result.
    ///
    /// ```
    /// use rumusan::{Formula, Number, Rounding, program::Compiler};
    ///
    /// let formula = Formula::canonical(r#""kematian ibu" / "kelahiran hidup""#)?;
    /// let per_100_000 = Compiler::new(&formula).output_scale(Number::from(100_000)).compile()?;
    /// let rows = per_100_000.bind(&["kematian ibu", "kelahiran hidup"])?;
    /// assert_eq!(rows.eval_rounded(&[11, 8954], 1, Rounding::HalfUp).unwrap().to_string(), "122.9");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn output_scale(mut self, scale: Number) -> Self {
        self.output_scale = scale;
        self
    }

    /// The program. Errors are those of the definitions, `definition-cycle` and `definition-twice`, and `too-deep` where
    /// more than eight aggregates stand inside each other.
    ///
    /// ```
    /// use rumusan::{Code, Formula, program::Compiler};
    ///
    /// // Each of the two is said to be what the other leaves.
    /// let text = r#""APBD" dengan { "APBD" = "belanja" + "sisa"; "sisa" = "APBD" - "belanja" }"#;
    /// let error = Compiler::new(&Formula::canonical(text)?).compile().unwrap_err();
    /// assert_eq!(error.code(), Code::DefinitionCycle);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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
        let mut source = Source::new(self.formula, &resolved, &scales);
        let aggregates = source.aggregates()?;
        let outer = source.part(resolved.nodes.len() - 1, &self.output_scale);
        let single = source.single;
        Ok(Program { inner: Arc::new(Inner { variables: resolved.variables, single, aggregates, outer }) })
    }
}

/// How deep aggregates may nest.
const MAX_NESTING: u32 = 8;

struct Source<'a> {
    formula: &'a Formula,
    resolved: &'a Resolved,
    scales: &'a [Number],
    /// For each node that is an aggregate, its slot.
    slots: Vec<Option<usize>>,
    assigned: usize,
    /// Aggregates that are no fraction: what uses them is none either.
    in_steps: Vec<usize>,
    /// Denominators of the parts so far.
    conditions: usize,
    /// For each variable, whether the part that was compiled last needs it.
    single: Vec<bool>,
}

impl<'a> Source<'a> {
    fn new(formula: &'a Formula, resolved: &'a Resolved, scales: &'a [Number]) -> Self {
        let (slots, single) = (vec![None; resolved.nodes.len()], vec![false; scales.len()]);
        Self { formula, resolved, scales, slots, assigned: 0, in_steps: Vec::new(), conditions: 0, single }
    }

    /// `jumlah`, `rata-rata`, `min` and `maks` of a single argument that has a value in every row, inner ones first.
    fn aggregates(&mut self) -> Result<Vec<Aggregate>> {
        let resolved = self.resolved;
        // For each node, whether it has a value in every row, and how many aggregates stand inside each other in it.
        let mut found: Vec<(bool, u32)> = Vec::with_capacity(resolved.nodes.len());
        let mut aggregates = Vec::new();
        for (at, node) in resolved.nodes.iter().enumerate() {
            let operands = node.kind.operands().into_iter().map(|operand| found[operand]);
            let (in_rows, depth) =
                operands.fold((false, 0), |(any, most), (rows, depth)| (any | rows, most.max(depth)));
            found.push(match &node.kind {
                ResolvedKind::Variable(_) => (true, 0),
                ResolvedKind::Call(Function::Root | Function::Log | Function::Ln, _) => (in_rows, depth),
                ResolvedKind::Call(function, arguments) if in_rows && arguments.len() == 1 => {
                    if depth == MAX_NESTING {
                        return Err(Error::new(Code::TooDeep).at(node.span).with("batas", MAX_NESTING));
                    }
                    let part = self.part(arguments[0], &Number::ONE);
                    self.slots[at] = Some(self.scales.len() + self.assigned);
                    self.assigned += 1;
                    aggregates.push(Aggregate { function: *function, part });
                    (false, depth + 1)
                }
                _ => (in_rows, depth),
            });
        }
        Ok(aggregates)
    }

    /// The nodes that a part needs, in the order of evaluation, aggregates for themselves.
    fn nodes_of(&self, root: usize) -> Vec<usize> {
        let (mut found, mut open) = (HashSet::from([root]), vec![root]);
        while let Some(node) = open.pop() {
            if self.slots[node].is_none() {
                open.extend(self.resolved.nodes[node].kind.operands().into_iter().filter(|node| found.insert(*node)));
            }
        }
        let mut nodes: Vec<usize> = found.into_iter().collect();
        nodes.sort_unstable();
        nodes
    }

    /// Compiles what leads to a node.
    fn part(&mut self, root: usize, output_scale: &Number) -> Part {
        let nodes = self.nodes_of(root);
        self.single.fill(false);
        let mut uses_steps = false;
        for &node in &nodes {
            match (self.slots[node], &self.resolved.nodes[node].kind) {
                (Some(slot), _) => uses_steps |= self.in_steps.contains(&slot),
                (None, ResolvedKind::Variable(slot)) => self.single[*slot] = true,
                _ => {}
            }
        }
        let fraction = if uses_steps { Err(TooLarge) } else { self.fraction(&nodes, output_scale) };
        let fraction = fraction.map(|(fraction, zeros)| (Body::Fraction(fraction), zeros));
        let (body, conditions) = fraction.unwrap_or_else(|TooLarge| {
            let (steps, conditions) = self.steps(&nodes, output_scale.clone());
            (Body::Steps(steps), conditions)
        });
        if matches!(body, Body::Steps(_)) {
            // The aggregate over this part gets the next slot.
            self.in_steps.push(self.scales.len() + self.assigned);
        }
        let first_condition = self.conditions;
        self.conditions += conditions.len();
        Part { body, conditions, first_condition }
    }

    fn operands(&self, node: usize) -> Vec<usize> {
        self.resolved.nodes[node].kind.operands()
    }

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
    fn fraction(
        &self,
        nodes: &[usize],
        output_scale: &Number,
    ) -> std::result::Result<(Fraction, Vec<Condition>), TooLarge> {
        let at_place: HashMap<usize, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
        let mut uses = vec![0_u32; nodes.len()];
        for operand in nodes.iter().filter(|node| self.slots[**node].is_none()).flat_map(|node| self.operands(*node)) {
            uses[at_place[&operand]] += 1;
        }
        let mut conditions = Vec::new();
        let mut values: Vec<Option<Fraction>> = Vec::with_capacity(nodes.len());
        for &node in nodes {
            // What is used once is taken, so that a long sum is not copied at every sign.
            let mut take = |at: usize| {
                let at = at_place[&at];
                uses[at] -= 1;
                let value = if uses[at] == 0 { values[at].take() } else { values[at].clone() };
                value.ok_or(TooLarge)
            };
            let slot_value = |slot: usize, scale: &Number| {
                let slot = u32::try_from(slot).map_err(|_| TooLarge)?;
                Ok(Fraction::whole(Polynomial::slot(slot, scale.clone())))
            };
            if let Some(slot) = self.slots[node] {
                values.push(Some(slot_value(slot, &Number::ONE)?));
                continue;
            }
            let value = match &self.resolved.nodes[node].kind {
                ResolvedKind::Number(value) => Fraction::whole(Polynomial::constant(value.clone())),
                ResolvedKind::Percent(value) => Fraction::whole(Polynomial::constant(percent(value))),
                ResolvedKind::Variable(slot) => slot_value(*slot, &self.scales[*slot])?,
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
                ResolvedKind::Call(function @ (Function::Sum | Function::Mean), arguments) => {
                    let mut sum = Fraction::whole(Polynomial::default());
                    for &argument in arguments {
                        sum = sum.add(take(argument)?)?;
                    }
                    if *function == Function::Mean {
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
    fn steps(&self, nodes: &[usize], output_scale: Number) -> (Steps, Vec<Condition>) {
        let mut conditions = Vec::new();
        let mut condition = |node: usize| {
            conditions.push(self.condition(Polynomial::default(), node));
            conditions.len() - 1
        };
        let at_place: HashMap<usize, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
        let operation = |&node: &usize| {
            if let Some(slot) = self.slots[node] {
                return Operation::Slot(slot, Number::ONE);
            }
            match &self.resolved.nodes[node].kind {
                ResolvedKind::Number(value) => Operation::Constant(value.clone()),
                ResolvedKind::Percent(value) => Operation::Constant(percent(value)),
                ResolvedKind::Variable(slot) => Operation::Slot(*slot, self.scales[*slot].clone()),
                ResolvedKind::Negate(operand) => Operation::Negate(at_place[operand]),
                ResolvedKind::Binary(operator, left, right) => {
                    let (a, b) = (at_place[left], at_place[right]);
                    match operator {
                        Operator::Add => Operation::Add(a, b),
                        Operator::Subtract => Operation::Subtract(a, b),
                        Operator::Multiply => Operation::Multiply(a, b),
                        Operator::Divide => Operation::Divide(a, b, condition(*right)),
                        Operator::Power => Operation::Power(a, b, condition(*left)),
                    }
                }
                ResolvedKind::Call(function, arguments) => {
                    Operation::Call(*function, arguments.iter().map(|argument| at_place[argument]).collect())
                }
            }
        };
        let operations = nodes.iter().map(operation);
        let steps = Steps::new(operations.collect(), output_scale);
        (steps, conditions)
    }
}

fn percent(value: &Number) -> Number {
    value * Number::ratio(1, 100).unwrap_or_default()
}
