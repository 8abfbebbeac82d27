//! Formulas as text: the canonical language and s-expressions. Both are written by loops, never by recursion.

use super::{Definition, Expr, Formula, Name, NodeId, NodeKind, Operator};
use std::fmt::{self, Write};

/// What is still to be written.
enum Piece {
    Text(&'static str),
    Node(NodeId, Place),
}

/// Where a node stands, which decides whether it needs brackets.
#[derive(Clone, Copy)]
enum Place {
    /// Nothing binds it.
    Open,
    /// The left operand of an operator.
    Left(Operator),
    /// The right operand of an operator.
    Right(Operator),
    /// Under a minus sign.
    Negated,
}

/// How strongly an operator binds.
pub(crate) fn strength(operator: Operator) -> u8 {
    match operator {
        Operator::Add | Operator::Subtract => 1,
        Operator::Multiply | Operator::Divide => 2,
        Operator::Power => 4,
    }
}

/// The strength of a minus sign: above * and /, below ^.
pub(crate) const NEGATION: u8 = 3;

fn needs_brackets(kind: &NodeKind, place: Place) -> bool {
    let own = match kind {
        NodeKind::Binary(operator, ..) => strength(*operator),
        NodeKind::Negate(_) => NEGATION,
        NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_) | NodeKind::Call(..) => return false,
    };
    match place {
        // Two minus signs side by side are hard to see.
        Place::Negated if own == NEGATION => true,
        Place::Open => false,
        Place::Left(Operator::Power) => true,
        Place::Left(operator) => own < strength(operator),
        // The exponent takes a minus sign, and another power, without brackets.
        Place::Right(Operator::Power) | Place::Negated => own < NEGATION,
        Place::Right(operator) => own <= strength(operator),
    }
}

/// Writes `expr` in the canonical language.
fn canonical_expr(expr: &Expr, f: &mut impl Write) -> fmt::Result {
    canonical_node(expr, expr.root(), f)
}

/// Writes a part of `expr` in the canonical language.
fn canonical_node(expr: &Expr, root: NodeId, f: &mut impl Write) -> fmt::Result {
    let mut open = vec![Piece::Node(root, Place::Open)];
    while let Some(piece) = open.pop() {
        let (id, place) = match piece {
            Piece::Text(text) => {
                f.write_str(text)?;
                continue;
            }
            Piece::Node(id, place) => (id, place),
        };
        let kind = &expr.node(id).kind;
        if needs_brackets(kind, place) {
            f.write_char('(')?;
            open.push(Piece::Text(")"));
        }
        match kind {
            NodeKind::Number(value) => decimal(&value.to_string(), f)?,
            NodeKind::Percent(value) => {
                decimal(&value.to_string(), f)?;
                f.write_char('%')?;
            }
            NodeKind::Variable(name) => quoted(name, f)?,
            NodeKind::Negate(operand) => {
                f.write_char('-')?;
                open.push(Piece::Node(*operand, Place::Negated));
            }
            NodeKind::Binary(operator, left, right) => {
                open.push(Piece::Node(*right, Place::Right(*operator)));
                open.push(Piece::Text(" "));
                open.push(Piece::Text(operator.sign()));
                open.push(Piece::Text(" "));
                open.push(Piece::Node(*left, Place::Left(*operator)));
            }
            NodeKind::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                open.push(Piece::Text(")"));
                for (at, argument) in arguments.iter().enumerate().rev() {
                    open.push(Piece::Node(*argument, Place::Open));
                    if at > 0 {
                        open.push(Piece::Text("; "));
                    }
                }
            }
        }
    }
    Ok(())
}

/// A plain decimal with a comma in place of the point.
fn decimal(plain: &str, f: &mut impl Write) -> fmt::Result {
    for c in plain.chars() {
        f.write_char(if c == '.' { ',' } else { c })?;
    }
    Ok(())
}

/// A name in double quotes, `"` and `\` behind a backslash.
fn quoted(name: &Name, f: &mut impl Write) -> fmt::Result {
    f.write_char('"')?;
    for c in name.as_str().chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

fn canonical_definition(definition: &Definition, f: &mut impl Write) -> fmt::Result {
    quoted(definition.name(), f)?;
    f.write_str(" = ")?;
    if let Some(label) = definition.label() {
        quoted(label, f)?;
        f.write_str(" = ")?;
    }
    canonical_expr(definition.expr(), f)
}

impl Expr {
    /// A part of it in the canonical language; a name alone goes without quotes.
    pub(crate) fn text_of(&self, node: NodeId) -> String {
        if let NodeKind::Variable(name) = &self.node(node).kind {
            return name.to_string();
        }
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = canonical_node(self, node, &mut text);
        text
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        canonical_expr(self, f)
    }
}

/// The canonical text, which [`Formula::canonical`] reads back to the same formula.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = self.label() {
            quoted(label, f)?;
            f.write_str(" = ")?;
        }
        // A lone name before a stated result would read as a label.
        let alone = self.label().is_none() && !self.results().is_empty() && self.expr().as_variable().is_some();
        if alone {
            write!(f, "({})", self.expr())?;
        } else {
            canonical_expr(self.expr(), f)?;
        }
        for result in self.results() {
            f.write_str(" = ")?;
            canonical_expr(result, f)?;
        }
        for (at, definition) in self.definitions().iter().enumerate() {
            f.write_str(if at == 0 { " dengan { " } else { "; " })?;
            canonical_definition(definition, f)?;
        }
        f.write_str(if self.definitions().is_empty() { "" } else { " }" })
    }
}

/// Writes `expr` as an s-expression.
fn sexpr_expr(expr: &Expr, f: &mut String) {
    let mut open = vec![Piece::Node(expr.root(), Place::Open)];
    while let Some(piece) = open.pop() {
        let id = match piece {
            Piece::Text(text) => {
                f.push_str(text);
                continue;
            }
            Piece::Node(id, _) => id,
        };
        let operands = |open: &mut Vec<Piece>, operands: &[NodeId]| {
            open.push(Piece::Text(")"));
            for operand in operands.iter().rev() {
                open.push(Piece::Node(*operand, Place::Open));
                open.push(Piece::Text(" "));
            }
        };
        match &expr.node(id).kind {
            NodeKind::Number(value) => f.push_str(&value.to_string()),
            NodeKind::Percent(value) => {
                f.push_str(&value.to_string());
                f.push('%');
            }
            NodeKind::Variable(name) => sexpr_name(name, f),
            NodeKind::Negate(operand) => {
                f.push_str("(neg");
                operands(&mut open, &[*operand]);
            }
            NodeKind::Binary(operator, left, right) => {
                f.push('(');
                f.push_str(operator.sign());
                operands(&mut open, &[*left, *right]);
            }
            NodeKind::Call(function, arguments) => {
                f.push_str("(call \"");
                f.push_str(function.symbol());
                f.push('"');
                operands(&mut open, arguments);
            }
        }
    }
}

fn sexpr_name(name: &Name, f: &mut String) {
    // A String takes everything that is written to it.
    let _ = quoted(name, f);
}

impl Expr {
    /// The tree as an s-expression, the notation of tests.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::parse("1/3(A + B)").unwrap();
    /// assert_eq!(formula.expr().to_sexpr(), r#"(* (/ 1 3) (+ "A" "B"))"#);
    /// ```
    pub fn to_sexpr(&self) -> String {
        let mut text = String::new();
        sexpr_expr(self, &mut text);
        text
    }
}

impl Formula {
    /// The formula as an s-expression with its label, stated results and definitions.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""A" = "x" / 2 dengan { "x" = "Jumlah desa" }"#).unwrap();
    /// assert_eq!(formula.to_sexpr(), r#"(where (= "A" (/ "x" 2)) ("x" "Jumlah desa"))"#);
    /// ```
    pub fn to_sexpr(&self) -> String {
        let mut text = String::new();
        if !self.definitions().is_empty() {
            text.push_str("(where ");
        }
        if let Some(label) = self.label() {
            text.push_str("(= ");
            sexpr_name(label, &mut text);
            text.push(' ');
        }
        // Stated results nest to the right: A = B = C is (= A (= B C)).
        let chain: Vec<&Expr> = std::iter::once(self.expr()).chain(self.results()).collect();
        for (at, expr) in chain.iter().enumerate() {
            if at + 1 < chain.len() {
                text.push_str("(= ");
            }
            sexpr_expr(expr, &mut text);
            if at + 1 < chain.len() {
                text.push(' ');
            }
        }
        text.push_str(&")".repeat(chain.len() - 1 + usize::from(self.label().is_some())));
        for definition in self.definitions() {
            text.push_str(" (");
            sexpr_name(definition.name(), &mut text);
            text.push(' ');
            if let Some(label) = definition.label() {
                text.push_str("(= ");
                sexpr_name(label, &mut text);
                text.push(' ');
            }
            sexpr_expr(definition.expr(), &mut text);
            text.push_str(if definition.label().is_some() { "))" } else { ")" });
        }
        text.push_str(if self.definitions().is_empty() { "" } else { ")" });
        text
    }
}
