//! From canonical text to the tree, by the grammar's rule `canonical`.

use super::{Definition, Expr, Formula, Function, Name, Operator};
use crate::error::{Code, Error, Result};
use crate::{Number, Span};
use pest::Parser;
use pest::iterators::Pair;

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

/// The expression of a canonical text that is nothing else.
pub(super) fn read_expression(text: &str) -> Result<Expr> {
    check_depth(text)?;
    let mut pairs = Syntax::parse(Rule::alone, text).map_err(|error| syntax_error(text, &error))?;
    let whole = pairs.next().and_then(|alone| alone.into_inner().next());
    expression(whole.ok_or_else(|| Error::new(Code::EmptyText))?)
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

/// Operands joined from left to right.
#[derive(Default)]
struct Chain {
    joined: Option<Expr>,
    operator: Option<Operator>,
}

impl Chain {
    fn operand(&mut self, right: Expr) {
        self.joined = Some(match (self.joined.take(), self.operator.take()) {
            (Some(left), Some(operator)) => left.binary(operator, right),
            _ => right,
        });
    }

    fn end(self) -> Result<Expr> {
        self.joined.ok_or_else(|| Error::new(Code::EmptyText))
    }
}

fn expression(pair: Pair<'_, Rule>) -> Result<Expr> {
    let mut terms = Chain::default();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::add_operator if part.as_str() == "+" => terms.operator = Some(Operator::Add),
            Rule::add_operator => terms.operator = Some(Operator::Subtract),
            _ => terms.operand(term(part)?),
        }
    }
    terms.end()
}

fn term(pair: Pair<'_, Rule>) -> Result<Expr> {
    let mut factors = Chain::default();
    let mut parts = Vec::new();
    for part in pair.into_inner() {
        if part.as_rule() != Rule::multiply_operator {
            parts.push(part);
            continue;
        }
        factors.operand(factor(&mut parts)?);
        factors.operator = Some(if part.as_str() == "*" { Operator::Multiply } else { Operator::Divide });
    }
    factors.operand(factor(&mut parts)?);
    factors.end()
}

/// A power with the signs before it, from the last part to the first, since it binds to the right.
fn factor(parts: &mut Vec<Pair<'_, Rule>>) -> Result<Expr> {
    let mut value: Option<Expr> = None;
    while let Some(part) = parts.pop() {
        value = match (part.as_rule(), value) {
            (Rule::raise, value) => value,
            (Rule::negation, value) => value.map(Expr::negate),
            (_, None) => Some(primary(part)?),
            (_, Some(exponent)) => Some(primary(part)?.binary(Operator::Power, exponent)),
        };
    }
    value.ok_or_else(|| Error::new(Code::EmptyText))
}

fn primary(pair: Pair<'_, Rule>) -> Result<Expr> {
    let place = span(&pair);
    match pair.as_rule() {
        Rule::decimal => Ok(Expr::number(decimal(&pair)?).at(place)),
        Rule::percent => {
            let value = pair.into_inner().next().ok_or_else(|| Error::new(Code::EmptyText))?;
            Ok(Expr::percent(decimal(&value)?).at(place))
        }
        Rule::name => {
            let name = name(&pair);
            // Outside of quotes an operator in words would be swallowed by the name beside it.
            let words = || pair.as_str().split_whitespace();
            let plain = !pair.as_str().starts_with(['"', '“']);
            if plain && words().nth(1).is_some() && words().any(crate::reading::is_operator) {
                return Err(Error::new(Code::BadCanonical).at(place).with("dekat", name));
            }
            Ok(Expr::variable(name).at(place))
        }
        Rule::call => {
            let mut function = Function::Sum;
            let mut arguments = Vec::new();
            for part in pair.into_inner() {
                match part.as_rule() {
                    Rule::function => function = Function::from_name(part.as_str()).unwrap_or(Function::Sum),
                    _ => arguments.push(expression(part)?),
                }
            }
            Expr::call(function, arguments).map(|call| call.at(place)).ok_or_else(|| Error::new(Code::EmptyText))
        }
        _ => expression(pair),
    }
}

fn decimal(pair: &Pair<'_, Rule>) -> Result<Number> {
    let plain: String = pair.as_str().chars().filter(|c| *c != '.').map(|c| if c == ',' { '.' } else { c }).collect();
    plain.parse().map_err(|_| Error::new(Code::BadNumber).at(span(pair)).with("angka", pair.as_str()))
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
