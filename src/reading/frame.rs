//! The frame around a formula: label, definitions, stated results, remarks.

use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token};
use super::{colon, copula, lead_ins, means, remarks, words};
use crate::Span;
use crate::formula::Operator;

/// One formula of the text with what frames it.
#[derive(Debug, Default)]
pub(super) struct Statement<'t> {
    pub label: Vec<Token<'t>>,
    pub body: Vec<Token<'t>>,
    /// What a worked text says comes out, in order.
    pub results: Vec<Vec<Token<'t>>>,
    /// Whether the text says in words that the result is shown in percent.
    pub in_percent: bool,
    /// Whether its label and remarks are settled already.
    pub framed: bool,
    /// A colon that ends a label, and could divide.
    pub doubtful_colon: Option<Span>,
    /// What was cut off although it computes.
    pub ignored: Option<Span>,
    /// The count that a sentence says the label is: `X adalah jumlah Y`.
    pub told: Option<Span>,
}

/// Bracket depth after a token, never below zero.
pub(super) fn deepen(depth: usize, token: &Token<'_>) -> usize {
    if token.is_open() {
        depth + 1
    } else if token.is_close() {
        depth.saturating_sub(1)
    } else {
        depth
    }
}

/// Drops punctuation, bullets and line ends at both ends.
pub(super) fn trim_ends(tokens: &mut Vec<Token<'_>>) {
    let within = within_ends(tokens);
    tokens.truncate(within.end);
    tokens.drain(..within.start);
}

/// What is left without punctuation, bullets and line ends at both ends.
pub(super) fn within_ends(tokens: &[Token<'_>]) -> std::ops::Range<usize> {
    let noise = |token: &Token<'_>| {
        matches!(token.kind, Kind::Break | Kind::Sign('.' | ',' | ';' | '•' | '…' | '$' | '\'' | '"' | '&'))
    };
    let mut rest = tokens;
    while let [before @ .., last] = rest
        && noise(last)
    {
        // Dots behind an operator stand for an operand.
        let operator = |token: &Token<'_>| matches!(token.kind, Kind::Sign('/' | '+' | '-' | '×' | '*'));
        if last.is_sign('…') && before.last().is_some_and(operator) {
            break;
        }
        rest = before;
    }
    rest.iter().take_while(|token| noise(token)).count()..rest.len()
}

/// Drops what stands before a formula and is no part of it: bullets, list numbers, a leading `=`.
pub(super) fn strip_lead(tokens: &mut Vec<Token<'_>>) {
    let mut from = 0;
    loop {
        let rest = &tokens[from..];
        let spaced = |at: usize| rest.get(at).is_some_and(|next| next.spaced || next.kind == Kind::Break);
        from += match rest {
            [first, ..]
                if matches!(first.kind, Kind::Break | Kind::Sign('•' | '=' | ',' | ';' | '$' | '.' | '\u{F06E}')) =>
            {
                1
            }
            // A dash, a star or a tick before a word lists.
            [first, next, ..]
                if matches!(first.kind, Kind::Sign('-' | '–' | '—' | '*' | 'ü' | '>'))
                    && (next.is_word() || next.is_open() && next.spaced)
                    // `-A + B` begins with a minus.
                    && (next.spaced || !next.is_symbol() || first.is_sign('*')) =>
            {
                1
            }
            [first, dot, ..] if dot.is_sign('.') && spaced(2) && first.is_word() && first.text.chars().count() == 1 => {
                2
            }
            [first, dot, ..] if dot.is_sign('.') && spaced(2) && first.is_number() && first.text.len() <= 2 => 2,
            // `(1) A / B`, `(a) A / B`
            [open, first, close, next, ..]
                if open.is_sign('(')
                    && close.is_sign(')')
                    && first.text.len() <= 2
                    && (first.is_number() || first.is_word() && first.text.bytes().all(|b| b.is_ascii_lowercase()))
                    && next.is_word()
                    && next.spaced
                    && !next.is_key("x")
                    && words::operator(&next.key).is_none() =>
            {
                3
            }
            [first, close, ..]
                if close.is_sign(')') && first.text.len() <= 2 && (first.is_number() || first.is_word()) =>
            {
                2
            }
            [first, next, ..]
                if is_list_number(first.text)
                    && (first.is_word()
                        && !matches!(next.kind, Kind::Sign('/' | '×' | '*' | '+' | '÷'))
                        && !next.is_key("x")) =>
            {
                1
            }
            _ => break,
        };
    }
    tokens.drain(..from);
}

/// `1.1.1` and the like, which are no number.
fn is_list_number(text: &str) -> bool {
    text.contains('.') && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// A label without the headings and the sentence around it; empty where nothing of it is a name.
pub(super) fn label<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut tokens = tokens.to_vec();
    strip_lead(&mut tokens);
    if let Some(end) = remarks::sentence_end(&tokens) {
        tokens.drain(..=end);
    }
    // `Indeks Kualitas Air` above `IKA =`: the name of the symbol.
    if let [title @ .., symbol] = tokens.as_slice()
        && title.len() > 1
        && symbol.is_symbol()
        && symbol.text.chars().count() > 1
        && title.last().is_some_and(|last| last.line < symbol.line)
        && title.iter().all(|token| token.is_word() && token.line == title[0].line)
    {
        return vec![symbol.clone()];
    }
    // `... yang seharusnya. rumus :`: a sentence, then a heading.
    if let Some(stop) = tokens.iter().rposition(|token| token.is_sign('.'))
        && stop > 6
        && stop + 1 < tokens.len()
        && only_heads(&tokens[stop + 1..])
    {
        return Vec::new();
    }
    strip_article(&mut tokens);
    // `Diagram Muatan Yang dimaksud dengan diagram muatan adalah`
    let meant = tokens.windows(2).position(|two| two[0].is_key("dimaksud") && two[1].is_key("dengan"));
    if let Some(at) = meant.filter(|at| at + 2 < tokens.len()) {
        tokens.drain(..at + 2);
    }
    // `Indeks X, menurut Peraturan ini,`: a clause behind the name.
    if let Some(comma) = (1..tokens.len()).find(|at| {
        tokens[*at].is_sign(',')
            && tokens
                .get(at + 1)
                .is_some_and(|next| matches!(&*next.key, "menurut" | "sebagaimana" | "sesuai" | "berdasarkan"))
    }) {
        tokens.truncate(comma);
    }
    // `Jika R < 25, maka Skor`, `untuk unit dengan ..., maka Skor`: the condition is none of it.
    let conditional =
        tokens.first().is_some_and(|first| first.is_word() && (words::condition(&first.key) || first.key == "untuk"));
    if let Some(then) = tokens.iter().position(|token| token.is_key("maka")).filter(|_| conditional) {
        tokens.drain(..=then);
    }
    // What follows the last word that announces a formula is the label: `X dihitung dengan rumus Y =`.
    let announced = tokens.iter().rposition(|token| {
        token.is_word()
            && (words::reckoning(&token.key) || words::copula(&token.key) || matches!(&*token.key, "rumus" | "berikut"))
    });
    if let Some(at) = announced {
        let tail = &tokens[at + 1..];
        let named = tail.iter().any(|token| token.is_word() && !words::apparatus(&token.key));
        if named {
            tokens.drain(..=at);
        } else {
            let head = tokens
                .iter()
                .position(|token| token.is_word() && (words::reckoning(&token.key) || words::copula(&token.key)));
            tokens.truncate(head.unwrap_or(at));
        }
    }
    // `Celah fiskal sebagaimana dimaksud pada ayat (4)`
    let cited = tokens.windows(2).position(|two| two[0].is_key("sebagaimana") && two[1].is_key("dimaksud"));
    tokens.truncate(cited.filter(|at| *at > 0).unwrap_or(tokens.len()));
    // `X dapat diartikan sebagai`, `X akan didapatkan dari`, `X yang diperoleh dari`
    while tokens.len() > 1
        && tokens.last().is_some_and(|last| matches!(&*last.key, "dapat" | "bisa" | "sendiri" | "akan" | "yang"))
    {
        tokens.pop();
    }
    loop {
        let drop = tokens.first().is_some_and(|first| {
            !first.is_word() && !first.is_number() && !first.is_open() && !first.is_sign('%')
                || first.is_word()
                    && (words::pure_heading(&first.key) && tokens.len() > 1
                        || matches!(&*first.key, "untuk" | "menghitung" | "mendapatkan" | "dengan" | "maka" | "adapun"))
                || first.is_number() && tokens.get(1).is_some_and(|next| next.is_sign('.'))
        });
        if !drop {
            break;
        }
        tokens.remove(0);
    }
    while tokens.last().is_some_and(|last| {
        !last.is_word()
            && !last.is_close()
            && !last.is_number()
            && !last.is_percent()
            && !last.is_sign('%')
            && last.kind != Kind::Quoted
    }) {
        tokens.pop();
    }
    // `Indikator ini dihitung dari`, `Rumus sebagai berikut:` name nothing.
    let points = |token: &Token<'_>| matches!(&*token.key, "ini" | "itu" | "tersebut" | "sebagai");
    if tokens.iter().all(|token| !token.is_word() || words::pure_heading(&token.key) || points(token)) {
        return Vec::new();
    }
    tokens
}

/// Drops the number of an article or paragraph of a regulation before a label: `Pasal 13 1 Harga dasar`, `2 Biaya kelola`.
fn strip_article(tokens: &mut Vec<Token<'_>>) {
    let article = usize::from(tokens.first().is_some_and(|first| first.is_key("pasal"))) * 2;
    let Some(rest) = tokens.get(article..) else { return };
    let paragraph = match rest {
        [number, next, _, ..]
            if number.is_number()
                && number.text.len() <= 2
                && next.is_word()
                && next.spaced
                && next.text.starts_with(char::is_uppercase) =>
        {
            1
        }
        _ => 0,
    };
    tokens.drain(..article + paragraph);
}

/// `TP`, `IT %`, `SKT akhir`: a symbol, with a word behind it at most.
pub(super) fn names_result(tokens: &[Token<'_>]) -> bool {
    let [symbol, rest @ ..] = tokens else { return false };
    symbol.is_symbol()
        && !symbol.is_times()
        && symbol.text.chars().count() > 1
        && rest.len() <= 1
        && rest.iter().all(|token| token.is_sign('%') || token.is_word() && words::operator(&token.key).is_none())
}

/// Whether tokens are only a number or percentage, with a unit perhaps: a stated result.
fn is_result(tokens: &[Token<'_>]) -> bool {
    // What stands in brackets behind it only explains: `75% (target 80%)`.
    let bare = tokens.iter().position(Token::is_open).filter(|open| *open > 0 && tokens[*open].spaced);
    let tokens = &tokens[..bare.unwrap_or(tokens.len())];
    // `58,3 per 100.000 penduduk` is the number with its unit.
    let per = tokens.get(1).is_some_and(|next| next.is_key("per")) && !computes_apart(tokens);
    let tokens = if per { &tokens[..1] } else { tokens };
    let numbers = tokens.iter().filter(|token| token.is_number() || token.is_percent()).count();
    // `46,92 jiwa/km2` has one unit of two words.
    let units = tokens.windows(2).filter(|two| two[0].is_sign('/') && !two[0].spaced && two[1].is_word()).count();
    let words = tokens.iter().filter(|token| token.is_word()).count() - units;
    // `100% - (A / B x 100%)` only begins with a number.
    let goes_on = tokens
        .last()
        .is_some_and(|last| matches!(last.kind, Kind::Sign('+' | '-' | '−' | '–' | '×' | '*' | '/' | '÷')));
    !goes_on
        && numbers == 1
        && words <= 1
        && tokens.first().is_some_and(|first| first.is_number() || first.is_percent())
}

/// Whether tokens only compute with numbers: `1,05 x 0,0201 x 2815`.
fn is_worked_out(tokens: &[Token<'_>]) -> bool {
    computes_apart(tokens) && tokens.iter().all(|token| !token.is_word() || token.is_times() || token.is_key("rp"))
}

/// The tokens that stand in no bracket.
fn outside_brackets<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut depth = 0;
    let outside = |token: &&Token<'t>| {
        let before = depth;
        depth = deepen(depth, token);
        before == 0 && depth == 0
    };
    tokens.iter().filter(outside).cloned().collect()
}

/// Whether a sign or verb in the tokens computes for certain.
pub(super) fn computes(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0;
    tokens.iter().enumerate().any(|(at, token)| {
        depth = deepen(depth, token);
        let sign = matches!(token.kind, Kind::Sign('×' | '÷' | '+' | '^' | SURE_OPEN | SURE_CLOSE | '/' | '−'))
            || token.kind == Kind::Sigma;
        let star = token.is_sign('*')
            && at > 0
            && tokens.get(at + 1).is_some_and(|next| next.is_number() || next.is_percent() || next.is_open());
        let spaced = matches!(token.kind, Kind::Sign('-' | '–' | '*' | ':'))
            && token.spaced
            && tokens.get(at + 1).is_some_and(|next| next.spaced);
        let letter =
            |at: usize| tokens.get(at).is_some_and(|token| super::products::is_letter(token) || token.is_number());
        let point = token.is_sign('.') && token.spaced && at > 0 && letter(at - 1) && letter(at + 1);
        let verb =
            token.is_word() && (words::operator(&token.key).is_some() || words::prefix_operator(&token.key).is_some());
        let times = token.is_key("x") && at > 0;
        let implied = token.is_close() && tokens.get(at + 1).is_some_and(Token::is_open);
        let mean = implied
            || token.is_word()
                && (words::mean_word(&token.key)
                    || token.key == "terhadap"
                    || token.key == "di"
                        && tokens.get(at + 1).is_some_and(|next| words::operator_stem(&next.key).is_some()))
            || token.is_key("rata")
            || token.is_key("kali")
            // `adalah rasio antara A dan B`
            || token.is_word()
                && words::ratio_head(&token.key)
                && tokens.get(at + 1).is_some_and(|next| next.is_key("antara"))
            || token.is_key("hasil")
                && tokens.get(at + 1).is_some_and(|next| {
                    matches!(&*next.key, "bagi" | "kali") || words::prefix_operator(&next.key).is_some()
                });
        sign || star || spaced || point || verb || times || mean
    })
}

/// Whether an operator stands within a run; a slash or dash that touches words is part of them.
pub(super) fn computes_apart(rest: &[Token<'_>]) -> bool {
    rest.windows(2).enumerate().any(|(at, two)| match two[1].kind {
        Kind::Sign('×' | '÷' | '+' | '^') => true,
        Kind::Sign('/' | '*' | '−') => two[1].spaced && rest.get(at + 2).is_some_and(|next| next.spaced),
        Kind::Word => two[1].is_key("x") || words::operator(&two[1].key).is_some() && !words::verb_before(&two[0].key),
        _ => false,
    })
}

/// The statements of the laid-out tokens.
pub(super) fn statements<'t>(mut tokens: Vec<Token<'t>>) -> Vec<Statement<'t>> {
    strip_lead(&mut tokens);
    let mut depth = 0;
    let mut equals = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        depth = deepen(depth, token);
        if depth == 0 && token.is_sign('=') {
            equals.push(at);
        }
    }
    if equals.is_empty() {
        let Some(line) = next_formula(&tokens, &Statement::default()) else { return vec![by_colon_or_copula(tokens)] };
        let second = tokens.split_off(line);
        return vec![by_colon_or_copula(tokens), by_colon_or_copula(second)];
    }
    // Segments between equals signs; doubled signs leave empty ones, which are dropped.
    let mut segments: Vec<Vec<Token<'t>>> = Vec::new();
    let mut from = 0;
    for end in equals.iter().copied().chain([tokens.len()]) {
        let segment = tokens[from..end].to_vec();
        if !segment.is_empty() || from == 0 {
            segments.push(segment);
        }
        from = end + 1;
    }
    let mut statements: Vec<Statement<'t>> = Vec::new();
    let mut current = Statement { label: segments.remove(0), ..Statement::default() };
    // `(a/b) x 100%` on one line, `a = ...` on the next: the first sign belongs to the second line.
    let line = (1..current.label.len()).rev().find(|at| current.label[*at].line > current.label[at - 1].line);
    if let Some(line) = line.filter(|line| computes(&current.label[..*line]) && !computes(&current.label[*line..])) {
        let rest = current.label.split_off(line);
        statements.push(by_colon_or_copula(std::mem::replace(&mut current.label, rest)));
    }
    // `A / B = minimal 80%`: a bound behind the formula is no result, and that it was left out is said.
    let bound = segments.len() == 1 && segments[0].first().is_some_and(|first| words::bound(&first.key));
    if bound && computes_apart(&current.label) {
        let ignored = segments[0][0].span.hull(segments[0][segments[0].len() - 1].span);
        let formula = by_colon_or_copula(std::mem::take(&mut current.label));
        statements.push(Statement { ignored: Some(ignored), ..formula });
        return statements;
    }
    // `A / B x 100% = TP`: the symbol of what comes out, behind its formula.
    if let [behind] = segments.as_slice()
        && names_result(behind)
        && current.label.last().is_some_and(Token::is_scale)
        && computes_apart(&current.label)
    {
        let formula = by_colon_or_copula(std::mem::take(&mut current.label));
        let named = if formula.label.is_empty() { label(behind) } else { formula.label };
        statements.push(Statement { label: named, ..formula });
        return statements;
    }
    // `(45 : 4) x 100% = 1125%`: what stands before the sign computes, what follows is its result.
    // `A x B = 3 x 12 = 36`: so it is where the values are worked out first.
    let works_out = |next: &[Token<'_>]| is_worked_out(next) && computes_apart(&outside_brackets(&current.label));
    if segments.first().is_some_and(|next| is_result(next) && computes(&current.label) || works_out(next)) {
        let colon = by_colon_or_copula(std::mem::take(&mut current.label));
        current = colon;
    } else if segments.len() == 1
        && segments[0].iter().all(|token| !token.is_word() && !token.is_number() && !token.is_percent())
    {
        // Nothing follows the sign: it ends the text. A bar without its parts is said to be left out.
        let drawn =
            segments[0].iter().filter(|token| matches!(token.kind, Kind::Sign('-' | '_' | '—' | '–'))).count() > 2;
        let ignored = segments[0].first().zip(segments[0].last()).filter(|_| drawn);
        let ignored = ignored.map(|(first, last)| first.span.hull(last.span));
        return vec![Statement { body: std::mem::take(&mut current.label), ignored, ..current }];
    }
    let last = segments.len();
    // Symbols of the first formula are the likely names of those that follow.
    let mut first_body: Vec<Token<'t>> = Vec::new();
    for (at, mut segment) in segments.into_iter().enumerate() {
        let is_last = at + 1 == last;
        if let Some(line) = next_formula(&segment, &current) {
            let rest = segment.split_off(line);
            if current.body.is_empty() {
                current.body = segment;
            } else {
                current.results.push(segment);
            }
            statements.push(std::mem::replace(&mut current, by_colon_or_copula(rest)));
            continue;
        }
        // `= 4,9 jam = 5 jam`: a unit is no label of what follows.
        let unit = |token: &Token<'_>| token.text.starts_with(char::is_lowercase) && !token.is_symbol();
        let stated = is_last || !segment.iter().any(|token| token.is_word() && !unit(token));
        if !current.body.is_empty() && is_result(&segment) && stated {
            let ends = |token: &Token<'_>| token.is_open() || token.is_key("per") || token.is_word() && unit(token);
            let explained = segment.iter().position(ends).filter(|end| *end > 0);
            current.results.push(segment[..explained.unwrap_or(segment.len())].to_vec());
            continue;
        }
        let begins = || next_label(&segment, &first_body).or_else(|| label_again(&segment, &current.label));
        let cut = if is_last { None } else { begins() };
        if first_body.is_empty() {
            first_body.clone_from(&segment);
        }
        let (body, label) = match cut {
            Some(cut) => {
                // `A + B` / `atau` / `C = ...`
                let or = cut > 1 && segment[cut - 1].is_key("atau") && segment[cut - 1].line > segment[cut - 2].line;
                (segment[..cut - usize::from(or)].to_vec(), segment[cut..].to_vec())
            }
            None => (segment, Vec::new()),
        };
        if current.body.is_empty() {
            current.body = body;
        } else if computes(&current.body) || current.body.len() == 1 && !current.body[0].is_word() {
            current.results.push(body);
        } else {
            // `A = B = ...`: the first was a heading to the second.
            current.label = std::mem::replace(&mut current.body, body);
        }
        if !label.is_empty() {
            statements.push(std::mem::take(&mut current));
            current.label = label;
        }
    }
    statements.push(current);
    let framed = statements.first().is_some_and(|first| first.framed);
    for statement in statements.iter_mut().skip(usize::from(framed)) {
        let dropped = divided_label(&statement.label);
        let found = label(&statement.label);
        // `IKU = A / B`: what heads a column elsewhere is the symbol of an index here.
        let symbol = found.is_empty() && matches!(statement.label.as_slice(), [one] if one.is_symbol());
        if !symbol {
            statement.label = colon_label(found);
        }
        (statement.in_percent, statement.ignored) = remarks::cut_remarks(&mut statement.body);
        statement.ignored = statement.ignored.or(dropped);
        strip_lead(&mut statement.body);
        means::take_mean(&mut statement.body, false);
    }
    statements.retain(|statement| !statement.body.is_empty());
    statements
}

/// Whether the words of a run only head or lead to a formula.
pub(super) fn only_heads(tokens: &[Token<'_>]) -> bool {
    tokens.iter().all(|token| !token.is_word() || words::heading(&token.key) || words::apparatus(&token.key))
}

/// `Jumlah guru : jumlah murid = 1 : 15`: the count before the colon, which no label takes up.
fn divided_label(label: &[Token<'_>]) -> Option<Span> {
    let colon = label.iter().position(|token| token.is_sign(':')).filter(|colon| *colon > 1)?;
    let counts =
        |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_word() && words::count_head(&token.key));
    (counts(label.first()) && counts(label.get(colon + 1))).then(|| label[0].span.hull(label[colon - 1].span))
}

/// `Rumus : IKB` before an equals sign: only what follows the colon names.
fn colon_label(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    // `Rasio dosen : mahasiswa` is one name.
    let colon = tokens.iter().rposition(|token| token.is_sign(':'));
    if colon.is_some_and(|at| tokens[at].spaced && !only_heads(&tokens[..at]) && words::ratio_head(&tokens[0].key)) {
        return tokens;
    }
    match colon {
        Some(at) if at + 1 < tokens.len() => label(&tokens[at + 1..]),
        Some(at) => label(&tokens[..at]),
        None => tokens,
    }
}

/// Where a formula without a label begins on a line of its own: behind a result, `= 0,111` / `SKM Unit x 25`, or with the
/// name of what was computed above, `SKM = A / B x C` / `SKM Unit x 25`.
fn next_formula(segment: &[Token<'_>], current: &Statement<'_>) -> Option<usize> {
    let mut lines = (1..segment.len()).filter(|at| segment[*at].line > segment[at - 1].line).take(MOST_LABELS);
    let name = match label(&current.label).as_slice() {
        [name] => Some(name.text),
        _ => None,
    };
    lines.find(|at| {
        let (above, below) = segment.split_at(*at);
        let named = below[0].is_word() && name == Some(below[0].text) && computes_apart(above);
        let number = above.len() == 1 && (above[0].is_number() || above[0].is_percent());
        let begins = number && (below[0].is_word() || below[0].is_open()) && !below[0].is_times();
        // `Konversi : Nilai SKM x 25`
        let colon = below.iter().take(4).position(|token| token.is_sign(':')).filter(|colon| *colon > 0);
        let labelled = colon.is_some_and(|colon| {
            below[..colon].iter().all(Token::is_word)
                && below[0].text.starts_with(char::is_uppercase)
                && !words::count_head(&below[0].key)
                && computes_apart(above)
                && balanced(above)
                && computes_apart(&below[colon + 1..])
        });
        (named
            || labelled
            || begins && !words::joins_operator(&below[0].key) && words::operator(&below[0].key).is_none())
            && computes_apart(below)
            && below.len() > 2
    })
}

/// Whether every bracket that opens in a run is closed in it.
pub(super) fn balanced(tokens: &[Token<'_>]) -> bool {
    tokens.iter().fold(0, deepen) == 0
}

/// `Index = A / B Index Sungai = ...`: the next label begins as the one before it.
fn label_again(segment: &[Token<'_>], label: &[Token<'_>]) -> Option<usize> {
    let width = label.len().min(2);
    let begins = label.first().is_some_and(|first| first.is_word() && first.text.starts_with(char::is_uppercase));
    let alike = |at: &usize| segment[*at..].iter().zip(label).take(width).all(|(a, b)| a.text == b.text);
    let at = (1..segment.len().saturating_sub(width))
        .rev()
        .take(copula::MOST_TOLD)
        .find(alike)
        .filter(|_| begins && width > 0)?;
    (!computes(&segment[at..]) && segment[at..].iter().all(Token::is_word)).then_some(at)
}

/// `Kontribusi terhadap PDRB`: a line that names a share and computes with no sign.
fn names_a_share(line: &[Token<'_>]) -> bool {
    line.iter().all(Token::is_word)
        && line[0].text.starts_with(char::is_uppercase)
        && !computes_apart(line)
        && line.iter().filter(|token| token.is_key("terhadap")).count() == 1
        && !line.last().is_some_and(|last| last.is_key("terhadap"))
}

/// Where the label of the next statement begins in what stands between two equals signs.
fn next_label(segment: &[Token<'_>], main: &[Token<'_>]) -> Option<usize> {
    let line = (1..segment.len()).rev().find(|at| segment[*at].line > segment[at - 1].line);
    if let Some(line) = line
        && segment.len() - line <= 12
        && (!computes(&segment[line..]) || names_a_share(&segment[line..]))
    {
        return Some(line);
    }
    // `Jika semakin tinggi ..., maka rumus yang digunakan: Capaian =`
    if let Some(line) = line
        && words::condition(&segment[line].key)
        && segment[line..].iter().any(|token| token.is_sign(':') || token.is_key("maka"))
        && !computes_apart(&segment[line..])
    {
        return Some(line);
    }
    let comma = (0..segment.len()).rev().find(|at| segment[*at].is_sign(',') || segment[*at].is_sign(';'));
    if let Some(comma) = comma.filter(|comma| segment.len() - comma <= 5 && *comma + 1 < segment.len())
        && !computes(&segment[comma + 1..])
    {
        return Some(comma + 1);
    }
    // `(Ahli/T) x 100% Ahli = ...`: an operand of the formula, behind its factor.
    if let [.., scale, word] = segment
        && scale.is_scale()
        && word.is_word()
        && !word.is_times()
        && segment[..segment.len() - 2].iter().any(|token| token.is_word() && token.text == word.text)
    {
        return Some(segment.len() - 1);
    }
    // `CI = ... dan CR = ...`
    if let [.., and, symbol] = segment
        && and.is_key("dan")
        && symbol.is_symbol()
        && segment.len() > 3
    {
        return Some(segment.len() - 1);
    }
    let symbol = super::definitions::symbol_start(segment, segment.len(), main).filter(|at| *at > 0);
    let has_value = symbol
        .is_some_and(|at| segment[..at].iter().any(|token| token.is_word() || token.is_number() || token.is_percent()));
    let ends_operator = symbol.is_some_and(|at| {
        let before = &segment[at - 1];
        matches!(before.kind, Kind::Sign('×' | '÷' | '+' | '-' | '−' | '–' | '/' | '*' | ':' | SURE_OPEN))
            || before.is_key("x")
    });
    // `+ 6 M3 = 157,5 M3`
    let unit = symbol.is_some_and(|at| segment[at - 1].is_number() && words::measure(segment[at].text));
    symbol.filter(|_| has_value && !ends_operator && !unit)
}

/// How many headings can stand before a formula: `Rumus : IPG : 1/3 (...)` has two.
pub(super) const MOST_LABELS: usize = 8;

/// Whether a token can divide, as a sign or as a word between two operands.
pub(super) fn is_division(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Sign('/' | '÷' | ':' | SURE_DIVIDE))
        || token.is_word() && words::operator(&token.key) == Some(Operator::Divide)
}

/// Whether a sign or word of division stands in the tokens.
fn divides(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| is_division(token) || token.is_key("terhadap"))
}

/// A statement without an equals sign: its label ends at a colon or at a word such as `adalah`.
fn by_colon_or_copula(mut tokens: Vec<Token<'_>>) -> Statement<'_> {
    let mut named = Vec::new();
    // More than one heading can stand before the formula: `Rumus : IPG : 1/3 (...)`.
    let mut doubtful_colon = None;
    for _ in 0..MOST_LABELS {
        // A percentage before the colon is no label but a list of targets.
        let Some(colon) = colon::label_colon(&tokens).filter(|colon| !tokens[..*colon].iter().any(Token::is_percent))
        else {
            break;
        };
        // `A terhadap B. Model penangkapan terdiri dari:`: a list that explains what was computed.
        let lists =
            tokens[..colon].last().is_some_and(|last| words::lists(&last.key) || matches!(&*last.key, "dari" | "atas"));
        let sentence = remarks::sentence_end(&tokens[..colon]).filter(|end| lists && computes(&tokens[..*end]));
        if let Some(end) = sentence {
            tokens.truncate(end);
            break;
        }
        // `Indeks kinerja adalah jumlah guru : jumlah murid`: the label ends before the colon.
        let said = (1..colon).find(|at| {
            tokens[*at].is_word() && (words::copula(&tokens[*at].key) || words::reckoning(&tokens[*at].key))
        });
        let quantity = |at: usize| {
            tokens[at + 1..colon]
                .iter()
                .any(|token| token.is_word() && !words::apparatus(&token.key) && !words::heading(&token.key))
        };
        if said.is_some_and(quantity) && copula::copula_at(&tokens).is_some() {
            break;
        }
        let found = label(&tokens[..colon]);
        // `Rasio : ternak sakit : ternak sehat`: behind the name of a ratio another colon divides.
        let heading = only_heads(&tokens[..colon]);
        let ratio = named
            .first()
            .is_some_and(|first: &Token<'_>| words::ratio_head(&first.key) || words::percent_head(&first.key));
        if ratio && !heading && !computes(&tokens[colon + 1..]) && tokens[colon].spaced {
            tokens[colon].kind = Kind::Sign('÷');
            doubtful_colon = Some(tokens[colon].span);
            break;
        }
        if !found.is_empty() {
            named = found;
        }
        // `c : (2 * B)`: a lone letter can be divided as well.
        let short = tokens[..colon].iter().filter(|token| token.is_word()).count() == 1
            && tokens[colon.saturating_sub(1)].text.chars().count() <= 2;
        // `jumlah kasus : 12`: a count divided by a number, or its value.
        let value = matches!(&tokens[colon + 1..], [number] if number.is_number())
            && tokens[..colon].iter().find(|token| token.is_word()).is_some_and(|first| words::count_head(&first.key));
        // `pencari kerja terdaftar : Nilai SAKIP x 100`: what is scaled could be a quotient.
        let behind = &tokens[colon + 1..];
        let scaled = behind.last().is_some_and(Token::is_scale) && behind.len() > 2 && !divides(behind);
        // A symbol names what comes out, unless a rate follows, which scales quotients: `PAD : penduduk x 100.000`.
        let rate = behind.last().is_some_and(|last| last.is_number() && last.text != "100");
        let title = tokens[..colon].iter().find(|token| token.is_word()).is_none_or(|first| {
            words::indicator_head(&first.key)
                || words::heading(&first.key)
                || words::percent_head(&first.key)
                || first.is_symbol() && !rate
        });
        // `IKU : K`: two symbols alone.
        let lone = matches!((&tokens[..colon], behind), ([one], [other]) if one.is_symbol() && other.is_symbol());
        // `A/B : C/D`
        let quotient =
            matches!(&tokens[..colon], [a, slash, b] if a.text.len() == 1 && slash.is_sign('/') && b.text.len() == 1);
        if short && tokens[colon.saturating_sub(1)].is_symbol() || value || scaled && !title || lone || quotient {
            doubtful_colon = Some(tokens[colon].span);
        }
        tokens.drain(..=colon);
        strip_lead(&mut tokens);
    }
    if let Some((found, after)) = lead_ins::sought(&tokens) {
        named = found;
        tokens.drain(..after);
    }
    let mut announced = false;
    if let Some((before, after)) = copula::copula_at(&tokens) {
        announced = true;
        let found = label(&tokens[..before]);
        if !found.is_empty() {
            named = found;
        }
        tokens.drain(..after);
    }
    let (in_percent, ignored) = remarks::cut_remarks(&mut tokens);
    let mut told = None;
    if let Some((before, after)) = copula::told_count(&tokens).filter(|_| named.is_empty() && !announced) {
        named = label(&tokens[..before]);
        tokens.drain(..after);
        told = tokens.first().zip(tokens.last()).map(|(first, last)| first.span.hull(last.span));
    }
    strip_lead(&mut tokens);
    lead_ins::strip_lead_words(&mut tokens);
    means::take_mean(&mut tokens, announced);
    Statement {
        label: named,
        body: tokens,
        results: Vec::new(),
        in_percent,
        ignored,
        framed: true,
        doubtful_colon,
        told,
    }
}

/// What stands behind the first equals sign, which ends a label; all of it without one.
pub(super) fn after_label<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let at = tokens.iter().position(|token| token.is_sign('=')).map_or(0, |at| at + 1);
    &tokens[at..]
}
