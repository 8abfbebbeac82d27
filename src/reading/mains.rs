//! Which statements of a text are formulas of their own, and which only define what these use.

use super::definitions::Entry;
use super::frame::{self, Statement};
use super::token::{Kind, Token};
use super::words;
use crate::formula::Operator;

/// Among how many tokens of the formula and its definitions a label is looked for.
pub(super) const MOST_USED: usize = 2_000;

/// Which statements are formulas of their own, and which only define what the first one uses.
pub(super) fn split_statements(statements: Vec<Statement<'_>>) -> (Vec<Statement<'_>>, Vec<Entry<'_>>) {
    if statements.len() < 2 {
        return (statements, Vec::new());
    }
    let mut statements = statements.into_iter();
    let Some(first) = statements.next() else { return (Vec::new(), Vec::new()) };
    let first_computes = frame::computes(&first.body);
    let mut used: Vec<Token<'_>> = first.body.clone();
    let mut mains = vec![first];
    let mut entries = Vec::new();
    for statement in statements {
        let symbol =
            !statement.label.is_empty() && statement.label.len() <= 6 && statement.label.iter().any(Token::is_symbol);
        let stands_in = !statement.label.is_empty()
            && used.len() <= MOST_USED
            && used
                .windows(statement.label.len())
                .any(|run| run.iter().zip(&statement.label).all(|(a, b)| a.text == b.text));
        let plain = !frame::computes(&statement.body) || symbol && !sure_to_compute(&statement.body);
        if first_computes && plain && same_tokens(&mains[0].label, &statement.label) && statement.body.len() == 1 {
            // `IMG = ...`, then `IMG = 92,45`: what comes out.
            let main = &mut mains[0];
            main.results.push(statement.body);
        } else if first_computes && (stands_in || symbol && plain && !alike(&mains[0].label, &statement)) {
            used.extend(statement.body.iter().cloned());
            entries.push(Entry { name: statement.label, label: Vec::new(), value: statement.body });
        } else if mains.iter().any(|main| same_tokens(&main.body, &statement.body)) {
            // The same formula twice, as in a heading and its line.
        } else {
            mains.push(statement);
        }
    }
    values_first(&mut mains, &mut entries);
    (mains, entries)
}

/// `A = 148; B = 160`, then `A/B x 100%`: symbols that stand alone and are used behind define what they stand for.
fn values_first<'t>(mains: &mut Vec<Statement<'t>>, entries: &mut Vec<Entry<'t>>) {
    let mut computing = mains.iter().enumerate().filter(|(_, main)| frame::computes(&main.body)).map(|(at, _)| at);
    let (Some(at), None) = (computing.next(), computing.next()) else { return };
    let body = mains[at].body.clone();
    let used = |main: &Statement<'_>| {
        matches!(main.label.as_slice(), [symbol] if symbol.is_symbol()
            && body.len() <= MOST_USED
            && body.iter().any(|token| token.is_word() && token.text == symbol.text))
    };
    if at < 2 || !mains[..at].iter().all(used) {
        return;
    }
    let main = mains.split_off(at);
    let defined = std::mem::replace(mains, main);
    entries.extend(defined.into_iter().map(|main| Entry { name: main.label, label: Vec::new(), value: main.body }));
}

/// `Kolom (10) A = ...` and `Kolom (10) B = ...`: two formulas whose labels begin alike.
fn alike(label: &[Token<'_>], other: &Statement<'_>) -> bool {
    let begins = |label: &[Token<'_>]| label.len() > 1 && !label[0].is_symbol();
    begins(label) && begins(&other.label) && label[0].text == other.label[0].text && frame::computes_apart(&other.body)
}

fn same_tokens(a: &[Token<'_>], b: &[Token<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.text == b.text)
}

/// Whether the value of a definition is a formula for certain; the slashes and dashes of an explanation are none.
pub(super) fn sure_to_compute(value: &[Token<'_>]) -> bool {
    if only_symbols(value) {
        return true;
    }
    // `rasio jumlah A terhadap jumlah B`
    let ratio = value.first().is_some_and(|first| first.is_word() && words::ratio_head(&first.key));
    let head = |pair: &[Token<'_>]| pair[0].is_key("terhadap") && words::quantity_head(&pair[1].key);
    if ratio && value.windows(2).filter(|pair| head(pair)).count() == 1 {
        return true;
    }
    let mut depth = 0;
    value.iter().enumerate().any(|(at, token)| {
        depth = frame::deepen(depth, token);
        let next = value.get(at + 1);
        let number_beside =
            at > 0 && value[at - 1].is_number() && next.is_some_and(|next| next.is_number() || next.is_open());
        token.is_word()
            && matches!(words::operator(&token.key), Some(Operator::Divide | Operator::Multiply))
            && !matches!(&*token.key, "dibanding" | "dibandingkan")
            || matches!(token.kind, Kind::Sign('×' | '÷' | '+')) && depth == 0
            || token.is_sign('/') && (number_beside || heads_beside(value, at))
            || (token.is_key("x") || token.is_sign('*'))
                && next.is_some_and(|next| next.is_percent() || next.is_open() || next.text.starts_with("100"))
    })
}

/// `Jumlah koleksi / Jumlah penduduk`: a slash between blanks, a count on both sides.
fn heads_beside(value: &[Token<'_>], at: usize) -> bool {
    let counts =
        |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_word() && words::count_head(&token.key));
    let next = value.get(at + 1);
    value[at].spaced && next.is_some_and(|next| next.spaced) && counts(value.first()) && counts(next)
}

/// `C x 2`, `(a + b) / n`: symbols and numbers alone with an operator between. Slashes between two words in capitals,
/// `SD/MI`, say "or", unless blanks or letters with an index say otherwise.
fn only_symbols(value: &[Token<'_>]) -> bool {
    let letter = super::products::is_letter;
    let operand = |token: &Token<'_>| token.is_symbol() || letter(token) || token.is_number() || token.is_percent();
    let computes = |at: usize| {
        let (token, beside) = (&value[at], [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| value.get(at))));
        let [Some(left), Some(right)] = beside else { return false };
        let apart = token.spaced && right.spaced;
        let letters = letter(left) && letter(right);
        let sides = (operand(left) || left.is_close()) && (operand(right) || right.is_open());
        sides
            && (apart || letters || left.is_close() || right.is_open())
            && (token.is_times() || matches!(token.kind, Kind::Sign('/' | '÷' | '+' | '-' | '−' | '–')))
    };
    let fits = |token: &Token<'_>| {
        operand(token)
            || token.is_open()
            || token.is_close()
            || token.is_times()
            || matches!(token.kind, Kind::Sign('/' | '÷' | '+' | '-' | '−' | '–' | '^'))
    };
    value.len() >= 3 && value.len() <= 64 && value.iter().all(fits) && (1..value.len()).any(computes)
}
