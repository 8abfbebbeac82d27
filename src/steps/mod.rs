//! How a figure came about: the evaluation as steps, for people and for programs.

mod html;
mod view;

use crate::check::Declarations;
use crate::data::Dataset;
use crate::error::{Error, Language, Result};
use crate::evaluation::{Amount, Evaluation, Keep};
use crate::formula::{Formula, Name, NodeId, Operator, Place, ResolvedKind};
use crate::number::Rounding;
use crate::writing::plain_text;
use crate::{Span, Value};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How a figure came about, or where it stops: one step for each part of the formula.
///
/// Everything inside is exact; only what is printed last is rounded.
///
/// ```
/// use rumusan::{Dataset, Formula};
///
/// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
/// let data = Dataset::new().with("Jumlah desa yang melapor", 144).with("Jumlah desa", 154);
/// let steps = formula.steps(&data)?;
/// assert_eq!(steps.to_string(), "\
/// Jumlah desa yang melapor = 144 desa
/// Jumlah desa = 154 desa
/// 144 desa / 154 desa x 100% = 93,51%");
/// # Ok::<(), rumusan::Error>(())
/// ```
///
/// In JSON the steps are a list in the order of evaluation; `inputs` are places in that list, the last step is the whole
/// formula. `docs/langkah.schema.json` describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the name in data is `steps`")]
pub struct Steps {
    /// The formula in canonical text.
    formula: String,
    /// The formula with its values put in: `144 desa / 154 desa x 100%`.
    substituted: String,
    steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// The value as it is printed, rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<Error>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    regulation: Option<String>,
}

/// One part of the formula with its value.
///
/// ```
/// use rumusan::{Dataset, Formula};
///
/// let formula = Formula::canonical(r#""A" / "B""#)?;
/// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
/// assert_eq!(steps.steps().iter().map(|step| step.text()).collect::<Vec<_>>(), ["A", "B", "A / B"]);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The part as people read it, names without quotes.
    text: String,
    /// The part with the values of its names put in.
    substituted: String,
    /// What it does: `number`, `name`, `+`, `-`, `*`, `/`, `^`, or a function.
    operation: String,
    /// Where it stands in the text that was read.
    span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// The value in words of a report, nothing rounded; how many rows there are where it has rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
    /// The steps that it is computed from, by their place in the list.
    inputs: Vec<usize>,
    /// The name that this part is the definition of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    defines: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
}

/// Where the value of a name comes from, or where it was looked for.
///
/// ```
/// use rumusan::{Dataset, Formula};
///
/// let formula = Formula::canonical(r#""A" / "B""#)?;
/// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
/// assert_eq!(steps.steps()[0].origin().unwrap().found_as().unwrap().as_str(), "A");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The names under which it was looked for: as in the formula, and what the definitions call it.
    looked_for: Vec<Name>,
    /// The name under which the data have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    found_as: Option<Name>,
    /// Who supplies it, as the data say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// Why there is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
}

impl Formula {
    /// The steps of the evaluation over data. What the data lack is told in the steps; an error is one of the formula
    /// or its units.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 0))?;
    /// assert!(steps.value().is_none());
    /// assert_eq!(steps.failure().unwrap().code().as_str(), "zero-denominator");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn steps(&self, data: &Dataset) -> Result<Steps> {
        self.steps_with(data, &Declarations::default())
    }

    /// The same with declared units.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula, Unit, check::Declarations};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let data = Dataset::new().with("A", 1).with("B", 4);
    /// let steps = formula.steps_with(&data, &Declarations::new().unit(Unit::percent()))?;
    /// assert_eq!(steps.result(), Some("25%"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn steps_with(&self, data: &Dataset, declarations: &Declarations) -> Result<Steps> {
        Ok(Steps::of(&Evaluation::new(self, data, declarations, Keep::All)?))
    }
}

impl Steps {
    /// The steps of an evaluation that kept its parts.
    pub(crate) fn of(evaluation: &Evaluation<'_>) -> Self {
        let (value, failure) = match evaluation.value() {
            Ok(value) => (Some(value), None),
            Err(error) => (None, Some(error)),
        };
        let root = evaluation.resolved.nodes.len() - 1;
        let writer = Writer { by_place: evaluation.resolved.by_place(), evaluation };
        Self {
            formula: evaluation.formula.to_string(),
            substituted: writer.substituted(evaluation.resolved.nodes[root].place),
            steps: (0..=root).map(|node| writer.step(node)).collect(),
            result: value.as_ref().map(ToString::to_string),
            value,
            failure,
            regulation: None,
        }
    }

    /// The same with other digits and rounding of what is printed last.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula, Rounding};
    ///
    /// let formula = Formula::canonical(r#""A" / "B" * 100%"#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 144).with("B", 154))?.rounded(4, Rounding::HalfEven)?;
    /// assert!(steps.to_string().ends_with("144 / 154 x 100% = 93,5065%"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rounded(mut self, digits: u16, rounding: Rounding) -> Result<Self> {
        self.result = self.value.as_ref().map(|value| value.to_indonesian(digits, rounding)).transpose()?;
        Ok(self)
    }

    /// The same with the regulation that the formula follows, for the views.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert!(steps.under("Permendagri 86/2017").to_string().ends_with("Dasar: Permendagri 86/2017"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn under(mut self, regulation: impl Into<String>) -> Self {
        self.regulation = Some(regulation.into());
        self
    }

    /// The formula in canonical text.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.formula(), r#""A" / "B""#);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The formula with its values put in: `144 desa / 154 desa x 100%`.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.substituted(), "1 / 4");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn substituted(&self) -> &str {
        &self.substituted
    }

    /// The steps in the order of evaluation, the whole formula last.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps().len(), 3);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The exact value, where there is one.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.value().unwrap().exact(), Some(&"0.25".parse()?));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// The value as it is printed.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.result(), Some("0,25"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn result(&self) -> Option<&str> {
        self.result.as_deref()
    }

    /// Why there is no value.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert!(steps.failure().is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn failure(&self) -> Option<&Error> {
        self.failure.as_ref()
    }

    /// The regulation that the formula follows, where one was given.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.under("PMDN 86 / 2017").regulation(), Some("PMDN 86 / 2017"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn regulation(&self) -> Option<&str> {
        self.regulation.as_deref()
    }
}

impl Step {
    /// The part as people read it, names without quotes.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[2].text(), "A / B");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it does: `number`, `name`, `+`, `-`, `*`, `/`, `^`, or the name of a function.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[2].operation(), "/");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Where it stands in the text that was read.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[1].span().start, 6);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn span(&self) -> Span {
        self.span
    }

    /// The exact value with its unit; none where data are missing, or where it has rows.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[1].value().unwrap().exact(), Some(&4.into()));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// The value in words of a report, nothing rounded.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[2].shown(), Some("0,25"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// The steps that it is computed from, by their place in [`Steps::steps`].
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[2].inputs(), [0, 1]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn inputs(&self) -> &[usize] {
        &self.inputs
    }

    /// The name that this part is the definition of.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "A" + 1 }"#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1))?;
    /// assert_eq!(steps.steps()[2].defines().unwrap().as_str(), "x");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn defines(&self) -> Option<&Name> {
        self.defines.as_ref()
    }

    /// Where the value of a name comes from.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert!(steps.steps()[0].origin().is_some() && steps.steps()[2].origin().is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }
}

impl Origin {
    /// The names under which it was looked for.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[0].origin().unwrap().looked_for().len(), 1);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn looked_for(&self) -> &[Name] {
        &self.looked_for
    }

    /// The name under which the data have it.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[1].origin().unwrap().found_as().unwrap().as_str(), "B");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn found_as(&self) -> Option<&Name> {
        self.found_as.as_ref()
    }

    /// Who supplies it, as the data say.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert_eq!(steps.steps()[1].origin().unwrap().source(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

/// A part with more nodes than this is not written out again in a step of its own: the texts of a long sum would grow
/// with the square of its length.
const MAX_PART: usize = 200;

/// A number built of more operations is not rounded for a step of its own.
const MAX_SHOWN: usize = 100;

struct Writer<'a> {
    evaluation: &'a Evaluation<'a>,
    by_place: HashMap<Place, usize>,
}

impl Writer<'_> {
    fn step(&self, node: usize) -> Step {
        let evaluation = self.evaluation;
        let resolved = &evaluation.resolved.nodes[node];
        let operation = match &resolved.kind {
            ResolvedKind::Number(_) | ResolvedKind::Percent(_) => "number",
            ResolvedKind::Variable(_) => "name",
            ResolvedKind::Negate(_) => Operator::Subtract.sign(),
            ResolvedKind::Binary(operator, ..) => operator.sign(),
            ResolvedKind::Call(function, _) => function.name(),
        };
        let origin = match resolved.kind {
            ResolvedKind::Variable(at) => Some(self.origin(at)),
            _ => None,
        };
        let expr = resolved.place.expr(evaluation.formula);
        let is_short = expr.width(resolved.place.node) <= MAX_PART;
        let (text, substituted) = if is_short {
            (plain_text(&expr.subtree(resolved.place.node)), self.substituted(resolved.place))
        } else {
            (format!("… {operation} …"), format!("… {operation} …"))
        };
        Step {
            text,
            substituted,
            operation: operation.to_owned(),
            span: resolved.span,
            shown: self.shown(node),
            value: evaluation.node_value(node).filter(|value| value.number().steps() <= MAX_SHOWN),
            inputs: resolved.kind.operands(),
            defines: resolved.defines.clone(),
            origin,
        }
    }

    fn origin(&self, variable: usize) -> Origin {
        let name = &self.evaluation.resolved.variables[variable];
        let entry = self.evaluation.found[variable];
        let mut errors =
            self.evaluation.failure().into_iter().flat_map(|error| std::iter::once(error).chain(error.others()));
        let own =
            |error: &&Error| error.span() == Some(name.span()) && error.argument("nama") == Some(name.name().as_str());
        Origin {
            looked_for: name.names().cloned().collect(),
            found_as: entry.map(|entry| entry.name.clone()),
            source: entry.and_then(|entry| entry.source.clone()),
            failure: errors.find(own).map(|error| error.message(Language::Indonesian)),
        }
    }

    /// The value of a node as it stands in a formula; how many rows it has, where it has rows.
    fn shown(&self, node: usize) -> Option<String> {
        match self.evaluation.amounts.get(node)?.as_ref()? {
            Amount::Rows(rows) => Some(format!("({} baris)", rows.len())),
            Amount::One(quantity) if quantity.weight() > MAX_SHOWN => None,
            Amount::One(_) => self.evaluation.node_value(node).map(|value| value.to_exact_text()),
        }
    }

    /// The text of a part with the values of its names put in; a name without a value stays.
    fn substituted(&self, place: Place) -> String {
        let expr = place.expr(self.evaluation.formula).subtree(place.node);
        // The part begins where its first leaf stands.
        let first = place.node.index() + 1 - expr.nodes().len();
        let with_values = expr.renamed(|id, _| {
            let node = NodeId::new(first + id.index());
            let node = *self.by_place.get(&Place { definition: place.definition, node })?;
            let text = self.shown(node)?;
            // A fraction or a sign inside would read as an operator of the formula.
            let needs_brackets = expr.nodes().len() > 1 && (text.contains('/') || text.starts_with('-'));
            Some(Name::from(if needs_brackets { format!("({text})") } else { text }))
        });
        plain_text(&with_values)
    }
}

#[cfg(test)]
mod tests;
