//! One operand: a run of tokens between operators is a number, a percentage, a name, or several of them side by side.

use super::compose::{Item, name_text};
use super::frame::within_ends;
use super::mend::lost;
use super::problems::{LEFT, RIGHT, missing_operand, unclear_number};
use super::products::{self, Leading};
use super::roles::{Context, Role};
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};
use crate::formula::Operator;

/// What is known when operands are read.
pub(super) struct Operands<'c> {
    pub shape: Shape,
    pub context: &'c Context,
}

/// What the whole of an expression says about each of its operands.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// A sum whose terms all begin with a percentage: `30% IKA + 70% IKU`.
    weighted: bool,
    /// Every operand begins with a number: `7 kasus : 8.245 kelahiran hidup x 100.000`.
    worked: bool,
    /// More than one operand is a number that touches a letter: `2A + 3B`.
    coefficients: bool,
}

impl Shape {
    pub(super) fn of(tokens: &[Token<'_>], roles: &[Role]) -> Self {
        let starts = || {
            (0..tokens.len()).filter(|at| {
                roles[*at] == Role::Part && at.checked_sub(1).is_none_or(|before| roles[before] != Role::Part)
            })
        };
        let sum = roles.contains(&Role::Op(Operator::Add)) && !roles.contains(&Role::Op(Operator::Divide));
        // Weights are percentages, or decimals below one.
        let weight = |at: usize| {
            tokens[at].is_percent()
                || tokens[at].is_number() && tokens[at].text.starts_with("0,") | tokens[at].text.starts_with("0.")
        };
        let percents = || starts().filter(|at| weight(*at)).count();
        let several = starts().nth(1).is_some();
        let coefficient = |at: &usize| {
            if !tokens[*at].is_number() {
                return false;
            }
            let letter = tokens.get(at + 1).is_some_and(|next| products::is_letter(next) && !next.spaced);
            let alone = roles.get(at + 2).is_none_or(|role| *role != Role::Part);
            letter && alone
        };
        Self {
            coefficients: starts().filter(coefficient).nth(1).is_some(),
            weighted: sum && percents() >= 2 && starts().all(weight),
            worked: several && starts().all(|at| tokens[at].is_number() || tokens[at].is_percent()),
        }
    }
}

/// A run without operators that falls into more parts is no formula.
const MOST_PARTS: usize = 32;

impl Operands<'_> {
    /// One run of tokens, in view of the whole.
    pub(super) fn read(&self, run: &[Token<'_>], items: &mut Vec<Item>, notes: &mut Vec<Note>) -> Result<()> {
        let shape = self.shape;
        // `60% Rata-rata Rapor`: a hyphen that joins is no sign.
        let joins = |token: &Token<'_>| token.is_word() || token.is_sign('-') && !token.spaced;
        let words_only = run.len() > 1 && run[1..].iter().all(joins);
        if shape.weighted && words_only {
            items.push(number(&run[0], notes));
            let span = Span::at(run[1].span.start);
            items.push(Item::Op { operator: Operator::Multiply, span, written: String::new() });
            // `50% dari A`
            let of = usize::from(run.len() > 2 && run[1].is_key("dari"));
            return self.operand(&run[1 + of..], items, notes, 0);
        }
        // `412.508 RT`: behind a number of many digits capitals abbreviate what is counted.
        let many = run[0].text.len() > 2 && !run[0].text.contains(',');
        let unit = |token: &Token<'_>| {
            let short = (2..=4).contains(&token.text.chars().count()) && token.text.chars().all(char::is_uppercase);
            token.text.starts_with(char::is_lowercase) || many && short
        };
        let lower = || run.iter().skip(1).all(unit);
        if shape.worked && words_only && run[0].is_number() && run.len() <= 4 && lower() {
            items.push(number(&run[0], notes));
            return Ok(());
        }
        self.operand(run, items, notes, 0)
    }

    /// One run of tokens between operators, behind so many parts of it that were read.
    fn operand(&self, run: &[Token<'_>], items: &mut Vec<Item>, notes: &mut Vec<Note>, parts: usize) -> Result<()> {
        if parts > MOST_PARTS {
            let span = run.first().map_or(Span::default(), |first| first.span);
            return Err(Error::new(Code::TooManyTerms).at(span).with("batas", MOST_PARTS));
        }
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
        if !run
            .iter()
            .any(|token| token.is_word() || token.is_number() || token.is_percent() || token.kind == Kind::Quoted)
        {
            return lone_signs(run, items);
        }
        let mut run = &run[within_ends(run)];
        while let [before @ .., last] = run
            && matches!(last.kind, Kind::Sign('*' | ':' | '-' | '–' | '=' | '_'))
        {
            // A minus between blanks at the end takes away nothing.
            let operand = |token: &Token<'_>| {
                token.is_word() || token.kind == Kind::Quoted || token.is_number() || token.is_percent()
            };
            if last.spaced && last.is_sign('-') && before.last().is_some_and(operand) {
                return Err(missing_operand(last.text, last.span, RIGHT));
            }
            run = before;
        }
        while let [first, rest @ ..] = run
            && (matches!(first.kind, Kind::Sign('*' | ':' | '=' | '_'))
                || first.is_sign('-') && rest.first().is_some_and(|next| next.spaced))
        {
            run = rest;
        }
        let Some(first) = run.first() else { return Ok(()) };
        let span = first.span.hull(run[run.len() - 1].span);
        if let Some(at) = products::second_letter(run, self.context) {
            let summed = matches!(items.last(), Some(Item::Call { .. }));
            self.operand(&run[..at], items, notes, parts + 1)?;
            multiply(run, at, !summed, items, notes);
            return self.operand(&run[at..], items, notes, parts + 1);
        }
        if first.is_number() && run.len() > 1 && run[1].kind != Kind::Quoted {
            let over =
                matches!(items.as_slice(), [.., Item::Number { .. }, Item::Op { operator: Operator::Divide, .. }]);
            // `151,5 M3`: a number with its unit.
            let unit = run.len() == 2 && run[1].is_word() && run[1].spaced && words::measure(run[1].text);
            if unit || is_base_of_rate(run, items) {
                items.push(number(first, notes));
                return Ok(());
            }
            let leading = products::leading(run, over, self.context);
            if leading == Leading::Counted && run.iter().any(|token| token.is_sign('/')) {
                items.push(number(first, notes));
                return Ok(());
            }
            let factor =
                leading == Leading::Factor || self.shape.coefficients && run.len() == 2 && products::is_letter(&run[1]);
            if factor && !scales(first, items) {
                items.push(number(first, notes));
                // `1/2 A` and `0,25A` are how formulas write a product; words beside a number are less sure.
                let sure = run.len() == 2 && (over || !run[1].spaced);
                multiply(run, 1, !sure, items, notes);
                return self.operand(&run[1..], items, notes, parts + 1);
            }
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
        let spoken = match run {
            [one] => super::number_words::fraction(&[&one.key]),
            [count, part] => super::number_words::fraction(&[&count.key, &part.key]),
            _ => None,
        };
        if let Some((above, below)) = spoken {
            let number = |text: &str| Item::Number { text: text.to_owned(), span };
            items.extend([Item::Open(Span::at(span.start)), number(&above)]);
            items.push(Item::Op { operator: Operator::Divide, span, written: name_text(run) });
            items.extend([number(below), Item::Close(Span::at(span.end))]);
            return Ok(());
        }
        if let Some(number) =
            number_in_words(run, span).filter(|_| matches!(items.last(), None | Some(Item::Op { .. })))
        {
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
            // A word behind an exponent is none: `(Ci/Lij)² maks`.
            (Kind::Number { value, .. }, 2..)
                if matches!(items.last(), Some(Item::Op { operator: Operator::Power, .. })) =>
            {
                return Err(Error::new(Code::MissingOperator)
                    .at(Span::at(run[1].span.start))
                    .with("kiri", format!("^ {value}"))
                    .with("kanan", name_text(&run[1..])));
            }
            (Kind::Number { value, .. }, 2) if run[1].is_word() && !run[1].is_symbol() && !is_rate_base(value) => {
                items.push(number(first, notes));
                return Ok(());
            }
            (Kind::Number { .. } | Kind::Percent(_), 2) if run[1].kind == Kind::Quoted => {
                items.push(number(first, notes));
                return self.operand(&run[1..], items, notes, parts + 1);
            }
            // `80% dari jumlah pegawai`
            (Kind::Percent(_), length) if length > 2 && run[1].is_key("dari") => {
                items.push(number(first, notes));
                multiply(run, 1, true, items, notes);
                return self.operand(&run[2..], items, notes, parts + 1);
            }
            // `100% jumlah B`: a percentage, then a quantity, with no sign between.
            (Kind::Number { value, .. }, length)
                if length > 1
                    && is_scale(value)
                    && run[1].is_word()
                    && matches!(items.last(), Some(Item::Op { operator: Operator::Multiply, .. })) =>
            {
                items.push(number(first, notes));
                return self.operand(&run[1..], items, notes, parts + 1);
            }
            (Kind::Percent(_), length)
                if length > 1 && items.last().is_some_and(|last| matches!(last, Item::Op { .. })) =>
            {
                items.push(number(first, notes));
                return self.operand(&run[1..], items, notes, parts + 1);
            }
            _ => {}
        }
        // `Y 100%` at the end of a run: the sign before the percentage is missing.
        if let Some(last) = run.last().filter(|last| last.is_percent() && run.len() > 1 && run[0].is_word()) {
            let scale = matches!(&last.kind, Kind::Percent(value) if is_hundred(value));
            let divided = items.iter().any(|item| matches!(item, Item::Op { operator: Operator::Divide, .. }));
            if scale && divided {
                self.operand(&run[..run.len() - 1], items, notes, parts + 1)?;
                notes.push(
                    Note::new(Code::MissingTimes, Severity::Repair, Span::at(last.span.start))
                        .with("angka", name_text(std::slice::from_ref(last)))
                        .suggest(Span::at(last.span.start), "x "),
                );
                items.push(Item::Op {
                    operator: Operator::Multiply,
                    span: Span::at(last.span.start),
                    written: "x".to_owned(),
                });
                items.push(number(last, notes));
                return Ok(());
            }
        }
        if let Some(at) = lost_minus(run) {
            let place = Span::at(run[at].span.start);
            self.operand(&run[..at], items, notes, parts + 1)?;
            let (left, right) = (name_text(&run[..at]), name_text(&run[at..]));
            // `A - B B x 100`: nothing is subtracted from itself, so the bar is lost.
            let (operator, sign) = if left == right { (Operator::Divide, "/ ") } else { (Operator::Subtract, "- ") };
            notes.push(lost(place, &left, &right, operator).suggest(place, sign));
            items.push(Item::Op { operator, span: place, written: String::new() });
            return self.operand(&run[at..], items, notes, parts + 1);
        }
        // Two sums of money side by side lost what joined them.
        if run.len() > 1 && run.iter().all(|token| token.is_number() || token.is_percent()) {
            return Err(unclear_number(run, &name_text(run), span));
        }
        let text = name_text(run);
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
                return Err(unclear_number(run, &text, span));
            }
            // Dots for `and so on` stand as a name of their own in an enumeration; other loose signs name nothing.
            if !text.contains('…') {
                return lone_signs(run, items);
            }
        }
        items.push(Item::Name { text, span });
        Ok(())
    }
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

/// A multiplication before `run[at]` that is not written.
fn multiply(run: &[Token<'_>], at: usize, noted: bool, items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let place = Span::at(run[at].span.start);
    if noted {
        let (left, right) = (name_text(&run[..at]), name_text(&run[at..]));
        notes.push(lost(place, &left, &right, Operator::Multiply).suggest(place, "x "));
    }
    items.push(Item::Op { operator: Operator::Multiply, span: place, written: String::new() });
}

/// `... / jumlah kelahiran hidup x 1.000 KH`: the noun of the base of a rate, behind the quotient.
fn is_base_of_rate(run: &[Token<'_>], items: &[Item]) -> bool {
    let Kind::Number { value, .. } = &run[0].kind else { return false };
    let divided = items.iter().any(|item| matches!(item, Item::Op { operator: Operator::Divide, .. }));
    let noun = |token: &Token<'_>| {
        let short = token.text.chars().count() <= 3 && token.text.chars().all(char::is_uppercase);
        token.is_word()
            && (short || token.text.starts_with(char::is_lowercase))
            && (!words::quantity_head(&token.key) || token.key == "penduduk")
    };
    let multiplied = matches!(items.last(), Some(Item::Op { operator: Operator::Multiply, .. }));
    is_rate_base(value) && divided && multiplied && run.len() <= 4 && run[1..].iter().all(noun)
}

/// Whether a power of ten stands behind a multiplication, where it scales what came before.
fn scales(number: &Token<'_>, items: &[Item]) -> bool {
    matches!(&number.kind, Kind::Number { value, .. } if is_scale(value))
        && matches!(items.last(), Some(Item::Op { operator: Operator::Multiply, .. }))
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
pub(super) fn is_scale(value: &crate::Number) -> bool {
    is_hundred(value) || is_rate_base(value)
}

/// Whether a number is 100, as in `100%`.
pub(super) fn is_hundred(value: &crate::Number) -> bool {
    *value == crate::Number::from(100)
}

/// Where the second of two dated names begins that stand side by side: `KPBS (t+1) KPBS (t)` lost its minus.
fn lost_minus(run: &[Token<'_>]) -> Option<usize> {
    let period = |token: &Token<'_>| token.is_number() || token.is_word() && matches!(&*token.key, "n" | "t");
    let dated = |end: usize| {
        period(&run[end - 1]) || run[end - 1].is_close() && run[..end - 1].iter().rev().take(3).any(period)
    };
    let mut again = (2..run.len()).filter(|at| run[*at].is_word() && run[*at].key == run[0].key && dated(*at));
    let (at, third) = (again.next()?, again.next());
    // Counts that stand side by side are more likely a part and its whole, unless only their periods differ.
    let counts = matches!(&*run[0].key, "jumlah" | "jml" | "jlh" | "jmlh" | "banyaknya" | "luas" | "panjang");
    let named = |side: &[Token<'_>]| side.iter().take_while(|token| token.is_word() && !period(token)).count();
    let (left, right) = (named(&run[..at]), named(&run[at..]));
    let same = left == right && run[..left].iter().zip(&run[at..]).all(|(a, b)| a.key == b.key);
    if counts && !(same && run[at - 1].is_close()) {
        return None;
    }
    (third.is_none() && dated(run.len()) && run.len() >= 4 && run[1].key != run[0].key).then_some(at)
}

/// A power of ten from a thousand on, the base of a rate: `10.000 penduduk`.
fn is_rate_base(value: &crate::Number) -> bool {
    let text = value.to_string();
    text.len() >= 4 && text.starts_with('1') && text[1..].bytes().all(|b| b == b'0')
}

fn number(token: &Token<'_>, notes: &mut Vec<Note>) -> Item {
    let comma = |value: &crate::Number| {
        let plain = value.to_plain().unwrap_or_else(|| value.to_string());
        if plain.contains('.') { plain.replace('.', ",") } else { plain }
    };
    match &token.kind {
        Kind::Percent(value) => Item::Percent { text: comma(value) + "%", span: token.span },
        Kind::PerMille(value) => Item::Number { text: format!("({} / 1000)", comma(value)), span: token.span },
        Kind::Number { value, unsure } => {
            // A whole number never begins with a zero: its mark is lost.
            let unsure = *unsure
                || token.text.len() > 1
                    && token.text.starts_with('0')
                    && token.text.bytes().all(|b| b.is_ascii_digit());
            if unsure {
                // The point can open decimals, the comma part thousands, and before the digits a mark can be lost.
                let plain = comma(value);
                let other = if token.text.contains(',') && plain.contains(',') {
                    token.text.replace(',', "")
                } else if token.text.contains([',', '.']) {
                    token.text.to_owned()
                } else {
                    let digits: String = token.text.chars().filter(char::is_ascii_digit).collect();
                    if digits.len() < token.text.len() {
                        digits
                    } else {
                        format!("0,{}", digits.trim_start_matches('0'))
                    }
                };
                // Three digits behind the mark leave the doubt; a fourth says that they are decimals.
                let sure = if plain == token.text { format!("{plain}0") } else { plain.clone() };
                let note = Note::new(Code::AmbiguousNumber, Severity::Doubt, token.span)
                    .with("angka", token.text)
                    .with("dibaca", &plain)
                    .suggest(token.span, sure);
                let other = other.replace('.', ",");
                notes.push(if other == plain { note } else { note.other(other) });
            }
            Item::Number { text: comma(value), span: token.span }
        }
        _ => Item::Name { text: token.text.to_owned(), span: token.span },
    }
}
