//! From roles to the canonical text, from that to the tree, with the places of the original.

use super::loose;
use super::mend::mend;
use super::operand::{Operands, Shape};
use super::problems;
use super::roles::{self, Context, Role};
use super::token::Token;
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Result};
use crate::formula::{Expr, Name, Operator, one_space};
use std::borrow::Cow;
use std::collections::HashMap;

/// A decided part of an expression.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Name {
        text: String,
        span: Span,
    },
    /// A number, as canonical text.
    Number {
        text: String,
        span: Span,
    },
    Percent {
        text: String,
        span: Span,
    },
    Op {
        operator: Operator,
        span: Span,
        written: String,
    },
    Open(Span),
    Close(Span),
    Call {
        name: &'static str,
        span: Span,
        written: String,
    },
    Separator(Span),
}

impl Item {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Name { span, .. }
            | Self::Number { span, .. }
            | Self::Percent { span, .. }
            | Self::Op { span, .. }
            | Self::Call { span, .. }
            | Self::Open(span)
            | Self::Close(span)
            | Self::Separator(span) => *span,
        }
    }

    pub(super) fn is_operand(&self) -> bool {
        matches!(self, Self::Name { .. } | Self::Number { .. } | Self::Percent { .. })
    }

    pub(super) fn ends_operand(&self) -> bool {
        self.is_operand() || matches!(self, Self::Close(_))
    }

    pub(super) fn begins_operand(&self) -> bool {
        self.is_operand() || matches!(self, Self::Open(_) | Self::Call { .. })
    }
}

/// What a text says its quotient is shown in.
#[derive(Clone, Copy)]
pub(super) enum Scale {
    Percent,
    PerMille,
}

/// An expression that was put together.
pub(super) struct Composed {
    pub expr: Expr,
    pub notes: Vec<Note>,
}

/// Reads the tokens of one expression with the given places decided.
pub(super) fn compose(
    tokens: &[Token<'_>],
    context: &Context,
    forced: &HashMap<usize, bool>,
    shown_in: Option<Scale>,
) -> Result<(Composed, Vec<roles::Place>)> {
    let assigned = roles::assign(tokens, context, forced);
    let mut notes = Vec::new();
    let loose: Vec<_> =
        assigned.unbalanced.iter().map(|at| &tokens[*at]).filter(|token| !token.text.is_empty()).collect();
    let with_loose = |error: Error| error.and(loose.iter().map(|token| loose::error(token)));
    let items = items(tokens, &assigned.given, context, &mut notes).map_err(with_loose)?;
    let as_written = loose::is_cheap(&loose, &items).then(|| items.clone());
    let finish = |mut items: Vec<Item>, notes: &mut Vec<Note>| {
        mend(&mut items, context, loose.is_empty(), notes)?;
        if let Some(scale) = shown_in {
            show_in(scale, &mut items);
        }
        build(&items)
    };
    let said = notes.len();
    let mut expr = match finish(items, &mut notes) {
        Ok(expr) => expr,
        Err(error) => {
            let read = |items: Vec<Item>| finish(items, &mut Vec::new()).ok();
            let mended = as_written.as_deref().and_then(|items| loose::only_reading(loose[0], items, read));
            let (expr, note) = mended.ok_or_else(|| with_loose(error))?;
            notes.truncate(said);
            notes.push(note);
            return Ok((Composed { expr, notes }, assigned.places));
        }
    };
    for bracket in &loose {
        let items = as_written.as_deref().filter(|_| loose.len() == 1).unwrap_or(&[]);
        let read = |items: Vec<Item>| finish(items, &mut Vec::new()).ok();
        notes.push(loose::note(bracket, items, &mut expr, read));
    }
    Ok((Composed { expr, notes }, assigned.places))
}

/// The operands and operators of the tokens.
fn items(tokens: &[Token<'_>], roles: &[Role], context: &Context, notes: &mut Vec<Note>) -> Result<Vec<Item>> {
    let (mut items, mut found) = (Vec::with_capacity(8), Vec::new());
    let operands = Operands { shape: Shape::of(tokens, roles), context };
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        match roles[at] {
            Role::Skip => {}
            Role::Op(operator) => {
                let two = at > 0 && roles[at - 1] == Role::Skip && tokens[at - 1].is_key("di");
                let span = if two { tokens[at - 1].span.hull(token.span) } else { token.span };
                let written =
                    if two { format!("{} {}", tokens[at - 1].text, token.text) } else { token.text.to_owned() };
                items.push(Item::Op { operator, span, written });
            }
            Role::Open => items.push(Item::Open(token.span)),
            Role::Close => items.push(Item::Close(token.span)),
            Role::Separator => items.push(Item::Separator(token.span)),
            Role::Call(function) => {
                items.push(Item::Call { name: function.name(), span: token.span, written: token.text.to_owned() });
            }
            Role::Part => {
                let end = (at..tokens.len()).find(|i| roles[*i] != Role::Part).unwrap_or(tokens.len());
                if let Err(error) = operands.read(&tokens[at..end], &mut items, notes) {
                    // The others are looked for with something in its place.
                    found.push(error);
                    items.push(Item::Name { text: String::new(), span: tokens[at].span });
                }
                at = end;
                continue;
            }
        }
        at += 1;
    }
    if !found.is_empty() {
        found.extend(problems::missing_operands(&items));
    }
    problems::joined(found)?;
    Ok(items)
}

/// The text of a name: as written, white space made one space.
pub(super) fn name_text(run: &[Token<'_>]) -> String {
    let mut text = String::with_capacity(run.iter().map(|token| token.text.len() + 1).sum());
    for (at, token) in run.iter().enumerate() {
        if at > 0 && (token.spaced || token.line != run[at - 1].line) {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    match one_space(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spaced) => spaced,
    }
}

pub(super) fn shown(item: &Item) -> String {
    match item {
        Item::Name { text, .. } | Item::Number { text, .. } | Item::Percent { text, .. } => text.clone(),
        Item::Call { name, .. } => (*name).to_owned(),
        Item::Open(_) => "(".to_owned(),
        Item::Close(_) => ")".to_owned(),
        Item::Op { written, .. } => written.clone(),
        Item::Separator(_) => ";".to_owned(),
    }
}

/// A quotient that the text calls a percentage in words, or that ends in a bare sign, is shown as one.
fn show_in(scale: Scale, items: &mut Vec<Item>) {
    let percent = items.iter().any(|item| matches!(item, Item::Percent { .. }));
    let base = if let Scale::Percent = scale { "100" } else { "1000" };
    let scaled = |text: &str| text == base || text == PER_MILLE;
    let hundred = items.iter().any(|item| matches!(item, Item::Number { text, .. } if scaled(text)));
    let divides = items.iter().any(|item| matches!(item, Item::Op { operator: Operator::Divide, .. }));
    if percent || hundred || !divides {
        return;
    }
    let end = items.last().map_or(Span::default(), |item| Span::at(item.span().end));
    let sum = items.iter().any(|item| matches!(item, Item::Op { operator: Operator::Add | Operator::Subtract, .. }));
    if sum {
        let start = items.first().map_or(Span::default(), |item| Span::at(item.span().start));
        items.insert(0, Item::Open(start));
        items.push(Item::Close(end));
    }
    items.push(Item::Op { operator: Operator::Multiply, span: end, written: "x".to_owned() });
    items.push(match scale {
        Scale::Percent => Item::Percent { text: "100%".to_owned(), span: end },
        Scale::PerMille => Item::Number { text: PER_MILLE.to_owned(), span: end },
    });
}

/// A thousand per mille.
const PER_MILLE: &str = "(1000 / 1000)";

/// What stands for a name in the canonical text that is built: the grammar decides on structure alone, so the names
/// themselves need not go through it.
const ANY_NAME: &str = "\"n\"";
/// What stands for a name of blanks alone, for the grammar to refuse.
const NO_NAME: &str = "\"\"";

/// Writes the canonical text and reads it by the grammar; every leaf gets the place it came from, and its name.
pub(super) fn build(items: &[Item]) -> Result<Expr> {
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    let mut text = String::with_capacity(16 + 4 * items.len());
    let mut places: Vec<(usize, Span)> = Vec::with_capacity(items.len());
    // A function without brackets takes the next operand alone.
    let mut close_after: Option<usize> = None;
    for (at, item) in items.iter().enumerate() {
        places.push((text.len(), item.span()));
        match item {
            Item::Name { text: name, .. } => text.push_str(if name.contains(visible) { ANY_NAME } else { NO_NAME }),
            Item::Number { text: number, .. } | Item::Percent { text: number, .. } => text.push_str(number),
            Item::Op { operator, .. } => text.push_str(operator.sign()),
            Item::Open(_) => text.push('('),
            Item::Close(_) => text.push(')'),
            Item::Separator(_) => text.push(';'),
            Item::Call { name, .. } => {
                text.push_str(name);
                if !matches!(items.get(at + 1), Some(Item::Open(_))) {
                    text.push('(');
                    close_after = Some(at + 1);
                }
            }
        }
        if close_after == Some(at) {
            text.push(')');
            close_after = None;
        }
    }
    // Leaves are asked for in order: the next place is most often the one behind the last.
    let mut last = 0;
    let mut origin = |at: usize| {
        let holds = |place: usize| {
            places.get(place).is_some_and(|(from, _)| *from <= at)
                && places.get(place + 1).is_none_or(|(next, _)| *next > at)
        };
        let near = (last..last + 3).find(|place| holds(*place));
        last = near.unwrap_or_else(|| places.partition_point(|(from, _)| *from <= at).saturating_sub(1));
        let name = match items.get(last) {
            Some(Item::Name { text, .. }) => Some(Name::from(text.as_str())),
            _ => None,
        };
        (places.get(last).map_or(Span::default(), |(_, span)| *span), name)
    };
    Expr::canonical(&text, &mut origin).map_err(|error| {
        let place =
            error.span().map_or(0, |span| places.partition_point(|(from, _)| *from <= span.start).saturating_sub(1));
        let span = places.get(place).map_or(Span::default(), |(_, span)| *span);
        if error.is_limit() {
            error.at(span)
        } else {
            Error::new(Code::NotAFormula)
                .at(span)
                .with("kenapa", "susunannya tidak terbaca")
                .with("why", "its structure cannot be read")
        }
    })
}

/// The names of numbers with a noun behind an operator of division, which can be the base of a rate.
pub(super) fn rate_base(expr: &Expr) -> Option<(Span, String, String)> {
    expr.nodes().iter().find_map(|node| match &node.kind {
        crate::formula::NodeKind::Variable(name) => {
            let (number, noun) = name.as_str().split_once(' ')?;
            if !number.starts_with(['1', '.']) {
                return None;
            }
            let plain = number.replace('.', "");
            let round = plain.len() >= 4 && plain.starts_with('1') && plain[1..].bytes().all(|b| b == b'0');
            (round && noun.split(' ').count() <= 2).then(|| (node.span, number.to_owned(), noun.to_owned()))
        }
        _ => None,
    })
}

/// Whether a name ends with a word that cannot end one, as at the edge of a cell.
pub(super) fn cut_off(run: &str) -> bool {
    let last = run.rsplit(' ').next().unwrap_or("");
    // `Di` alone is a symbol with its index.
    let symbol = last == run && last.chars().count() == 2 && last.starts_with(char::is_uppercase);
    !symbol && words::never_last(&words::lowered(last))
}
