//! Tokens: pieces with their plain reading. Signs of lost fonts, maths letters and glued operators are undone here.

use super::{signs, words};
use crate::error::{Code, Error, Result};
use crate::formula::{Operator, Rule, Syntax};
use crate::reading::Limits;
use crate::{Number, Span};
use pest::Parser;
use std::borrow::Cow;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// An opening bracket that groups for certain, as around the numerator of a drawn fraction.
pub(super) const SURE_OPEN: char = '\u{E000}';
/// Its partner.
pub(super) const SURE_CLOSE: char = '\u{E001}';
/// A division that is certain, as a fraction bar.
pub(super) const SURE_DIVIDE: char = '\u{E002}';

/// What a token is before any role is decided.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// A number; `unsure` where its mark could mean the other thing.
    Number { value: Rc<Number>, unsure: bool },
    /// A number with a percent sign or the word persen.
    Percent(Rc<Number>),
    /// A number with a permil sign.
    PerMille(Rc<Number>),
    /// A name in quotes.
    Quoted,
    /// Σ, ∑ or the word SIGMA.
    Sigma,
    /// The word rata-rata where it takes a mean.
    Mean,
    /// Any other sign, made plain: all kinds of multiplication signs are `×`, all kinds of minus signs `−`, but a hyphen is `-`.
    Sign(char),
    /// The end of a line.
    Break,
}

/// The tokens of an expression, which most passes leave as they are.
pub(super) type Tokens<'a, 't> = Cow<'a, [Token<'t>]>;

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    /// As it stands in the text.
    pub text: &'t str,
    /// Lower case, maths letters plain.
    pub key: Cow<'t, str>,
    pub span: Span,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// The line it stands on.
    pub line: u32,
}

impl Token<'_> {
    /// A token that stands for nothing in the text, at a place.
    pub(super) fn made(sign: char, at: Span, line: u32) -> Self {
        Token { kind: Kind::Sign(sign), text: "", key: Cow::Borrowed(""), span: Span::at(at.start), spaced: true, line }
    }

    /// An empty token at the start of this one.
    pub(super) fn clone_start(&self) -> Token<'static> {
        Token::made(' ', Span::at(self.span.start), self.line)
    }

    /// An empty token at the end of this one.
    pub(super) fn clone_end(&self) -> Token<'static> {
        Token::made(' ', Span::at(self.span.end), self.line)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        matches!(self.kind, Kind::Sign(own) if own == sign)
    }

    /// How many dots of a leader or a blank it is: an ellipsis is three.
    pub(super) fn dots(&self) -> usize {
        match self.kind {
            Kind::Sign('.') => 1,
            Kind::Sign('…') => 3,
            _ => 0,
        }
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word)
    }

    pub(super) fn is_key(&self, key: &str) -> bool {
        self.is_word() && self.key == key
    }

    /// A sign of multiplication, the letter x among them.
    pub(super) fn is_times(&self) -> bool {
        self.is_key("x") || matches!(self.kind, Kind::Sign('×' | '*'))
    }

    /// A sign of arithmetic between two operands, the letter `x` among them.
    pub(super) fn is_operator_sign(&self) -> bool {
        self.is_times() || matches!(self.kind, Kind::Sign('+' | '-' | '−' | '–' | '/' | '÷' | ':'))
    }

    /// Makes a word of the language a plain part of a name.
    pub(super) fn keep_in_name(&mut self) {
        self.key = format!("{}_", self.key).into();
    }

    /// A sign or a word that multiplies.
    pub(super) fn multiplies(&self) -> bool {
        let worded = || self.is_key("kali") || words::operator(&self.key) == Some(Operator::Multiply);
        self.is_times() || self.is_word() && worded()
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Sign('(' | SURE_OPEN))
    }

    pub(super) fn is_close(&self) -> bool {
        matches!(self.kind, Kind::Sign(')' | SURE_CLOSE))
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number { .. })
    }

    pub(super) fn is_percent(&self) -> bool {
        matches!(self.kind, Kind::Percent(_) | Kind::PerMille(_))
    }

    /// A power of ten from ten on, or a percentage: what a quotient is scaled by.
    pub(super) fn is_scale(&self) -> bool {
        let digits = || self.text.bytes().filter(|b| !matches!(b, b'.' | b','));
        self.is_percent()
            || self.is_number()
                && digits().next() == Some(b'1')
                && digits().nth(1).is_some()
                && digits().skip(1).all(|b| b == b'0')
    }

    /// Letters that stand for a quantity rather than speak of it: one letter, capitals, letters with digits or index.
    pub(super) fn is_symbol(&self) -> bool {
        if !self.is_word() {
            return false;
        }
        let (mut letters, mut capitals) = (0, 0);
        for c in self.text.chars() {
            if c.is_numeric() || c == '_' {
                return true;
            }
            letters += 1;
            capitals += usize::from(c.is_uppercase());
        }
        letters == 1
            || capitals >= 2
            || letters == 2 && self.text.starts_with(char::is_uppercase)
            || words::indexed_letter(self.text)
    }
}

/// Drops the tokens that are marked; `marks` has one for each.
pub(super) fn drop_marked(tokens: &mut Vec<Token<'_>>, marks: Vec<bool>) {
    let mut marks = marks.into_iter();
    tokens.retain(|_| !marks.next().unwrap_or(false));
}

/// A sign of the text as the sign that it stands for.
fn plain_sign(c: char) -> char {
    match c {
        '×' | '✕' | '✖' | '⨯' | '∗' | '⋅' | '∙' | '·' | '\u{F0B4}' => '×',
        '*' => '*',
        '−' | '\u{F02D}' => '−',
        '–' => '–',
        '—' | '―' | '─' | '━' => '—',
        '‐' | '‑' | '\u{AD}' => '-',
        '÷' | '∕' | '⁄' | '\u{F0B8}' => '÷',
        '∶' | '：' => ':',
        '∑' | '\u{F0E5}' => '∑',
        '[' | '{' | '（' => '(',
        ']' | '}' | '）' => ')',
        '％' => '%',
        '≈' | '≅' | '≡' | '═' | '＝' => '=',
        '•' | '●' | '▪' | '■' | '◦' | '➢' | '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => '•',
        '“' | '”' | '„' | '″' => '"',
        '‘' | '’' | '`' => '\'',
        // The symbol font kept ASCII signs at U+F000 plus their code.
        '\u{F021}'..='\u{F07E}' => char::from_u32(c as u32 - 0xF000).map_or(c, plain_sign),
        _ => c,
    }
}

/// The key of a word: lower case, compatibility letters plain.
fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        Cow::Borrowed(text)
    } else if text.is_ascii() {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Owned(text.nfkc().collect::<String>().to_lowercase())
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens<'t>(text: &'t str, limits: &Limits) -> Result<Vec<Token<'t>>> {
    let whole = Syntax::parse(Rule::pieces, text)
        .map_err(|_| Error::new(Code::NotAFormula).with("kenapa", "tidak terbaca").with("why", "it cannot be read"))?;
    let tokens = Vec::with_capacity(text.len() / 4 + 4);
    let mut cut = Cut { text, limits, tokens, end: 0, line: 0 };
    for piece in whole.flatten() {
        let (rule, place) = (piece.as_rule(), piece.as_span());
        let mut from = place.start();
        match rule {
            Rule::pieces => {}
            Rule::words => {
                for word in place.as_str().as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty()) {
                    cut.piece(rule, from, from + word.len())?;
                    from += word.len() + 1;
                }
            }
            _ => cut.piece(rule, from, place.end())?,
        }
    }
    let mut tokens = cut.tokens;
    join_comparisons(text, &mut tokens);
    let tokens = signs::plain(text, split_glued_x(text, tokens));
    let mut tokens = join_numbers(text, tokens);
    settle_points(&mut tokens);
    Ok(tokens)
}

/// Makes tokens of pieces.
struct Cut<'t, 'l> {
    text: &'t str,
    limits: &'l Limits,
    tokens: Vec<Token<'t>>,
    /// The end of the last piece, or of the amount that was taken at it.
    end: usize,
    line: u32,
}

impl Cut<'_, '_> {
    fn push(&mut self, kind: Kind, from: usize, to: usize, spaced: bool) {
        let (text, line) = (&self.text[from..to], self.line);
        let key = if kind == Kind::Word { fold(text) } else { Cow::Borrowed("") };
        self.tokens.push(Token { kind, text, key, span: Span::new(from, to), spaced, line });
    }

    /// Digits; where their marks make no number, as in a list number or a date, they can only be part of a name.
    fn push_number(&mut self, from: usize, to: usize, spaced: bool) -> Result<()> {
        let kind = match numeral(&self.text[from..to], Span::new(from, to), self.limits)? {
            Some((value, unsure)) => Kind::Number { value, unsure },
            None => Kind::Word,
        };
        self.push(kind, from, to, spaced);
        Ok(())
    }

    fn piece(&mut self, rule: Rule, from: usize, to: usize) -> Result<()> {
        // What an amount such as `Rp500.000` has taken already.
        if from < self.end {
            return Ok(());
        }
        let spaced = from > self.end;
        self.end = to;
        match rule {
            Rule::line_end => {
                self.push(Kind::Break, from, to, spaced);
                self.line += 1;
            }
            Rule::quoted => self.push(Kind::Quoted, from, to, spaced),
            Rule::number => self.push_number(from, to, spaced)?,
            Rule::words => match currency(&self.text[from..]) {
                Some((amount, magnitude)) => {
                    let (digits, letters) = (from + 2, from + 2 + amount.len());
                    self.push(Kind::Word, from, digits, spaced);
                    self.push_number(digits, letters, false)?;
                    self.end = letters + magnitude.len();
                    if !magnitude.is_empty() {
                        self.push(Kind::Word, letters, self.end, false);
                    }
                }
                None => self.word(from, to, spaced)?,
            },
            _ => match self.text[from..to].chars().next().map(plain_sign) {
                Some('∑') => self.push(Kind::Sigma, from, to, spaced),
                Some(sign) => self.push(Kind::Sign(sign), from, to, spaced),
                None => {}
            },
        }
        Ok(())
    }

    /// One word, taken apart where an operator is glued to it: `ΣNilai`, `x100`, `KSPx100`.
    fn word(&mut self, mut from: usize, to: usize, mut spaced: bool) -> Result<()> {
        let mut written = &self.text[from..to];
        // `ΣNilai`, and `ToΣTn` where another sum begins.
        while !written.is_ascii()
            && let Some(sum) = written.find(['Σ', 'Ʃ'])
        {
            if sum > 0 {
                self.push(Kind::Word, from, from + sum, spaced);
                spaced = false;
            }
            let sign = from + sum + 'Σ'.len_utf8();
            self.push(Kind::Sigma, from + sum, sign, spaced);
            (from, spaced) = (sign, false);
            written = &self.text[from..to];
        }
        if written.is_empty() {
            return Ok(());
        }
        // `å` is what the symbol font printed as a sum.
        if matches!(written, "å" | "SIGMA") {
            self.push(Kind::Sigma, from, to, spaced);
            return Ok(());
        }
        // `x100`, `KSPx100`: an x before a power of ten of two zeros or more is never part of a name.
        let digits = written.bytes().rev().take_while(u8::is_ascii_digit).count();
        let letters = written.len() - digits;
        let round =
            digits >= 3 && written[letters..].starts_with('1') && written[letters + 1..].bytes().all(|b| b == b'0');
        if round && matches!(written.as_bytes().get(letters.wrapping_sub(1)), Some(b'x' | b'X')) {
            let (sign, factor) = (from + letters - 1, from + letters);
            if letters > 1 {
                self.push(Kind::Word, from, sign, spaced);
            }
            self.push(Kind::Word, sign, factor, spaced && letters == 1);
            return self.push_number(factor, to, false);
        }
        self.push(Kind::Word, from, to, spaced);
        Ok(())
    }
}

/// `>=`, `<=`, `!=` and their like are one sign each, in which nothing is equal.
fn join_comparisons<'t>(text: &'t str, tokens: &mut Vec<Token<'t>>) {
    let joined = |first: &Token<'_>, second: &Token<'_>| {
        let glued = first.span.end == second.span.start;
        match (&first.kind, &second.kind) {
            (Kind::Sign('>'), Kind::Sign('=')) | (Kind::Sign('='), Kind::Sign('>')) if glued => Some('≥'),
            (Kind::Sign('<'), Kind::Sign('=')) | (Kind::Sign('='), Kind::Sign('<')) if glued => Some('≤'),
            (Kind::Sign('!'), Kind::Sign('=')) | (Kind::Sign('<'), Kind::Sign('>')) if glued => Some('≠'),
            _ => None,
        }
    };
    if !tokens.windows(2).any(|pair| joined(&pair[0], &pair[1]).is_some()) {
        return;
    }
    let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        match out.last_mut().and_then(|last| joined(last, &token).map(|sign| (last, sign))) {
            Some((last, sign)) => {
                last.span = last.span.hull(token.span);
                (last.kind, last.text) = (Kind::Sign(sign), last.span.of(text));
            }
            None => out.push(token),
        }
    }
    *tokens = out;
}

/// The amount of `Rp500.000`, whose letters and digits touch, and the magnitude that touches it, as in `Rp750rb`.
fn currency(text: &str) -> Option<(&str, &str)> {
    let amount = text.strip_prefix("Rp").or_else(|| text.strip_prefix("RP")).or_else(|| text.strip_prefix("rp"))?;
    let mut length = amount.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return None;
    }
    while amount[length..].starts_with(['.', ',']) {
        let digits = amount[length + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        length += 1 + digits;
    }
    let (amount, rest) = amount.split_at(length);
    let letters = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let magnitude = &rest[..letters];
    let known = words::magnitude(&magnitude.to_lowercase()).is_some() || matches!(magnitude, "" | "M" | "T");
    known.then_some((amount, magnitude))
}

/// Parts an `x` that is glued to a word before a number, `1 bulanx 100%`, or to a symbol after one, `2 xT`.
fn split_glued_x<'t>(text: &str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    // A look at all bytes of the text at once, which is cheaper than one at each word.
    let any_x = text.bytes().fold(0, |any, byte| any | u8::from(matches!(byte, b'x' | b'X')));
    let has_x = |token: &Token<'_>| token.text.len() > 1 && token.text.bytes().any(|b| matches!(b, b'x' | b'X'));
    if any_x == 0 || !tokens.iter().any(|token| token.is_word() && has_x(token)) {
        return tokens;
    }
    let factor = |token: &Token<'_>| {
        let digits = token.text.strip_prefix(['x', 'X']).unwrap_or("");
        token.is_word() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    // `x1` is a name where the text has `x2` as well.
    let factors = tokens.iter().filter(|token| factor(token)).count();
    // `0,6X4 + 0,1X5`: symbols with their numbers.
    let numbered = tokens.iter().filter(|token| factor(token) && token.text.starts_with('X')).count();
    let glued = |at: usize| -> Option<usize> {
        let token: &Token<'_> = &tokens[at];
        // `3x4`, and `A/B x3` behind a word.
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let behind = before.is_some_and(|before| {
            before.is_number() && !token.spaced && !(numbered > 1 && token.text.starts_with('X'))
                || factors == 1
                    && token.spaced
                    && token.text.starts_with('x')
                    && (before.is_word() || before.is_close())
        });
        if behind && factor(token) {
            return Some(1);
        }
        // `2xTarget`, `0,3xA`: between a number and a capital the x multiplies.
        let capital = |text: &str| text.chars().nth(1).is_some_and(char::is_uppercase);
        let number = before.is_some_and(|before| before.is_number() && !token.spaced);
        if number && token.is_word() && token.text.starts_with('x') && capital(token.text) {
            return Some(1);
        }
        if token.kind != Kind::Word || !token.text.is_ascii() || token.text.len() < 2 {
            return None;
        }
        let (text, len) = (token.text, token.text.len());
        let round = |next: &Token<'_>| {
            next.is_percent()
                || matches!(next.text, "100" | "1000" | "10000" | "100000" | "1.000" | "10.000" | "100.000")
        };
        if len > 3 && text.ends_with(['x', 'X']) && tokens.get(at + 1).is_some_and(round) {
            return Some(len - 1);
        }
        // `S1xB1`: two letters with their number each.
        if let Some(at) = text[1..].find('x').map(|at| at + 1) {
            let numbered = |part: &str| {
                let letters = part.bytes().take_while(u8::is_ascii_uppercase).count();
                let digits = &part[letters..];
                (1..=3).contains(&letters) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
            };
            if numbered(&text[..at]) && numbered(&text[at + 1..]) {
                return Some(at);
            }
        }
        let capital = text.as_bytes()[0] == b'x' && text.as_bytes()[1].is_ascii_uppercase();
        (capital && len <= 3 && token.spaced && at > 0 && !matches!(tokens[at - 1].kind, Kind::Sign(_) | Kind::Break))
            .then_some(1)
    };
    let cuts: Vec<_> = (0..tokens.len()).map(glued).collect();
    if cuts.iter().all(Option::is_none) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 4);
    for (token, cut) in tokens.into_iter().zip(cuts) {
        let Some(cut) = cut else {
            out.push(token);
            continue;
        };
        let (before, after) = token.text.split_at(cut);
        let middle = token.span.start + cut;
        let apart = !after.bytes().all(|b| b.is_ascii_digit());
        // Between two symbols the x is a piece of its own.
        let (sign, after) = after.split_at(usize::from(after.starts_with('x') && !before.starts_with('x')));
        let parts =
            [(before, token.span.start, token.spaced), (sign, middle, apart), (after, middle + sign.len(), apart)];
        for (text, start, spaced) in parts.into_iter().filter(|part| !part.0.is_empty()) {
            let span = Span::new(start, start + text.len());
            let kind = match text.parse() {
                Ok(value) if !apart && start == middle => Kind::Number { value: Rc::new(value), unsure: false },
                _ => Kind::Word,
            };
            out.push(Token { kind, text, key: fold(text), span, spaced, line: token.line });
        }
    }
    out
}

/// Joins a number with its percent sign, its magnitude (`5 juta`) and its currency (`Rp 9000`).
fn join_numbers<'t>(source: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let Some(first) = tokens.iter().position(Token::is_number) else { return tokens };
    let mut out = tokens;
    let tokens = out.split_off(first);
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at].clone();
        at += 1;
        if let Kind::Number { value, unsure } = token.kind.clone() {
            let mut value = value;
            // `Rp 2 M`: behind a currency the letters M and T abbreviate miliar and triliun. `5rb` needs no blank.
            let money = out.iter().rev().find(|before| !before.is_sign('.')).is_some_and(|before| before.is_key("rp"));
            let zeros = |next: &&Token<'t>| match next.text {
                "M" if money => Some(9),
                "T" if money => Some(12),
                _ => words::magnitude(&next.key).filter(|_| {
                    next.spaced || money || matches!(&*next.key, "rb" | "ribu" | "jt" | "juta" | "miliar" | "milyar")
                }),
            };
            while let Some(zeros) = tokens.get(at).filter(|next| next.is_word()).and_then(|next| zeros(&next)) {
                let scale = format!("1{}", "0".repeat(zeros as usize)).parse().unwrap_or_else(|_| Number::from(1));
                value = Rc::new(&*value * &scale);
                at += 1;
            }
            // `100` at the end of a line, `%` on the next.
            let wrapped = matches!(&tokens[at..], [end, sign, ..] if end.kind == Kind::Break && sign.is_sign('%'))
                && tokens.get(at + 2).is_none_or(|next| next.kind == Kind::Break || next.is_sign('('));
            let spelt = spelt_percent(&tokens[at..]);
            let (kind, joined) = match tokens.get(at) {
                Some(next) if next.is_sign('%') => (Kind::Percent(value), 1),
                _ if wrapped => (Kind::Percent(value), 2),
                Some(next) if next.is_word() && matches!(&*next.key, "persen" | "prosen" | "percent") => {
                    (Kind::Percent(value), 1)
                }
                Some(next) if next.is_sign('‰') || matches!(&*next.key, "permil" | "promil") => {
                    (Kind::PerMille(value), 1)
                }
                _ if is_worded_percent(out.last(), &tokens[at..]) => (Kind::Percent(value), 3),
                _ if spelt > 0 => (Kind::Percent(value), spelt),
                _ => (Kind::Number { value, unsure }, 0),
            };
            at += joined;
            token.kind = kind;
            token.span = token.span.hull(tokens[at - 1].span);
            let dot = out.last().is_some_and(|last| last.is_sign('.'));
            let currency = out.len().checked_sub(1 + usize::from(dot)).and_then(|at| out.get(at));
            if let Some(currency) = currency.filter(|word| word.is_key("rp")) {
                token.span = currency.span.hull(token.span);
                token.spaced = currency.spaced;
                out.truncate(out.len() - 1 - usize::from(dot));
                // `Rp 500.000,-`: no sen.
                let glued = |at: usize, signs: &[char]| {
                    let sign = tokens.get(at).filter(|next| !next.spaced);
                    sign.is_some_and(|next| signs.iter().any(|sign| next.is_sign(*sign)))
                };
                if glued(at, &[',']) && glued(at + 1, &['-', '–', '−']) {
                    at += 2;
                    token.span = token.span.hull(tokens[at - 1].span);
                }
            }
            token.text = source.get(token.span.start..token.span.end).unwrap_or(token.text);
        }
        out.push(token);
    }
    out
}

/// Where one number of a text parts thousands by a point for certain, `412.000`, and none has a decimal point, the others
/// do so too.
fn settle_points(tokens: &mut [Token<'_>]) {
    let marks = |token: &Token<'_>| {
        token.is_number().then(|| token.text.split_once('.')).flatten().map(|(_, part)| part.to_owned())
    };
    let sure = tokens.iter().filter_map(marks).any(|part| part == "000");
    let decimal = tokens.iter().filter_map(marks).any(|part| part.len() != 3 && !part.contains(['.', ',']));
    if sure && !decimal {
        for token in tokens {
            if let Kind::Number { unsure, .. } = &mut token.kind {
                *unsure = *unsure && !token.text.contains('.');
            }
        }
    }
}

/// `100 (seratus) persen`: how many tokens behind a number say it again in words and make it a percentage.
fn spelt_percent(after: &[Token<'_>]) -> usize {
    let close = after.iter().take(6).position(|token| token.is_sign(')')).filter(|close| *close > 1);
    let Some((close, percent)) = close.and_then(|close| Some((close, after.get(close + 1)?))) else { return 0 };
    let words = &after[1..close];
    let spelt = after[0].is_sign('(')
        && words.iter().all(Token::is_word)
        && super::number_words::value(words.iter().map(|token| &*token.key)).is_some()
        && (percent.is_sign('%') || matches!(&*percent.key, "persen" | "prosen" | "percent"));
    if spelt { close + 2 } else { 0 }
}

/// `x 100 (persen)`: whether three tokens after a factor say that it is a percentage.
fn is_worded_percent(before: Option<&Token<'_>>, after: &[Token<'_>]) -> bool {
    let multiplied =
        before.is_some_and(|last| last.is_times() || last.is_word() && words::operator(&last.key).is_some());
    let [open, word, close, ..] = after else { return false };
    let percent = word.is_sign('%') || word.is_word() && words::percent_head(&word.key);
    multiplied && open.is_sign('(') && percent && close.is_sign(')')
}

/// The value of an Indonesian numeral: points part thousands, a comma opens the decimals. Where a mark can only be the
/// other thing (`0.376`, `12.5`, `1,234,567`) it is read so. The flag says that `1.234` or `12,345` could be either.
fn numeral(text: &str, span: Span, limits: &Limits) -> Result<Option<(Rc<Number>, bool)>> {
    if text.len() > limits.digits && text.bytes().filter(u8::is_ascii_digit).count() > limits.digits {
        return Err(Error::new(Code::NumberTooLong).at(span).with("batas", limits.digits));
    }
    let Some(first) = text.find(['.', ',']) else { return Ok(text.parse().ok().map(|value| (Rc::new(value), false))) };
    let last = text.rfind(['.', ',']).unwrap_or(first);
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let groups_of_three = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        groups.next().is_some_and(|head| (1..=3).contains(&head.len())) && groups.all(|group| group.len() == 3)
    };
    let thousands = text[first + 1..].len() == 3 && (1..=3).contains(&first) && !text.starts_with('0');
    let (grouping, unsure) = match (points, commas) {
        (1, 0) if thousands => (".", !text.ends_with("000")),
        (1, 0) => ("", false),
        // `1,000` cannot be a decimal that anybody writes.
        (0, 1) if thousands && text.ends_with("000") => (",", true),
        (0, 1) => ("", thousands),
        (_, 0) if groups_of_three(text, '.') => (".", false),
        (0, _) if groups_of_three(text, ',') => (",", false),
        (_, 1) if text[last..].starts_with(',') && groups_of_three(&text[..last], '.') => (".", false),
        (1, _) if text[last..].starts_with('.') && groups_of_three(&text[..last], ',') => (",", false),
        _ => return Ok(None),
    };
    let plain: String =
        text.chars().filter(|c| !grouping.contains(*c)).map(|c| if c == ',' { '.' } else { c }).collect();
    Ok(plain.parse().ok().map(|value| (Rc::new(value), unsure)))
}
