//! From roles to the canonical text, from that to the tree, with the places of the original.

use super::frame::trim_ends;
use super::loose;
use super::mend::{lost, mend};
use super::problems::{self, LEFT, RIGHT, missing_operand, unclear_number};
use super::roles::{self, Context, Role};
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};
use crate::formula::{Expr, Formula, Name, Operator};
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
    in_percent: bool,
) -> Result<(Composed, Vec<roles::Place>)> {
    let assigned = roles::assign(tokens, context, forced);
    let mut notes = Vec::new();
    let loose: Vec<_> =
        assigned.unbalanced.iter().map(|at| &tokens[*at]).filter(|token| !token.text.is_empty()).collect();
    let with_loose = |error: Error| error.and(loose.iter().map(|token| loose::error(token)));
    let items = items(tokens, &assigned.given, &mut notes).map_err(with_loose)?;
    let as_written = loose::is_cheap(&loose, &items).then(|| items.clone());
    let finish = |mut items: Vec<Item>, notes: &mut Vec<Note>| {
        mend(&mut items, context, loose.is_empty(), notes)?;
        if in_percent {
            show_in_percent(&mut items);
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
fn items(tokens: &[Token<'_>], roles: &[Role], notes: &mut Vec<Note>) -> Result<Vec<Item>> {
    let (mut items, mut found) = (Vec::new(), Vec::new());
    let shape = Shape::of(tokens, roles);
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
                if let Err(error) = operand_in(shape, &tokens[at..end], &mut items, notes) {
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

/// What the whole of an expression says about each of its operands.
#[derive(Clone, Copy)]
struct Shape {
    /// A sum whose terms all begin with a percentage: `30% IKA + 70% IKU`.
    weighted: bool,
    /// Every operand begins with a number: `7 kasus : 8.245 kelahiran hidup x 100.000`.
    worked: bool,
}

impl Shape {
    fn of(tokens: &[Token<'_>], roles: &[Role]) -> Self {
        let starts = || {
            (0..tokens.len()).filter(|at| {
                roles[*at] == Role::Part && at.checked_sub(1).is_none_or(|before| roles[before] != Role::Part)
            })
        };
        let sum = roles.contains(&Role::Op(Operator::Add)) && !roles.contains(&Role::Op(Operator::Divide));
        let percents = starts().filter(|at| tokens[*at].is_percent()).count();
        let several = starts().nth(1).is_some();
        Self {
            weighted: sum && percents >= 2 && starts().all(|at| tokens[at].is_percent()),
            worked: several && starts().all(|at| tokens[at].is_number() || tokens[at].is_percent()),
        }
    }
}

/// One run of tokens, in view of the whole.
fn operand_in(shape: Shape, run: &[Token<'_>], items: &mut Vec<Item>, notes: &mut Vec<Note>) -> Result<()> {
    let words_only = run.len() > 1 && run[1..].iter().all(Token::is_word);
    if shape.weighted && words_only && run[0].is_percent() {
        items.push(number(&run[0], notes));
        let span = Span::at(run[1].span.start);
        items.push(Item::Op { operator: Operator::Multiply, span, written: String::new() });
        return operand(&run[1..], items, notes);
    }
    let lower = run.iter().skip(1).all(|token| token.text.starts_with(char::is_lowercase));
    if shape.worked && words_only && run[0].is_number() && lower && run.len() <= 4 {
        items.push(number(&run[0], notes));
        return Ok(());
    }
    operand(run, items, notes)
}

/// One run of tokens between operators: a number, a percentage, a name, or several of them side by side.
fn operand(run: &[Token<'_>], items: &mut Vec<Item>, notes: &mut Vec<Note>) -> Result<()> {
    // Dots for `and so on` stand as an operand of their own.
    if let [dots] = run
        && dots.is_sign('…')
    {
        items.push(Item::Name { text: dots.text.to_owned(), span: dots.span });
        return Ok(());
    }
    let open_end = run.iter().any(|token| token.is_sign('…'))
        && run.iter().all(|token| matches!(token.kind, Kind::Sign('…' | '.')));
    if open_end && !items.is_empty() {
        let span = run[0].span.hull(run[run.len() - 1].span);
        items.push(Item::Name { text: name_text(run), span });
        return Ok(());
    }
    if !run.iter().any(|token| token.is_word() || token.is_number() || token.is_percent() || token.kind == Kind::Quoted)
    {
        return lone_signs(run, items);
    }
    let mut run = run.to_vec();
    trim_ends(&mut run);
    while let Some(last) = run.last().filter(|last| matches!(last.kind, Kind::Sign('*' | ':' | '-' | '–' | '=' | '_')))
    {
        // A minus between blanks at the end takes away nothing.
        if run.len() > 1 && last.spaced && last.is_sign('-') && run[run.len() - 2].is_word() {
            return Err(missing_operand(last.text, last.span, RIGHT));
        }
        run.pop();
    }
    while run.first().is_some_and(|first| {
        matches!(first.kind, Kind::Sign('*' | ':' | '=' | '_')) || first.is_sign('-') && run.len() > 1 && run[1].spaced
    }) {
        run.remove(0);
    }
    let Some(first) = run.first() else { return Ok(()) };
    let span = first.span.hull(run[run.len() - 1].span);
    // `0,25A`: a decimal that touches a symbol is its factor; `2A` can be a name.
    if let [factor, symbol] = run.as_slice()
        && factor.is_number()
        && factor.text.contains([',', '.'])
        && symbol.is_symbol()
        && !symbol.spaced
    {
        let place = Span::at(symbol.span.start);
        items.push(number(factor, notes));
        items.push(Item::Op { operator: Operator::Multiply, span: place, written: String::new() });
        items.push(Item::Name { text: symbol.text.to_owned(), span: symbol.span });
        return Ok(());
    }
    // A slash at the edge of a name divides by nothing.
    if run.len() > 1
        && let Some((sign, side)) =
            [(first, LEFT), (&run[run.len() - 1], RIGHT)].into_iter().find(|(token, _)| token.is_sign('/'))
    {
        return Err(missing_operand(sign.text, sign.span, side));
    }
    if let Some(pair) = run.windows(2).find(|pair| pair[0].kind == Kind::Quoted && pair[1].kind == Kind::Quoted) {
        let place = Span::new(pair[0].span.end, pair[1].span.start);
        return Err(Error::new(Code::MissingOperator)
            .at(place)
            .with("kiri", name_text(&pair[..1]).replace('"', ""))
            .with("kanan", name_text(&pair[1..]).replace('"', "")));
    }
    if let Some(number) = number_in_words(&run, span).filter(|_| matches!(items.last(), None | Some(Item::Op { .. }))) {
        items.push(number);
        return Ok(());
    }
    match (&first.kind, run.len()) {
        (Kind::Number { .. } | Kind::Percent(_) | Kind::PerMille(_), 1) => {
            items.push(number(first, notes));
            return Ok(());
        }
        (Kind::Quoted, 1) => {
            let inner = first.text.trim_matches(['"', '“', '”']).replace("\\\"", "\"").replace("\\\\", "\\");
            items.push(Item::Name { text: inner, span });
            return Ok(());
        }
        // `66 keluarga`, `14 hari`: a number with its noun is the number.
        (Kind::Number { value, .. }, 2) if run[1].is_word() && !run[1].is_symbol() && !is_rate_base(value) => {
            items.push(number(first, notes));
            return Ok(());
        }
        (Kind::Number { .. } | Kind::Percent(_), 2) if run[1].kind == Kind::Quoted => {
            items.push(number(first, notes));
            return operand(&run[1..], items, notes);
        }
        // `100% jumlah B`: a percentage, then a quantity, with no sign between.
        (Kind::Number { value, .. }, length)
            if length > 1
                && is_scale(value)
                && run[1].is_word()
                && matches!(items.last(), Some(Item::Op { operator: Operator::Multiply, .. })) =>
        {
            items.push(number(first, notes));
            return operand(&run[1..], items, notes);
        }
        (Kind::Percent(_), length)
            if length > 1 && items.last().is_some_and(|last| matches!(last, Item::Op { .. })) =>
        {
            items.push(number(first, notes));
            return operand(&run[1..], items, notes);
        }
        _ => {}
    }
    // `Y 100%` at the end of a run: the sign before the percentage is missing.
    if let Some(last) = run.last().filter(|last| last.is_percent() && run.len() > 1 && run[0].is_word()) {
        let scale = matches!(&last.kind, Kind::Percent(value) if value.to_string() == "100");
        let divided = items.iter().any(|item| matches!(item, Item::Op { operator: Operator::Divide, .. }));
        if scale && divided {
            let last = last.clone();
            operand(&run[..run.len() - 1], items, notes)?;
            notes.push(
                Note::new(Code::MissingTimes, Severity::Repair, Span::at(last.span.start))
                    .with("angka", name_text(std::slice::from_ref(&last)))
                    .suggest(Span::at(last.span.start), "x "),
            );
            items.push(Item::Op {
                operator: Operator::Multiply,
                span: Span::at(last.span.start),
                written: "x".to_owned(),
            });
            items.push(number(&last, notes));
            return Ok(());
        }
    }
    if let Some(at) = lost_minus(&run) {
        let place = Span::at(run[at].span.start);
        operand(&run[..at], items, notes)?;
        let (left, right) = (name_text(&run[..at]), name_text(&run[at..]));
        notes.push(lost(place, &left, &right, Operator::Subtract).suggest(place, "- "));
        items.push(Item::Op { operator: Operator::Subtract, span: place, written: String::new() });
        return operand(&run[at..], items, notes);
    }
    // Two sums of money side by side lost what joined them.
    if run.len() > 1 && run.iter().all(|token| token.is_number() || token.is_percent()) {
        return Err(unclear_number(&run, &name_text(&run), span));
    }
    let text = name_text(&run);
    // `10O%`: a letter among the digits of a percentage.
    let number_like = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with('%') && !text.contains(' ');
    // `lOO%` is made of letters alone.
    let letters_like = run.len() == 2
        && text.ends_with('%')
        && text[..text.len() - 1].chars().all(|c| matches!(c, 'l' | 'I' | 'o' | 'O'));
    if number_like && text.chars().any(char::is_alphabetic) || letters_like {
        return Err(Error::new(Code::BadNumber).at(span).with("angka", text));
    }
    if text.chars().all(|c| !c.is_alphabetic()) {
        if text.chars().any(|c| c.is_ascii_digit()) {
            return Err(unclear_number(&run, &text, span));
        }
        // Dots for `and so on` stand as a name of their own in an enumeration; other loose signs name nothing.
        if !text.contains('…') {
            return lone_signs(&run, items);
        }
    }
    items.push(Item::Name { text, span });
    Ok(())
}

/// `seratus persen`, `dua belas`: a number that is written in words throughout.
fn number_in_words(run: &[Token<'_>], span: Span) -> Option<Item> {
    let (last, before) = run.split_last()?;
    let percent = matches!(&*last.key, "persen" | "prosen" | "percent") || last.is_sign('%');
    let words = if percent { before } else { run };
    let value = super::number_words::value(words.iter().map(|token| &*token.key))?;
    Some(if percent {
        Item::Percent { text: format!("{value}%"), span }
    } else {
        Item::Number { text: value.to_string(), span }
    })
}

/// Signs that stand alone: punctuation is dropped, a sign of arithmetic never is in silence.
fn lone_signs(run: &[Token<'_>], items: &[Item]) -> Result<()> {
    let computing = run.iter().find(|token| matches!(token.kind, Kind::Sign('/' | ':' | '*' | '-' | '−' | '–')));
    match computing {
        Some(sign) => {
            let side = if items.last().is_some_and(Item::ends_operand) { RIGHT } else { LEFT };
            Err(missing_operand(sign.text, sign.span, side))
        }
        None => Ok(()),
    }
}

/// A hundred, a thousand and so on, by which a quotient is scaled.
fn is_scale(value: &crate::Number) -> bool {
    value.to_string() == "100" || is_rate_base(value)
}

/// Where the second of two dated names begins that stand side by side: `KPBS (t+1) KPBS (t)` lost its minus.
fn lost_minus(run: &[Token<'_>]) -> Option<usize> {
    let dated = |token: &Token<'_>| {
        token.is_close() || token.is_number() || token.is_word() && matches!(&*token.key, "n" | "t")
    };
    let mut again = (2..run.len()).filter(|at| run[*at].is_word() && run[*at].key == run[0].key && dated(&run[at - 1]));
    let (at, third) = (again.next()?, again.next());
    (third.is_none() && dated(&run[run.len() - 1]) && run.len() >= 4 && run[1].key != run[0].key).then_some(at)
}

/// A power of ten from a thousand on, the base of a rate: `10.000 penduduk`.
fn is_rate_base(value: &crate::Number) -> bool {
    let text = value.to_string();
    text.len() >= 4 && text.starts_with('1') && text[1..].bytes().all(|b| b == b'0')
}

/// The text of a name: as written, white space made one space.
pub(super) fn name_text(run: &[Token<'_>]) -> String {
    let mut text = String::new();
    for (at, token) in run.iter().enumerate() {
        if at > 0 && (token.spaced || token.line != run[at - 1].line) {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    Name::from(text).as_str().to_owned()
}

fn number(token: &Token<'_>, notes: &mut Vec<Note>) -> Item {
    let comma = |value: &crate::Number| value.to_string().replace('.', ",");
    match &token.kind {
        Kind::Percent(value) => Item::Percent { text: format!("{}%", comma(value)), span: token.span },
        Kind::PerMille(value) => Item::Number { text: format!("({} / 1000)", comma(value)), span: token.span },
        Kind::Number { value, unsure } => {
            // A whole number never begins with a zero: its mark is lost.
            let unsure = *unsure
                || token.text.len() > 1
                    && token.text.starts_with('0')
                    && token.text.bytes().all(|b| b.is_ascii_digit());
            if unsure {
                // The point can open decimals, the comma part thousands, and before the digits a mark can be lost.
                let other = if token.text.contains(',') {
                    token.text.replace(',', "")
                } else if token.text.contains('.') {
                    token.text.to_owned()
                } else {
                    format!("0.{}", token.text.trim_start_matches('0'))
                };
                notes.push(
                    Note::new(Code::AmbiguousNumber, Severity::Doubt, token.span)
                        .with("angka", token.text)
                        .with("dibaca", comma(value))
                        .with("lain", other.replace('.', ","))
                        .suggest(token.span, comma(value))
                        .other(other),
                );
            }
            Item::Number { text: comma(value), span: token.span }
        }
        _ => Item::Name { text: token.text.to_owned(), span: token.span },
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

/// A quotient that the text calls a percentage in words is shown as one.
fn show_in_percent(items: &mut Vec<Item>) {
    let percent = items.iter().any(|item| matches!(item, Item::Percent { .. }));
    let hundred = items.iter().any(|item| matches!(item, Item::Number { text, .. } if text == "100"));
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
    items.push(Item::Percent { text: "100%".to_owned(), span: end });
}

/// Writes the canonical text and reads it by the grammar; every leaf gets the place it came from.
pub(super) fn build(items: &[Item]) -> Result<Expr> {
    let mut text = String::new();
    let mut places: Vec<(usize, Span)> = Vec::new();
    // A function without brackets takes the next operand alone.
    let mut close_after: Option<usize> = None;
    for (at, item) in items.iter().enumerate() {
        places.push((text.len(), item.span()));
        match item {
            Item::Name { text: name, .. } => {
                text.push('"');
                for c in name.chars() {
                    if matches!(c, '"' | '\\') {
                        text.push('\\');
                    }
                    text.push(c);
                }
                text.push('"');
            }
            Item::Number { text: number, .. } | Item::Percent { text: number, .. } => text.push_str(number),
            Item::Op { operator, .. } => {
                text.push(' ');
                text.push_str(operator.sign());
                text.push(' ');
            }
            Item::Open(_) => text.push('('),
            Item::Close(_) => text.push(')'),
            Item::Separator(_) => text.push_str("; "),
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
    let formula = Formula::canonical(&text).map_err(|error| {
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
    })?;
    Ok(formula.into_expr().placed(|at| {
        let place = places.partition_point(|(from, _)| *from <= at).saturating_sub(1);
        places.get(place).map_or(Span::default(), |(_, span)| *span)
    }))
}

/// The names of numbers with a noun behind an operator of division, which can be the base of a rate.
pub(super) fn rate_base(expr: &Expr) -> Option<(Span, String, String)> {
    expr.nodes().iter().find_map(|node| match &node.kind {
        crate::formula::NodeKind::Variable(name) => {
            let (number, noun) = name.as_str().split_once(' ')?;
            let plain = number.replace('.', "");
            let round = plain.len() >= 4 && plain.starts_with('1') && plain[1..].bytes().all(|b| b == b'0');
            (round && noun.split(' ').count() <= 2).then(|| (node.span, number.to_owned(), noun.to_owned()))
        }
        _ => None,
    })
}

/// Whether a name ends with a word that cannot end one, as at the edge of a cell.
pub(super) fn cut_off(run: &str) -> bool {
    let last = run.rsplit(' ').next().unwrap_or("").to_lowercase();
    words::never_last(&last)
}
