//! The free names of a formula, and the formula with its definitions followed.

use super::{Definition, Expr, Formula, Function, Name, NodeId, NodeKind, Operator};
use crate::error::{Code, Error, Result};
use crate::{Number, Span};
use std::collections::HashMap;

/// A quantity that a formula needs from the data: its name, and the longer names that the formula gives for it.
///
/// ```
/// use rumusan::Formula;
///
/// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "Jumlah desa" }"#)?;
/// let x = &formula.quantities()?[0];
/// assert_eq!((x.name().as_str(), x.meanings().len()), ("x", 1));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    name: Name,
    meanings: Vec<Name>,
    span: Span,
}

impl Variable {
    /// The name as it stands in the formula.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "Jumlah desa" }"#)?;
    /// let x = &formula.quantities()?[0];
    /// assert_eq!(x.name().as_str(), "x");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What the definitions say it stands for: with `Ket : x = Jumlah desa maju` a value may be given under either.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "Jumlah desa" }"#)?;
    /// let x = &formula.quantities()?[0];
    /// assert_eq!(x.meanings()[0].as_str(), "Jumlah desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn meanings(&self) -> &[Name] {
        &self.meanings
    }

    /// The name and its meanings.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "Jumlah desa" }"#)?;
    /// let x = &formula.quantities()?[0];
    /// assert_eq!(x.names().count(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.meanings)
    }

    /// Where it stands first.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "Jumlah desa" }"#)?;
    /// let x = &formula.quantities()?[0];
    /// assert_eq!((x.span().start, x.span().end), (0, 3));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn span(&self) -> Span {
        self.span
    }
}

/// A formula with its definitions followed: nodes in evaluation order, the root last, each definition once.
///
/// Not a tree: a definition that is used twice has one place, so that definitions over definitions stay small.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub(crate) nodes: Vec<ResolvedNode>,
    pub(crate) variables: Vec<Variable>,
    /// Where a name stands for a definition, and the node that computes it.
    pub(crate) references: Vec<(Place, usize)>,
}

impl Resolved {
    /// The node that computes what stands at each place.
    pub(crate) fn by_place(&self) -> HashMap<Place, usize> {
        let own = self.nodes.iter().enumerate().map(|(at, node)| (node.place, at));
        own.chain(self.references.iter().copied()).collect()
    }
}

impl Resolved {
    #[cfg(feature = "registry")]
    /// The same with the names that the data have for its variables: errors and steps then speak of those.
    pub(crate) fn called(mut self, data_name: impl Fn(&Name) -> Option<Name>) -> Self {
        for variable in &mut self.variables {
            if let Some(name) = data_name(&variable.name) {
                variable.name = name;
                variable.meanings.clear();
            }
        }
        self
    }
}

/// A node of a [`Resolved`] formula.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedNode {
    pub(crate) kind: ResolvedKind,
    pub(crate) span: Span,
    /// Where it stands in the formula.
    pub(crate) place: Place,
    /// The name that this node is the definition of.
    pub(crate) defines: Option<Name>,
}

/// A node of a formula's own expression, or of one of its definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// The definition, or `None` for the formula's own expression.
    pub(crate) definition: Option<usize>,
    pub(crate) node: NodeId,
}

impl Place {
    /// The expression that holds the node.
    pub(crate) fn expr(self, formula: &Formula) -> &Expr {
        match self.definition {
            None => formula.expr(),
            Some(at) => formula.definitions()[at].expr(),
        }
    }
}

/// What a node of a [`Resolved`] formula is; operands are places in [`Resolved::nodes`].
#[derive(Clone, Debug)]
pub(crate) enum ResolvedKind {
    Number(Number),
    /// The number before the percent sign.
    Percent(Number),
    /// A place in [`Resolved::variables`].
    Variable(usize),
    Negate(usize),
    Binary(Operator, usize, usize),
    Call(Function, Box<[usize]>),
}

impl ResolvedKind {
    /// The operands in written order.
    pub(crate) fn operands(&self) -> Vec<usize> {
        match self {
            Self::Number(_) | Self::Percent(_) | Self::Variable(_) => Vec::new(),
            Self::Negate(operand) => vec![*operand],
            Self::Binary(_, left, right) => vec![*left, *right],
            Self::Call(_, arguments) => arguments.to_vec(),
        }
    }
}

impl Formula {
    /// The free names in written order, each once: what the data must give.
    ///
    /// Definitions are followed. One with arithmetic or a number is used in place of its name; one that is a plain name
    /// explains the name, which stays free; one of the formula's label explains the label. Definitions that lead back
    /// to themselves are the error `definition-cycle`.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / "y" * 100% dengan { "x" = "Jumlah desa maju"; "y" = "a" + "b" }"#)?;
    /// let names: Vec<_> = formula.variables()?.iter().map(ToString::to_string).collect();
    /// assert_eq!(names, ["x", "a", "b"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn variables(&self) -> Result<Vec<Name>> {
        Ok(self.quantities()?.into_iter().map(|quantity| quantity.name).collect())
    }

    /// The free names with what the definitions say of them.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""x" / "y" dengan { "x" = "Jumlah desa maju"; "y" = "Jumlah desa" }"#)?;
    /// assert_eq!(formula.quantities()?[0].meanings()[0].as_str(), "Jumlah desa maju");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn quantities(&self) -> Result<Vec<Variable>> {
        Ok(self.resolve()?.variables)
    }

    /// The same with a number literal made a percent literal.
    pub(crate) fn with_percent_at(&self, place: Place) -> Self {
        let mut changed = self.clone();
        let expr = match place.definition {
            None => &mut changed.expr,
            Some(at) => &mut changed.definitions[at].expr,
        };
        *expr = expr.with_percent_at(place.node);
        changed
    }

    /// The formula with its definitions followed.
    pub(crate) fn resolve(&self) -> Result<Resolved> {
        Resolver::new(self).run()
    }
}

/// An expression that is being walked: which, how far, and where its nodes went.
struct Walk<'a> {
    definition: Option<usize>,
    expr: &'a Expr,
    placed: Vec<usize>,
}

/// How far a definition is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Placed(usize),
}

struct Resolver<'a> {
    formula: &'a Formula,
    /// Definitions by the key of their name; of two that say the same, the first.
    by_key: HashMap<&'a str, usize>,
    states: Vec<State>,
    variable_at: HashMap<String, usize>,
    out: Resolved,
}

/// What a name comes to when plain definitions are followed.
enum Meaning {
    Free(Vec<Name>),
    Defined(usize),
}

impl<'a> Resolver<'a> {
    fn new(formula: &'a Formula) -> Self {
        let mut by_key = HashMap::new();
        for (at, definition) in formula.definitions().iter().enumerate() {
            let explains_label = formula.label().is_some_and(|label| label == definition.name());
            let explains_itself = definition.expr().as_variable().is_some_and(|name| name == definition.name());
            if !explains_label && !explains_itself {
                by_key.entry(definition.name().key()).or_insert(at);
            }
        }
        Self {
            formula,
            by_key,
            states: vec![State::Untouched; formula.definitions().len()],
            variable_at: HashMap::new(),
            out: Resolved { nodes: Vec::new(), variables: Vec::new(), references: Vec::new() },
        }
    }

    fn run(mut self) -> Result<Resolved> {
        let mut open = vec![Walk { definition: None, expr: self.formula.expr(), placed: Vec::new() }];
        while let Some(walk) = open.last_mut() {
            let Some(node) = walk.expr.nodes().get(walk.placed.len()) else {
                self.close(walk);
                open.pop();
                continue;
            };
            let moved = |id: &NodeId| walk.placed[id.index()];
            let kind = match &node.kind {
                NodeKind::Number(value) => ResolvedKind::Number(value.clone()),
                NodeKind::Percent(value) => ResolvedKind::Percent(value.clone()),
                NodeKind::Negate(operand) => ResolvedKind::Negate(moved(operand)),
                NodeKind::Binary(operator, left, right) => ResolvedKind::Binary(*operator, moved(left), moved(right)),
                NodeKind::Call(function, arguments) => {
                    ResolvedKind::Call(*function, arguments.iter().map(moved).collect())
                }
                NodeKind::Variable(name) => match self.meaning(name)? {
                    Meaning::Free(meanings) => ResolvedKind::Variable(self.variable(name, meanings, node.span)),
                    Meaning::Defined(at) => match self.states[at] {
                        State::Placed(root) => {
                            let place = Place { definition: walk.definition, node: NodeId::new(walk.placed.len()) };
                            self.out.references.push((place, root));
                            walk.placed.push(root);
                            continue;
                        }
                        State::Open => return Err(self.cycle(at)),
                        State::Untouched => {
                            self.states[at] = State::Open;
                            let expr = self.formula.definitions()[at].expr();
                            open.push(Walk { definition: Some(at), expr, placed: Vec::new() });
                            continue;
                        }
                    },
                },
            };
            let place = Place { definition: walk.definition, node: NodeId::new(walk.placed.len()) };
            walk.placed.push(self.out.nodes.len());
            self.out.nodes.push(ResolvedNode { kind, span: node.span, place, defines: None });
        }
        Ok(self.out)
    }

    /// The end of an expression: its root is the value of the definition.
    fn close(&mut self, walk: &Walk<'_>) {
        let Some(&root) = walk.placed.last() else { return };
        if let Some(at) = walk.definition {
            self.states[at] = State::Placed(root);
            let name = self.formula.definitions()[at].name();
            self.out.nodes[root].defines.get_or_insert_with(|| name.clone());
        } else if root + 1 != self.out.nodes.len() {
            // The whole formula is one defined name that other nodes followed: the root stands last by contract.
            let node = self.out.nodes[root].clone();
            self.out.nodes.push(node);
        }
    }

    /// Follows plain definitions from a name to the quantity or to the definition that computes it.
    fn meaning(&self, name: &Name) -> Result<Meaning> {
        let mut meanings = Vec::new();
        let mut key = name.key();
        let mut steps = 0;
        while let Some(&at) = self.by_key.get(key) {
            let definition = &self.formula.definitions()[at];
            self.refuse_second(at, definition)?;
            meanings.extend(definition.label().cloned());
            let Some(next) = definition.expr().as_variable() else { return Ok(Meaning::Defined(at)) };
            steps += 1;
            if steps > self.formula.definitions().len() {
                return Err(self.cycle(at));
            }
            meanings.push(next.clone());
            key = next.key();
        }
        Ok(Meaning::Free(meanings))
    }

    /// Two definitions of one name that do not say the same leave open which one is meant.
    fn refuse_second(&self, at: usize, definition: &Definition) -> Result<()> {
        let other = self.formula.definitions()[at + 1..].iter().find(|other| other.contradicts(definition));
        match other {
            Some(other) => {
                Err(Error::new(Code::DefinitionTwice).at(other.expr().span()).with("nama", definition.name()))
            }
            None => Ok(()),
        }
    }

    fn variable(&mut self, name: &Name, meanings: Vec<Name>, span: Span) -> usize {
        *self.variable_at.entry(name.key().to_owned()).or_insert_with(|| {
            self.out.variables.push(Variable { name: name.clone(), meanings, span });
            self.out.variables.len() - 1
        })
    }

    fn cycle(&self, at: usize) -> Error {
        let definition = &self.formula.definitions()[at];
        Error::new(Code::DefinitionCycle).at(definition.expr().span()).with("nama", definition.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(text: &str) -> Vec<String> {
        let formula = Formula::canonical(text).unwrap();
        formula.variables().unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_stand_in_written_order_each_once() {
        assert_eq!(variables(r#"("b" - "a") / "b" * 100%"#), ["b", "a"]);
        assert_eq!(variables(r#""Jumlah desa" / "JUMLAH DESA""#), ["Jumlah desa"]);
        assert_eq!(variables("1 + 2"), [""; 0]);
    }

    #[test]
    fn a_definition_with_arithmetic_is_used_where_its_name_stands() {
        assert_eq!(variables(r#""c" + "x" + "d" dengan { "x" = "a" / "b" }"#), ["c", "a", "b", "d"]);
        assert_eq!(variables(r#""a" * "n" dengan { "n" = 9 }"#), ["a"]);
        assert_eq!(variables(r#""x" dengan { "x" = "y"; "y" = "a" + 1 }"#), ["a"]);
    }

    #[test]
    fn a_plain_definition_explains_the_symbol() {
        assert_eq!(variables(r#""x" dibagi dengan { "x" = "y" }"#.replace(" dibagi", "").as_str()), ["x"]);
        let formula = Formula::canonical(r#""x" / 2 dengan { "x" = "y"; "y" = "Jumlah desa" }"#).unwrap();
        let quantities = formula.quantities().unwrap();
        assert_eq!(quantities[0].names().map(Name::as_str).collect::<Vec<_>>(), ["x", "y", "Jumlah desa"]);
    }

    #[test]
    fn a_definition_of_the_label_explains_the_label() {
        assert_eq!(variables(r#""IPG" = "a" / "b" dengan { "IPG" = "Indeks Pembangunan Gender" }"#), ["a", "b"]);
    }

    #[test]
    fn cycles_are_errors() {
        for text in [
            r#""x" dengan { "x" = "y"; "y" = "x" }"#,
            r#""x" dengan { "x" = "y" + 1; "y" = "x" + 1 }"#,
            r#""x" dengan { "x" = "x" + 1 }"#,
            r#""a" + "x" dengan { "x" = "y"; "y" = "z"; "z" = "y" * 2 }"#,
        ] {
            let error = Formula::canonical(text).unwrap().variables().unwrap_err();
            assert_eq!(error.code(), Code::DefinitionCycle, "{text}");
        }
        assert_eq!(variables(r#""x" dengan { "x" = "x" }"#), ["x"]);
        // A cycle that the formula does not reach does no harm.
        assert_eq!(variables(r#""a" dengan { "x" = "y"; "y" = "x" }"#), ["a"]);
    }

    #[test]
    fn two_different_definitions_of_a_name_are_an_error() {
        let formula = Formula::canonical(r#""x" dengan { "x" = "a" + 1; "x" = "a" + 2 }"#).unwrap();
        assert_eq!(formula.variables().unwrap_err().code(), Code::DefinitionTwice);
        assert_eq!(variables(r#""x" dengan { "x" = "a" + 1; "x" = "a" + 1 }"#), ["a"]);
    }

    #[test]
    fn definitions_over_definitions_stay_small() {
        let mut formula = Formula::new(Expr::variable("n0"));
        let double = |name: String| Expr::variable(name.as_str()).binary(Operator::Add, Expr::variable(name.as_str()));
        formula =
            formula.defining((0..2000).map(|at| Definition::new(format!("n{at}"), double(format!("n{}", at + 1)))));
        let resolved = formula.resolve().unwrap();
        assert!(resolved.nodes.len() < 5000);
        assert_eq!(resolved.variables[0].name().as_str(), "n2000");
    }
}
