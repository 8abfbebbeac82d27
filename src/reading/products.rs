//! Factors that stand side by side: `fi xi` under a sum, `P0 e^rt`, `2 A`, `1/2 nilai A`, `0,25 A`.

use super::roles::{Context, part_key};
use super::token::{Kind, Token};
use super::words;

/// A letter with its index, as formulas write a quantity: `f`, `xi`, `P0`, `p_i`; not `PAD`.
pub(super) fn is_letter(token: &Token<'_>) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    // `Lij`: two indices.
    let double = token.text.starts_with(char::is_uppercase)
        && token.text.get(1..).is_some_and(|index| matches!(index, "ij" | "ik" | "jk" | "it" | "jt" | "nt"));
    if double {
        return true;
    }
    let mut letters = token.text.chars();
    let first = letters.next().is_some_and(char::is_alphabetic);
    let indexed = letters.clone().nth(2).is_none() || token.text.bytes().any(|b| b == b'_');
    first
        && indexed
        && (token.is_symbol() || token.text.chars().count() == 2 && token.key.ends_with(['i', 'j', 'k', 'n', 't']))
        && letters.all(|c| c.is_lowercase() || c.is_numeric() || c == '_')
}

/// More letters side by side are no product.
const MOST_FACTORS: usize = 32;

/// Where the second of two factors begins that stand side by side as letters; a lone index is none.
pub(super) fn second_letter(run: &[Token<'_>], context: &Context) -> Option<usize> {
    if !(2..=MOST_FACTORS).contains(&run.len()) || !run.iter().all(is_letter) {
        return None;
    }
    let keys: Vec<&str> = run.iter().map(part_key).collect();
    if context.names(&keys) {
        return None;
    }
    // A lone letter behind another one can be its index, lowered in print: `f i`, `J K`.
    let factor = |at: usize| run[at].text.chars().count() > 1 || run[at].text.starts_with(char::is_lowercase);
    (1..run.len()).find(|at| factor(*at) && !words::index(&run[*at].key) || context.names(&keys[*at..=*at]))
}

/// What a number before other tokens of an operand is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Leading {
    /// The number with its noun: `14 hari`.
    Counted,
    /// A factor of the quantity behind it: `2 A`, `0,25 nilai A`, `1/2 nilai A`.
    Factor,
    /// A part of the name.
    Name,
}

/// What the number is that begins `run`; `over` says that it is the lower part of a fraction of numbers, as in `1/2 A`.
pub(super) fn leading(run: &[Token<'_>], over: bool, context: &Context) -> Leading {
    let (number, rest) = (&run[0], &run[1..]);
    let Some(next) = rest.first() else { return Leading::Counted };
    // `0,7 kg/orang/hari`: what is measured, per what.
    let unit = |token: &Token<'_>| {
        token.is_word() && token.text.starts_with(char::is_lowercase) && !words::quantity_head(&token.key)
    };
    let per = |token: &Token<'_>| token.is_sign('/') && !token.spaced;
    if rest.len() >= 3 && rest.iter().enumerate().all(|(at, token)| if at % 2 == 0 { unit(token) } else { per(token) })
    {
        return Leading::Counted;
    }
    let decimal = matches!(&number.kind, Kind::Number { value, .. } if value.to_string().contains('.'))
        && !number.text.ends_with("000");
    let letter = next.is_symbol() && rest.len() == 1;
    let keys: Vec<&str> = rest.iter().map(part_key).collect();
    let named = context.names(&keys);
    let head = next.is_word() && words::quantity_head(&next.key);
    let capital = next.is_word() && next.text.starts_with(char::is_uppercase);
    match () {
        () if named => Leading::Factor,
        // `2A` can be a name of its own; a decimal that touches a letter cannot.
        () if letter && (next.spaced || decimal || over) => Leading::Factor,
        () if decimal && (head || capital && next.spaced) => Leading::Factor,
        () if over && next.is_word() && next.spaced && (head || capital || rest.len() > 1) => Leading::Factor,
        () if head && next.spaced && rest.len() > 1 && next.key != "jam" => Leading::Factor,
        () if rest.len() == 1 && next.is_word() && !next.is_symbol() => Leading::Counted,
        () => Leading::Name,
    }
}
