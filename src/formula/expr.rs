//! The expression tree, kept as a flat list in evaluation order, so that nothing recurses over it.

use super::Name;
use crate::{Number, Span};

/// From the place of a leaf in a canonical text to where it was read from, and its name where it is one.
pub(crate) type Origin<'o> = dyn FnMut(usize) -> (Span, Option<Name>) + 'o;

/// The place of a node in its [`Expr`].
///
/// ```
/// use rumusan::formula::{Expr, NodeKind, Operator};
///
/// let expr = Expr::variable("A").binary(Operator::Divide, Expr::variable("B"));
/// let NodeKind::Binary(_, above, below) = expr.node(expr.root()).kind else { unreachable!() };
/// assert_eq!((above.index(), below.index()), (0, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The index into [`Expr::nodes`].
    ///
    /// ```
    /// use rumusan::formula::{Expr, Operator};
    ///
    /// let expr = Expr::variable("A").binary(Operator::Add, Expr::variable("B"));
    /// assert_eq!(expr.root().index(), 2);
    /// ```
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An operator between two quantities.
///
/// ```
/// use rumusan::formula::{Expr, Operator};
///
/// let change = Expr::variable("A").binary(Operator::Subtract, Expr::variable("B"));
/// assert_eq!(change.to_string(), r#""A" - "B""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `A + B`
    Add,
    /// `A - B`
    Subtract,
    /// `A * B`
    Multiply,
    /// `A / B`
    Divide,
    /// `A ^ B`
    Power,
}

impl Operator {
    /// The sign in canonical text and in s-expressions.
    ///
    /// ```
    /// assert_eq!(rumusan::formula::Operator::Divide.sign(), "/");
    /// ```
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "^",
        }
    }
}

/// A function of the language.
///
/// ```
/// use rumusan::formula::{Expr, Function};
///
/// let total = Expr::call(Function::Sum, [Expr::variable("Jumlah korban")]).unwrap();
/// assert_eq!(total.to_string(), r#"jumlah("Jumlah korban")"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Function {
    /// Σ over rows, or the sum of its arguments.
    Sum,
    /// The mean over rows, or of its arguments.
    Mean,
    /// The smallest of its arguments.
    Min,
    /// The largest of its arguments.
    Max,
    /// The square root.
    Root,
    /// The logarithm to base 10.
    Log,
    /// The natural logarithm.
    Ln,
}

impl Function {
    /// Every function.
    ///
    /// ```
    /// use rumusan::formula::Function;
    ///
    /// let names = Function::ALL.map(Function::name);
    /// assert_eq!(names, ["jumlah", "rata-rata", "min", "maks", "akar", "log", "ln"]);
    /// ```
    pub const ALL: [Self; 7] = [Self::Sum, Self::Mean, Self::Min, Self::Max, Self::Root, Self::Log, Self::Ln];

    /// The name in canonical text: `jumlah`, `rata-rata`, `min`, `maks`, `akar`, `log`, `ln`.
    ///
    /// ```
    /// assert_eq!(rumusan::formula::Function::Mean.name(), "rata-rata");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sum => "jumlah",
            Self::Mean => "rata-rata",
            Self::Min => "min",
            Self::Max => "maks",
            Self::Root => "akar",
            Self::Log => "log",
            Self::Ln => "ln",
        }
    }

    /// The name in s-expressions, where Σ is `sum`.
    ///
    /// ```
    /// assert_eq!(rumusan::formula::Function::Sum.symbol(), "sum");
    /// ```
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            other => other.name(),
        }
    }

    /// The function of a canonical name.
    ///
    /// ```
    /// use rumusan::formula::Function;
    ///
    /// assert_eq!(Function::from_name("maks"), Some(Function::Max));
    /// assert_eq!(Function::from_name("max"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }
}

/// What a node is.
///
/// ```
/// use rumusan::{Formula, Number, formula::NodeKind};
///
/// let formula = Formula::canonical(r#""A" * 80%"#)?;
/// let percents = formula.expr().nodes().iter().filter(|node| matches!(node.kind, NodeKind::Percent(_)));
/// assert_eq!(percents.count(), 1);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// A literal: a decimal that is not negative.
    Number(Number),
    /// A percent literal: the number before the sign, so `80%` holds 80 and means 0.8.
    Percent(Number),
    /// A named quantity.
    Variable(Name),
    /// `-A`
    Negate(NodeId),
    /// Two operands.
    Binary(Operator, NodeId, NodeId),
    /// A function and its arguments, at least one.
    Call(Function, Box<[NodeId]>),
}

/// A node with the place it was read from.
///
/// ```
/// let text = "Jumlah desa maju dibagi Jumlah desa";
/// let formula = rumusan::Formula::parse(text)?;
/// assert_eq!(formula.expr().nodes()[0].span.of(text), "Jumlah desa maju");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The hull of its leaves in the text that was read.
    pub span: Span,
}

/// An expression: nodes in evaluation order, each after its operands, the whole one last.
///
/// Every node but the last is the operand of exactly one later node. A walk over it is a loop, dropping it too:
///
/// ```
/// use rumusan::formula::{Expr, NodeKind, Operator};
///
/// let expr = Expr::variable("A").binary(Operator::Divide, Expr::variable("B"));
/// assert_eq!(expr.nodes().len(), 3);
/// assert_eq!(expr.to_string(), r#""A" / "B""#);
/// ```
#[derive(Clone, Debug)]
pub struct Expr {
    nodes: Vec<Node>,
}

impl Expr {
    fn leaf(kind: NodeKind) -> Self {
        Self { nodes: vec![Node { kind, span: Span::default() }] }
    }

    /// A literal. What no decimal can write becomes a division, what is below zero a negation.
    ///
    /// ```
    /// use rumusan::{Number, formula::Expr};
    ///
    /// assert_eq!(Expr::number("0.5".parse()?).to_string(), "0,5");
    /// assert_eq!(Expr::number(Number::ratio(1, 3).unwrap()).to_string(), "1 / 3");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn number(value: Number) -> Self {
        if value.is_negative() {
            return Self::number(-&value).negate();
        }
        if value.fraction_digits().is_some() {
            Self::leaf(NodeKind::Number(value))
        } else {
            let (above, below) = value.into_parts();
            Self::leaf(NodeKind::Number(above)).binary(Operator::Divide, Self::leaf(NodeKind::Number(below)))
        }
    }

    /// A percent literal from the number before the sign.
    ///
    /// ```
    /// use rumusan::{Number, formula::Expr};
    ///
    /// assert_eq!(Expr::percent(Number::from(100)).to_string(), "100%");
    /// ```
    pub fn percent(value: Number) -> Self {
        if value.is_negative() {
            return Self::percent(-&value).negate();
        }
        match value.fraction_digits() {
            Some(_) => Self::leaf(NodeKind::Percent(value)),
            None => Self::number(value).binary(Operator::Multiply, Self::percent(Number::from(1))),
        }
    }

    /// A named quantity.
    ///
    /// ```
    /// use rumusan::formula::Expr;
    ///
    /// assert_eq!(Expr::variable("Jumlah  desa").to_string(), r#""Jumlah desa""#);
    /// ```
    pub fn variable(name: impl Into<Name>) -> Self {
        Self::leaf(NodeKind::Variable(name.into()))
    }

    /// The same with a place: it is set on every node that has none yet.
    ///
    /// ```
    /// use rumusan::{Span, formula::Expr};
    ///
    /// assert_eq!(Expr::variable("A").at(Span::new(3, 4)).span(), Span::new(3, 4));
    /// ```
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        for node in &mut self.nodes {
            if node.span == Span::default() {
                node.span = span;
            }
        }
        self
    }

    /// `-self`
    ///
    /// ```
    /// use rumusan::formula::Expr;
    ///
    /// assert_eq!(Expr::variable("A").negate().to_string(), r#"-"A""#);
    /// ```
    #[must_use]
    pub fn negate(mut self) -> Self {
        let (operand, span) = (self.root(), self.span());
        self.nodes.push(Node { kind: NodeKind::Negate(operand), span });
        self
    }

    /// `self operator right`
    ///
    /// ```
    /// use rumusan::formula::{Expr, Operator};
    ///
    /// let sum = Expr::variable("A").binary(Operator::Add, Expr::variable("B"));
    /// assert_eq!(sum.binary(Operator::Divide, Expr::variable("C")).to_string(), r#"("A" + "B") / "C""#);
    /// ```
    #[must_use]
    pub fn binary(mut self, operator: Operator, right: Self) -> Self {
        let left = self.root();
        let span = hull(self.span(), right.span());
        let right = self.append(right);
        self.nodes.push(Node { kind: NodeKind::Binary(operator, left, right), span });
        self
    }

    /// `function(arguments)`, or `None` without an argument.
    ///
    /// ```
    /// use rumusan::formula::{Expr, Function};
    ///
    /// let root = Expr::call(Function::Root, [Expr::variable("A"), Expr::number(3.into())]).unwrap();
    /// assert_eq!(root.to_string(), r#"akar("A"; 3)"#);
    /// assert_eq!(Expr::call(Function::Root, []), None);
    /// ```
    pub fn call(function: Function, arguments: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut all = Self { nodes: Vec::new() };
        let mut span = Span::default();
        let mut places = Vec::new();
        for argument in arguments {
            span = hull(span, argument.span());
            places.push(all.append(argument));
        }
        if places.is_empty() {
            return None;
        }
        all.nodes.push(Node { kind: NodeKind::Call(function, places.into_boxed_slice()), span });
        Some(all)
    }

    /// Appends the nodes of `other` and gives the place of its root among ours.
    fn append(&mut self, other: Self) -> NodeId {
        let offset = self.nodes.len();
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let moved = |id: NodeId| NodeId(id.0 + offset);
        self.nodes.extend(other.nodes.into_iter().map(|mut node| {
            match &mut node.kind {
                NodeKind::Negate(operand) => *operand = moved(*operand),
                NodeKind::Binary(_, left, right) => (*left, *right) = (moved(*left), moved(*right)),
                NodeKind::Call(_, arguments) => arguments.iter_mut().for_each(|id| *id = moved(*id)),
                NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) => {}
            }
            node
        }));
        self.root()
    }

    /// The first leaf under a node. Operands stand before their node without a gap: a part begins there.
    fn first_leaf(&self, root: NodeId) -> NodeId {
        let mut first = root;
        loop {
            first = match &self.node(first).kind {
                NodeKind::Negate(operand) | NodeKind::Binary(_, operand, _) => *operand,
                NodeKind::Call(_, arguments) => arguments[0],
                NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) => return first,
            };
        }
    }

    /// How many nodes the part has whose root is a node.
    pub(crate) fn width(&self, root: NodeId) -> usize {
        root.index() + 1 - self.first_leaf(root).index()
    }

    /// The part of the expression whose root is a node.
    pub(crate) fn subtree(&self, root: NodeId) -> Self {
        let first = self.first_leaf(root);
        let mut part = self.nodes[first.index()..=root.index()].to_vec();
        let moved = |id: NodeId| NodeId(id.0 - first.0);
        for node in &mut part {
            match &mut node.kind {
                NodeKind::Negate(operand) => *operand = moved(*operand),
                NodeKind::Binary(_, left, right) => (*left, *right) = (moved(*left), moved(*right)),
                NodeKind::Call(_, arguments) => arguments.iter_mut().for_each(|id| *id = moved(*id)),
                NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) => {}
            }
        }
        Self { nodes: part }
    }

    /// The same with other names, by their node.
    pub(crate) fn renamed(&self, rename: impl Fn(NodeId, &Name) -> Option<Name>) -> Self {
        let mut changed = self.clone();
        for (at, node) in changed.nodes.iter_mut().enumerate() {
            if let NodeKind::Variable(name) = &mut node.kind
                && let Some(new) = rename(NodeId::new(at), name)
            {
                *name = new;
            }
        }
        changed
    }

    /// The same with a number literal made a percent literal.
    pub(crate) fn with_percent_at(&self, id: NodeId) -> Self {
        let mut changed = self.clone();
        if let Some(node) = changed.nodes.get_mut(id.index())
            && let NodeKind::Number(value) = &node.kind
        {
            node.kind = NodeKind::Percent(value.clone());
        }
        changed
    }

    /// The tree of canonical text that is one expression alone, whose leaves have the places and names that `origin` gives.
    pub(crate) fn canonical(text: &str, origin: &mut Origin<'_>) -> crate::Result<Self> {
        super::canonical::read_expression(text, origin)
    }

    /// No node yet: they are pushed in evaluation order.
    pub(super) fn unfinished() -> Self {
        Self { nodes: Vec::with_capacity(8) }
    }

    /// Adds a leaf.
    pub(super) fn push_leaf(&mut self, kind: NodeKind, span: Span) -> NodeId {
        self.nodes.push(Node { kind, span });
        self.root()
    }

    /// Adds a node over others, with the hull of their places.
    pub(super) fn push(&mut self, kind: NodeKind) -> NodeId {
        let of = |id: &NodeId| self.nodes[id.index()].span;
        let span = match &kind {
            NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) => Span::default(),
            NodeKind::Negate(operand) => of(operand),
            NodeKind::Binary(_, left, right) => of(left).hull(of(right)),
            NodeKind::Call(_, arguments) => arguments.iter().map(of).reduce(Span::hull).unwrap_or_default(),
        };
        self.push_leaf(kind, span)
    }

    /// Moves every place by `to`.
    pub(crate) fn move_places(&mut self, to: &impl Fn(Span) -> Span) {
        for node in &mut self.nodes {
            node.span = to(node.span);
        }
    }

    /// The nodes in evaluation order.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#""A" / "B" * 100%"#)?;
    /// assert_eq!(formula.expr().nodes().len(), 5);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node.
    ///
    /// ```
    /// use rumusan::formula::{Expr, NodeKind};
    ///
    /// let expr = Expr::variable("A").negate();
    /// let NodeKind::Negate(operand) = expr.node(expr.root()).kind else { unreachable!() };
    /// assert!(matches!(&expr.node(operand).kind, NodeKind::Variable(name) if name.as_str() == "A"));
    /// ```
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node that is the whole expression.
    ///
    /// ```
    /// use rumusan::formula::{Expr, Operator};
    ///
    /// let expr = Expr::variable("A").binary(Operator::Divide, Expr::variable("B"));
    /// assert_eq!(expr.root().index(), expr.nodes().len() - 1);
    /// ```
    pub fn root(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// The place of the whole expression.
    ///
    /// ```
    /// let text = "IPG = Jumlah desa maju dibagi Jumlah desa";
    /// let formula = rumusan::Formula::parse(text)?;
    /// assert_eq!(formula.expr().span().of(text), "Jumlah desa maju dibagi Jumlah desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn span(&self) -> Span {
        self.nodes.last().map(|node| node.span).unwrap_or_default()
    }

    /// The name, where the expression is a single quantity.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// assert_eq!(Formula::parse("Jumlah desa")?.expr().as_variable().unwrap().as_str(), "Jumlah desa");
    /// assert!(Formula::parse("Jumlah desa x 2")?.expr().as_variable().is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn as_variable(&self) -> Option<&Name> {
        match self.nodes.as_slice() {
            [Node { kind: NodeKind::Variable(name), .. }] => Some(name),
            _ => None,
        }
    }

    /// The names in written order, each once.
    ///
    /// ```
    /// let formula = rumusan::Formula::canonical(r#"("A" - "B") / "A""#)?;
    /// let names: Vec<_> = formula.expr().names().iter().map(|name| name.as_str()).collect();
    /// assert_eq!(names, ["A", "B"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn names(&self) -> Vec<&Name> {
        let mut leaves: Vec<_> = self
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| match &node.kind {
                NodeKind::Variable(name) => Some((at, name)),
                _ => None,
            })
            .collect();
        // Nodes stand in evaluation order, which for leaves is the written order already.
        let mut seen = std::collections::HashSet::new();
        leaves.retain(|(_, name)| seen.insert(name.key().to_owned()));
        leaves.into_iter().map(|(_, name)| name).collect()
    }
}

/// The hull, where a default span means that nothing is known.
fn hull(a: Span, b: Span) -> Span {
    if a == Span::default() {
        b
    } else if b == Span::default() {
        a
    } else {
        a.hull(b)
    }
}

/// Two expressions are equal when they are the same tree; where they were read from does not matter.
impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.nodes.len() == other.nodes.len() && self.nodes.iter().zip(&other.nodes).all(|(a, b)| a.kind == b.kind)
    }
}

impl Eq for Expr {}
