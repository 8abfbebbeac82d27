//! From canonical text to the tree, by the grammar's rule `canonical`.

use super::expr::Origin;
use super::{Definition, Expr, Formula, Function, Name, NodeId, NodeKind, Operator};
use crate::error::{Code, Error, Result};
use crate::{Number, Span};
use pest::Parser;
use pest::iterators::Pair;
use std::borrow::Cow;

/// The parser that pest makes of `grammar/rumusan.pest`; used here and by the reader's pieces, and seen by nobody else.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/rumusan.pest"]
pub(crate) struct Syntax;

/// How deep brackets may nest, whatever limits a caller sets: the grammar recurses on them.
pub(crate) const MAX_DEPTH: usize = 100;

/// The formulas of a canonical text.
pub(super) fn read(text: &str) -> Result<Vec<Formula>> {
    if text.trim().is_empty() {
        return Err(Error::new(Code::EmptyText).at(Span::new(0, text.len())));
    }
    check_depth(text)?;
    let mut pairs = Syntax::parse(Rule::canonical, text).map_err(|error| syntax_error(text, &error))?;
    let whole = pairs.next().ok_or_else(|| Error::new(Code::EmptyText))?;
    whole.into_inner().filter(|pair| pair.as_rule() == Rule::formula).map(formula).collect()
}

/// The expression of a canonical text that is nothing else; `origin` says what its leaves stand for.
pub(super) fn read_expression(text: &str, origin: &mut Origin<'_>) -> Result<Expr> {
    check_depth(text)?;
    let mut pairs = Syntax::parse(Rule::alone, text).map_err(|error| syntax_error(text, &error))?;
    let whole = pairs.next().ok_or_else(|| Error::new(Code::EmptyText))?;
    let mut tree = Tree { expr: Expr::unfinished(), origin: Some(origin) };
    tree.expression(whole)?;
    Ok(tree.expr)
}

/// Counts brackets before the grammar sees them, since its depth of recursion is theirs.
fn check_depth(text: &str) -> Result<()> {
    let (mut depth, mut in_quotes, mut escaped) = (0_usize, false, false);

    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_quotes => escaped = true,
            '"' => in_quotes = !in_quotes,
            '(' | '{' if !in_quotes => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Error::new(Code::TooDeep).at(Span::new(at, at + 1)).with("batas", MAX_DEPTH));
                }
            }
            ')' | '}' if !in_quotes => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Our error for a text that the grammar does not take; the grammar's own message is never shown.
fn syntax_error(text: &str, error: &pest::error::Error<Rule>) -> Error {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    };
    let near: String = text.get(at..).unwrap_or("").chars().take(20).collect();
    let end = at + near.chars().next().map_or(0, char::len_utf8);
    let near = if near.is_empty() {
        text.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect()
    } else {
        near
    };
    Error::new(Code::BadCanonical).at(Span::new(at, end)).with("dekat", near)
}

fn span(pair: &Pair<'_, Rule>) -> Span {
    Span::new(pair.as_span().start(), pair.as_span().end())
}

fn formula(pair: Pair<'_, Rule>) -> Result<Formula> {
    let (mut label, mut exprs, mut definitions) = (None, Vec::new(), Vec::new());
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::name => label = Some(name(&part)),
            Rule::expression => exprs.push(expression(part)?),
            Rule::result => {
                for inner in part.into_inner() {
                    exprs.push(expression(inner)?);
                }
            }
            Rule::definitions => {
                for inner in part.into_inner() {
                    definitions.push(definition(inner)?);
                }
            }
            _ => {}
        }
    }
    let mut exprs = exprs.into_iter();
    let expr = exprs.next().ok_or_else(|| Error::new(Code::EmptyText))?;
    let mut formula = Formula::new(expr).defining(definitions);
    formula.label = label;
    formula.results = exprs.collect();
    Ok(formula)
}

fn definition(pair: Pair<'_, Rule>) -> Result<Definition> {
    let mut names = Vec::new();
    let mut expr = Err(Error::new(Code::EmptyText));
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::name => names.push(name(&part)),
            _ => expr = expression(part),
        }
    }
    let mut names = names.into_iter();
    let name = names.next().ok_or_else(|| Error::new(Code::EmptyText))?;
    Ok(Definition { name, label: names.next(), expr: expr? })
}

fn expression(pair: Pair<'_, Rule>) -> Result<Expr> {
    let mut tree = Tree { expr: Expr::unfinished(), origin: None };
    tree.expression(pair)?;
    Ok(tree.expr)
}

/// The tree that grows node by node, in evaluation order.
struct Tree<'o, 'f> {
    expr: Expr,
    /// Where the leaves come from, if not from the text itself.
    origin: Option<&'o mut Origin<'f>>,
}

/// Operands joined from left to right.
#[derive(Default)]
struct Chain {
    joined: Option<NodeId>,
    operator: Option<Operator>,
}

impl Chain {
    fn operand(&mut self, right: NodeId, tree: &mut Tree<'_, '_>) {
        self.joined = Some(match (self.joined, self.operator.take()) {
            (Some(left), Some(operator)) => tree.expr.push(NodeKind::Binary(operator, left, right)),
            _ => right,
        });
    }

    fn end(self) -> Result<NodeId> {
        self.joined.ok_or_else(|| Error::new(Code::EmptyText))
    }
}

impl Tree<'_, '_> {
    fn expression(&mut self, pair: Pair<'_, Rule>) -> Result<NodeId> {
        let mut terms = Chain::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::add_operator if part.as_str() == "+" => terms.operator = Some(Operator::Add),
                Rule::add_operator => terms.operator = Some(Operator::Subtract),
                _ => terms.operand(self.term(part)?, self),
            }
        }
        terms.end()
    }

    fn term(&mut self, pair: Pair<'_, Rule>) -> Result<NodeId> {
        let mut factors = Chain::default();
        // What is raised to a power each, with how many signs stand before it.
        let mut bases: Vec<(usize, NodeId)> = Vec::new();
        let mut signs = 0;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::multiply_operator => {
                    factors.operand(self.factor(&mut bases)?, self);
                    factors.operator = Some(if part.as_str() == "*" { Operator::Multiply } else { Operator::Divide });
                }
                Rule::negation => signs += 1,
                Rule::raise => {}
                _ => bases.push((std::mem::take(&mut signs), self.primary(part)?)),
            }
        }
        factors.operand(self.factor(&mut bases)?, self);
        factors.end()
    }

    /// A power with the signs before it, from the last exponent to the base, since it binds to the right.
    fn factor(&mut self, bases: &mut Vec<(usize, NodeId)>) -> Result<NodeId> {
        let mut value: Option<NodeId> = None;
        while let Some((signs, base)) = bases.pop() {
            let mut power = match value {
                Some(exponent) => self.expr.push(NodeKind::Binary(Operator::Power, base, exponent)),
                None => base,
            };
            for _ in 0..signs {
                power = self.expr.push(NodeKind::Negate(power));
            }
            value = Some(power);
        }
        value.ok_or_else(|| Error::new(Code::EmptyText))
    }

    fn primary(&mut self, pair: Pair<'_, Rule>) -> Result<NodeId> {
        let (place, named) = match &mut self.origin {
            Some(origin) => origin(pair.as_span().start()),
            None => (span(&pair), None),
        };
        let leaf = match pair.as_rule() {
            Rule::decimal => NodeKind::Number(decimal(&pair)?),
            Rule::percent => NodeKind::Percent(decimal(&pair)?),
            Rule::name | Rule::quoted => NodeKind::Variable(match named {
                Some(name) => name,
                None => unmistakable(&pair)?,
            }),
            Rule::call => return self.call(pair),
            _ => return self.expression(pair),
        };
        Ok(self.expr.push_leaf(leaf, place))
    }

    fn call(&mut self, pair: Pair<'_, Rule>) -> Result<NodeId> {
        let mut function = Function::Sum;
        let mut arguments = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::function => function = Function::from_name(part.as_str()).unwrap_or(Function::Sum),
                _ => arguments.push(self.expression(part)?),
            }
        }
        Ok(self.expr.push(NodeKind::Call(function, arguments.into_boxed_slice())))
    }
}

/// A name of an expression. Outside of quotes an operator in words would be swallowed by the name beside it.
fn unmistakable(pair: &Pair<'_, Rule>) -> Result<Name> {
    let name = name(pair);
    let words = || pair.as_str().split_whitespace();
    let plain = !pair.as_str().starts_with(['"', '“']);
    if plain && words().nth(1).is_some() && words().any(crate::reading::is_operator) {
        return Err(Error::new(Code::BadCanonical).at(span(pair)).with("dekat", name));
    }
    Ok(name)
}

fn decimal(pair: &Pair<'_, Rule>) -> Result<Number> {
    let written = pair.as_str().trim_end_matches('%').trim_end();
    let plain: Cow<'_, str> = if written.contains(['.', ',']) {
        written.chars().filter(|c| *c != '.').map(|c| if c == ',' { '.' } else { c }).collect()
    } else {
        Cow::Borrowed(written)
    };
    plain.parse().map_err(|_| Error::new(Code::BadNumber).at(span(pair)).with("angka", written))
}

fn name(pair: &Pair<'_, Rule>) -> Name {
    let text = pair.as_str();
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')));
    let Some(inner) = inner else { return Name::from(text) };
    let mut plain = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next()),
            other => plain.push(other),
        }
    }
    Name::from(plain)
}

#[cfg(test)]
mod tests {
    use crate::{Code, Formula};

    /// What is pasted as an official wrote it is no canonical text: a name outside of quotes never holds an operator.
    #[test]
    fn operators_in_words_are_no_names() {
        for text in ["jumlah desa dibagi B", "jumlah desa x bobot / 2", "A dikali 100%"] {
            assert_eq!(Formula::canonical(text).unwrap_err().code(), Code::BadCanonical, "{text}");
        }
        for text in ["x / y", "jumlah desa / desa", r#""jumlah desa dibagi B""#] {
            assert!(Formula::canonical(text).is_ok(), "{text}");
        }
    }
}
