//! Roles by evidence: each sign and word of an expression becomes an operator, a bracket, or a part of a name.
//!
//! A place with two roles gets a score from named clues, above zero for the operator. The score's distance from zero is
//! the margin: where it is small, the reader says that it was in doubt.

use super::clues::{Surroundings, open_place};
use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token};
use super::words;
use crate::formula::{Function, Operator};
use std::collections::HashMap;

/// What a token does in the expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    /// Belongs to a name, or is a number whose place is looked at later.
    Part,
    Op(Operator),
    Open,
    Close,
    /// Parts the arguments of a function.
    Separator,
    Call(Function),
    /// Computes nothing and names nothing.
    Skip,
}

/// A place with two roles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub at: usize,
    /// Above zero: an operator. The distance from zero is the margin.
    pub score: f32,
}

/// What is known when roles are given.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The words of the label and of the indicator's name, lower case.
    pub title: Vec<String>,
    /// Names that are known for certain, as keys of their tokens.
    pub known: Vec<Vec<String>>,
    /// Symbols that the text defines, as keys of their tokens.
    pub defined: Vec<Vec<String>>,
}

impl Context {
    /// Whether the text defines these tokens as one name, or they are known as one.
    pub(super) fn names(&self, keys: &[&str]) -> bool {
        self.defined.iter().chain(&self.known).any(|name| name == keys)
    }

    pub(super) fn wants_ratio(&self) -> bool {
        self.title.iter().any(|word| words::ratio_head(word) || words::percent_head(word))
    }

    /// Whether the name of the indicator begins as the name of a count.
    pub(super) fn wants_count(&self) -> bool {
        self.title.first().is_some_and(|word| matches!(word.as_str(), "jumlah" | "banyaknya"))
    }

    pub(super) fn wants_growth(&self) -> bool {
        self.title.iter().any(|word| words::growth_word(word))
    }
}

/// The roles of the tokens of one expression.
pub(super) struct Roles {
    pub given: Vec<Role>,
    pub places: Vec<Place>,
    /// Brackets without a partner, which were left out.
    pub unbalanced: Vec<usize>,
}

/// Gives every token its role; `forced` overrules the clues at places.
pub(super) fn assign(tokens: &[Token<'_>], context: &Context, forced: &HashMap<usize, bool>) -> Roles {
    let mut all = Roles { given: vec![Role::Part; tokens.len()], places: Vec::new(), unbalanced: Vec::new() };
    let locked = known_names(tokens, &context.known);
    let bracketed = tokens.iter().any(|token| token.is_open() || token.is_close());
    let inside = if bracketed {
        brackets(tokens, &locked, &mut all);
        insides(tokens, &all.given)
    } else {
        Vec::new()
    };
    let free = |at: usize| !marked(&locked, at) && !marked(&inside, at);
    certain(tokens, &free, &mut all);
    let mut around = Surroundings {
        divided: all.given.contains(&Role::Op(Operator::Divide)),
        depth: 0,
        scaled: is_scaled(tokens, &free),
    };
    for at in 0..tokens.len() {
        around.depth = super::frame::deepen(around.depth, &tokens[at]);
        if !free(at) || all.given[at] != Role::Part {
            continue;
        }
        let Some((operator, score)) = open_place(tokens, at, &all.given, context, around) else { continue };
        let score = match forced.get(&at) {
            Some(true) => 9.0,
            Some(false) => -9.0,
            None => {
                all.places.push(Place { at, score });
                score
            }
        };
        if score > 0.0 {
            all.given[at] = Role::Op(operator);
            around.divided = around.divided || operator == Operator::Divide;
        }
    }
    arguments(tokens, &mut all.given);
    fillers(tokens, &mut all.given);
    all
}

/// Whether an expression ends with a multiplication by 100, 100% or a power of ten and has one slash at most.
fn is_scaled(tokens: &[Token<'_>], free: &impl Fn(usize) -> bool) -> bool {
    let [.., times, scale] = tokens else { return false };
    let divisions = (0..tokens.len()).filter(|at| free(*at) && matches!(tokens[*at].kind, Kind::Sign('/' | ':')));
    times.multiplies() && scale.is_scale() && divisions.take(2).count() == 1
}

/// Whether a token has a mark. Where nothing is marked there are no marks.
fn marked(marks: &[bool], at: usize) -> bool {
    marks.get(at) == Some(&true)
}

/// Which tokens stand in a known name: the longest one that begins at a token wins.
fn known_names(tokens: &[Token<'_>], known: &[Vec<String>]) -> Vec<bool> {
    if known.is_empty() {
        return Vec::new();
    }
    let mut locked = vec![false; tokens.len()];
    let mut by_first: HashMap<&str, Vec<&Vec<String>>> = HashMap::new();
    for name in known.iter().filter(|name| !name.is_empty()) {
        by_first.entry(name[0].as_str()).or_default().push(name);
    }
    let mut at = 0;
    while at < tokens.len() {
        let found = by_first.get(part_key(&tokens[at])).and_then(|names| {
            let fits = |name: &&&Vec<String>| {
                tokens.len() - at >= name.len()
                    && tokens[at..].iter().zip(name.iter()).all(|(token, part)| part_key(token) == *part)
            };
            names.iter().filter(fits).map(|name| name.len()).max()
        });
        let length = found.unwrap_or(0);
        locked[at..at + length].fill(true);
        at += length.max(1);
    }
    locked
}

/// What a token is compared by in names.
pub(super) fn part_key<'a>(token: &'a Token<'_>) -> &'a str {
    match token.kind {
        Kind::Word => &token.key,
        Kind::Sign('−' | '–') => "-",
        _ => token.text,
    }
}

/// The token before `at`, line ends aside.
pub(super) fn before<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> Option<&'a Token<'t>> {
    at.checked_sub(1).map(|at| &tokens[at])
}

/// Pairs brackets and decides which of them group; those without a partner are left out.
fn brackets(tokens: &[Token<'_>], locked: &[bool], all: &mut Roles) {
    let mut open: Vec<usize> = Vec::new();
    let mut partner: Vec<Option<usize>> = vec![None; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | SURE_OPEN) => open.push(at),
            Kind::Sign(')') => match open.last() {
                Some(last) if tokens[*last].is_sign('(') => {
                    partner[*last] = Some(at);
                    partner[at] = open.pop();
                }
                _ => all.unbalanced.push(at),
            },
            Kind::Sign(SURE_CLOSE) => {
                while let Some(last) = open.pop() {
                    if tokens[last].is_sign(SURE_OPEN) {
                        partner[last] = Some(at);
                        partner[at] = Some(last);
                        break;
                    }
                    all.unbalanced.push(last);
                }
            }
            _ => {}
        }
    }
    all.unbalanced.extend(open);
    all.unbalanced.sort_unstable();
    for at in &all.unbalanced {
        all.given[*at] = Role::Skip;
    }
    // From left to right, so that a bracket after a bracket knows what the first one was.
    let mut skip_to = 0;
    for at in 0..tokens.len() {
        let Some(close) = partner[at].filter(|close| *close > at && at >= skip_to) else { continue };
        if marked(locked, at) {
            continue;
        }
        if tokens[at].is_sign(SURE_OPEN) || groups(tokens, at, close, &all.given) {
            (all.given[at], all.given[close]) = (Role::Open, Role::Close);
        } else {
            skip_to = close + 1;
        }
    }
}

/// Whether a pair of brackets groups, rather than being part of a name.
fn groups(tokens: &[Token<'_>], open: usize, close: usize, roles: &[Role]) -> bool {
    let follows_name = tokens.get(close + 1).is_some_and(|next| {
        next.is_word()
            && words::operator(&next.key).is_none()
            && next.key.len() > 1
            && !words::joins_operator(&next.key)
            && !(next.key == "di"
                && tokens.get(close + 2).is_some_and(|stem| words::operator_stem(&stem.key).is_some()))
            && next.key != "kali"
            && !tokens[close].is_sign(SURE_CLOSE)
    });
    // `tahun n-1 (%)` names a unit.
    if close == open + 2 && tokens[open + 1].is_sign('%') {
        return false;
    }
    let computing = super::frame::computes(&tokens[open + 1..close]);
    // A list in brackets, or one word of explanation: `(lansia, disabilitas)`.
    let Some(before) = before(tokens, open) else { return !follows_name || computing };
    match before.kind {
        Kind::Sign('-') if !before.spaced && !tokens[open].spaced && open >= 2 && tokens[open - 2].is_word() => false,
        Kind::Sign(')' | SURE_CLOSE) => (computing || !follows_name) && roles[open - 1] == Role::Close,
        Kind::Sign('.' | ',') => computing,
        Kind::Sign(_) => !follows_name || computing,
        Kind::Sigma | Kind::Mean => true,
        Kind::Number { .. } | Kind::Percent(_) | Kind::PerMille(_) => {
            // `selama 2025-2029 (147 lembar)`: a range ends the name.
            let range = open >= 4 && tokens[open - 2].is_sign('-') && !before.spaced && tokens[open - 4].is_word();
            (!range || computing)
                && (open < 2
                    || !tokens[open - 2].is_word()
                    || words::operator(&tokens[open - 2].key).is_some()
                    || tokens[open - 2].key == "x")
        }
        Kind::Word => {
            let two_words = open >= 2 && tokens[open - 2].is_key("di") && words::operator_stem(&before.key).is_some();
            // `Wi (Ri + Rj)` under a sum multiplies; `KPBS (t+1)` is a name with its period.
            let content = &tokens[open + 1..close];
            let index =
                content.len() <= 3 && content.first().is_some_and(|t| t.is_word() && t.key.chars().count() == 1);
            let signs =
                content.iter().any(|t| matches!(t.kind, Kind::Sign('+' | '−' | '×')) || t.is_sign('-') && t.spaced);
            // `Lci`: a symbol with its index.
            let indexed =
                |t: &Token<'_>| t.text.len() <= 4 && t.text.ends_with('i') && t.text.starts_with(char::is_uppercase);
            let between = |at: usize| content.get(at).is_some_and(|t| t.is_symbol() && t.text.chars().count() > 1);
            let difference = content.len() == 3 && content[1].is_sign('-') && between(0) && between(2);
            let signs = signs || difference;
            let symbols = content.iter().all(|t| !t.is_word() || t.is_symbol() || t.key == "x" || indexed(t));
            // A bracket that touches its symbol holds an index, unless it adds: `P0(1+r)`.
            let adds = || content.iter().any(|t| t.is_sign('+'));
            let factor = (before.is_symbol()
                || before.text.len() <= 3 && before.text.ends_with('i') && before.text.chars().any(char::is_uppercase))
                && (tokens[open].spaced && signs || adds())
                && !index
                && symbols
                && content.iter().any(Token::is_word);
            let filler =
                words::follows_operator(&before.key) && open >= 2 && words::operator(&tokens[open - 2].key).is_some();
            // In `sampah yang dikurangi (ton)` the verb belongs to the name.
            let verb = open >= 2 && words::verb_before(&tokens[open - 2].key);
            words::operator(&before.key).is_some() && !verb
                || two_words
                || filler
                || factor
                || before.is_key("kali") && computing
                || before.is_key("x")
                    && open >= 2
                    && (before.spaced || matches!(content, [one] if one.is_percent() || one.text == "100"))
                || function(tokens, open - 1).is_some()
        }
        Kind::Quoted | Kind::Break => false,
    }
}

/// Which tokens stand inside a bracket that is part of a name, the brackets included.
fn insides(tokens: &[Token<'_>], roles: &[Role]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let part = roles[at] == Role::Part;
        if part && token.is_close() {
            inside[at] = depth > 0;
            depth = depth.saturating_sub(1);
            continue;
        }
        if part && token.is_open() {
            depth += 1;
        }
        inside[at] = depth > 0;
    }
    inside
}

/// The function that a word calls, where what follows can be its argument.
fn function(tokens: &[Token<'_>], at: usize) -> Option<Function> {
    let token = &tokens[at];
    // Most words call nothing.
    if !words::calls(&token.key) {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let starts = || {
        before(tokens, at).is_none_or(|before| {
            !before.is_word() && !matches!(before.kind, Kind::Quoted)
                || words::operator(&before.key).is_some()
                || before.key == "x"
        })
    };
    match &*token.key {
        "log" | "ln" | "akar" if token.is_word() && next.is_open() && !next.spaced => Function::from_name(&token.key),
        // `√ H`, and `p_i ln p_i` behind a symbol.
        "akar" if token.text == "√" && (next.is_word() || next.is_number() || next.kind == Kind::Sigma) => {
            Some(Function::Root)
        }
        "ln" | "log"
            if token.is_word()
                && before(tokens, at).is_some_and(|before| {
                    (next.is_symbol() || next.is_open()) && before.is_symbol()
                        || before.is_word() && before.key == next.key
                }) =>
        {
            Function::from_name(&token.key)
        }
        "log" | "ln" if token.is_word() && starts() && (next.is_word() || next.is_number() || next.is_open()) => {
            Some(if token.key == "ln" { Function::Ln } else { Function::Log })
        }
        "akar" if token.is_word() && starts() && (next.is_open() || next.is_key("dari") || next.is_key("kuadrat")) => {
            Some(Function::Root)
        }
        // `jumlah(A; B)`, `jumlah dari A`: a sum, where no count is named.
        "jumlah" if starts() && next.is_open() && !next.spaced && (lists(tokens, at + 1) || alone(tokens, at + 2)) => {
            Some(Function::Sum)
        }
        "jumlah" if starts() && next.is_key("dari") && tokens.get(at + 2).is_some_and(Token::is_symbol) => {
            Some(Function::Sum)
        }
        "rerata" | "rataan" if starts() && next.is_open() => Some(Function::Mean),
        "maks" | "max" if starts() && next.is_open() => Some(Function::Max),
        "min" if starts() && next.is_open() => Some(Function::Min),
        // In `jumlah penduduk rata-rata (tengah tahun)` the words describe what stands before them.
        "rata" if next.is_open() => {
            let first = match &tokens[..at] {
                [.., first] if first.is_key("rata") => at - 1,
                [.., first, hyphen] if hyphen.is_sign('-') && first.is_key("rata") => at - 2,
                _ => return None,
            };
            let describes = before(tokens, first).is_some_and(|noun| {
                noun.is_word()
                    && noun.line == tokens[first].line
                    && !noun.is_times()
                    && noun.text.chars().count() > 2
                    && words::operator(&noun.key).is_none()
                    && !words::never_last(&noun.key)
                    && !words::count_head(&noun.key)
            });
            (!describes).then_some(Function::Mean)
        }
        _ => None,
    }
}

/// `..., kemudian kalikan dengan 25`: a command behind a step of the calculation.
pub(super) fn commanded(tokens: &[Token<'_>], at: usize) -> Option<Operator> {
    let before = before(tokens, at)?;
    let (operator, alone) = match &*tokens[at].key {
        "kalikan" | "mengalikan" | "kalikanlah" => (Operator::Multiply, true),
        "kurangi" | "kurangkan" => (Operator::Subtract, false),
        "tambah" | "tambahkan" => (Operator::Add, false),
        "bagi" | "membagi" | "bagilah" | "bagikan" => (Operator::Divide, false),
        _ => return None,
    };
    let step = matches!(&*before.key, "lalu" | "kemudian" | "selanjutnya" | "dan") || before.is_sign(',');
    let with = alone || tokens.get(at + 1).is_some_and(|next| next.is_key("dengan"));
    (step && with).then_some(operator)
}

/// Whether a letter stands alone in a bracket: `jumlah(A)`.
fn alone(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(super::products::is_letter) && tokens.get(at + 1).is_some_and(Token::is_close)
}

/// Whether the bracket at `open` parts its arguments by semicolons.
fn lists(tokens: &[Token<'_>], open: usize) -> bool {
    let mut depth = 0;
    for token in tokens.iter().skip(open).take(64) {
        depth = super::frame::deepen(depth, token);
        if depth == 0 {
            return false;
        }
        if depth == 1 && token.is_sign(';') {
            return true;
        }
    }
    false
}

/// Roles that need no evidence.
fn certain(tokens: &[Token<'_>], free: &impl Fn(usize) -> bool, all: &mut Roles) {
    for at in 0..tokens.len() {
        if !free(at) || all.given[at] != Role::Part {
            continue;
        }
        let token = &tokens[at];
        let previous = before(tokens, at);
        match token.kind {
            Kind::Sigma => all.given[at] = Role::Call(Function::Sum),
            Kind::Mean => all.given[at] = Role::Call(Function::Mean),
            Kind::Sign(SURE_DIVIDE | '÷') => all.given[at] = Role::Op(Operator::Divide),
            Kind::Sign('×') => all.given[at] = Role::Op(Operator::Multiply),
            Kind::Sign('^') => all.given[at] = Role::Op(Operator::Power),
            Kind::Sign('•' | '\'' | '$' | '�') => all.given[at] = Role::Skip,
            Kind::Word => {
                if let Some(called) = function(tokens, at) {
                    all.given[at] = Role::Call(called);
                    if matches!(called, Function::Sum | Function::Root) {
                        let mut next = at + 1;
                        while tokens.get(next).is_some_and(|next| next.is_key("dari") || next.is_key("kuadrat")) {
                            all.given[next] = Role::Skip;
                            next += 1;
                        }
                    }
                    if called == Function::Mean && tokens[at].is_key("rata") {
                        let from = if tokens[at - 1].is_key("rata") { at - 1 } else { at - 2 };
                        all.given[from..at].fill(Role::Skip);
                    }
                    continue;
                }
                if let Some(operator) = words::referring_operator(&token.key) {
                    all.given[at] = Role::Op(operator);
                } else if let Some(operator) = commanded(tokens, at) {
                    all.given[at] = Role::Op(operator);
                } else if let Some(operator) = words::operator(&token.key) {
                    // `paket yang dibagi` speaks of parcels, `desa yang aktif dibagi` divides.
                    if !previous.is_some_and(|word| word.is_word() && words::verb_before(&word.key)) {
                        all.given[at] = Role::Op(operator);
                    }
                } else if let (Some(operator), Some(di)) = (words::operator_stem(&token.key), previous) {
                    let clause = at >= 2 && words::verb_before(&tokens[at - 2].key);
                    if di.is_key("di") && !clause {
                        (all.given[at - 1], all.given[at]) = (Role::Skip, Role::Op(operator));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Parts the arguments of a function: `rata-rata(1,5; 2)`, `rata rata (A dibagi B, dan C dibagi D)`.
fn arguments(tokens: &[Token<'_>], roles: &mut [Role]) {
    // Whether a bracket has arguments, where they begin, and whether a comma parted any of them.
    let mut open: Vec<(bool, usize, bool)> = Vec::new();
    for at in 0..tokens.len() {
        let inner = open.last().copied().unwrap_or_default();
        match roles[at] {
            Role::Open => {
                let many = at > 0
                    && matches!(
                        roles[at - 1],
                        Role::Call(Function::Sum | Function::Mean | Function::Min | Function::Max)
                    );
                open.push((many, at + 1, false));
            }
            Role::Close => {
                open.pop();
            }
            // `rata-rata(Tingkat A, Tingkat B dan Tingkat C)`: the last one begins as the first.
            Role::Part
                if inner.0
                    && inner.2
                    && tokens[at].is_key("dan")
                    && tokens.get(at + 1).is_some_and(|next| next.key == tokens[inner.1].key) =>
            {
                roles[at] = Role::Separator;
            }
            Role::Part if inner.0 && matches!(tokens[at].kind, Kind::Sign(';' | ',')) => {
                roles[at] = Role::Separator;
                if let Some(last) = open.last_mut() {
                    last.2 = true;
                }
                if tokens.get(at + 1).is_some_and(|next| next.is_key("dan")) {
                    roles[at + 1] = Role::Skip;
                }
            }
            _ => {}
        }
    }
}

/// Whether a word before an operator only leads to it. In `tahun lalu`, `kasus baru` and `desa itu` it belongs to the name.
pub(super) fn joins_operator(tokens: &[Token<'_>], at: usize) -> bool {
    if !tokens[at].is_word() || !words::joins_operator(&tokens[at].key) {
        return false;
    }
    let led = |before: &Token<'_>| before.is_sign(',') || before.is_word() && words::joins_operator(&before.key);
    match &*tokens[at].key {
        "baru" | "itu" => before(tokens, at).is_none_or(led),
        // Behind an age, `15-64 tahun lalu dikali`, it goes on; `tahun lalu` dates.
        "lalu" => {
            let age = at >= 3 && tokens[at - 2].is_number() && tokens[at - 3].is_sign('-');
            age || before(tokens, at).is_none_or(|before| !before.is_word() || !words::period(&before.key))
        }
        _ => true,
    }
}

/// Words around operators that compute nothing: `lalu dikali`, `dibagi dengan`, `dikali konstanta 100`.
fn fillers(tokens: &[Token<'_>], roles: &mut [Role]) {
    for at in 0..tokens.len() {
        let Role::Op(_) = roles[at] else { continue };
        if !tokens[at].is_word() || tokens[at].key.len() == 1 {
            continue;
        }
        let mut after = at + 1;
        while tokens.get(after).is_some_and(|next| next.is_word() && words::follows_operator(&next.key))
            && after < at + 3
        {
            roles[after] = Role::Skip;
            after += 1;
        }
        let mut first = at;
        while first > 0 && roles[first - 1] == Role::Skip && tokens[first - 1].is_key("di") {
            first -= 1;
        }
        while first > 0
            && roles[first - 1] == Role::Part
            && (tokens[first - 1].is_sign(',') || joins_operator(tokens, first - 1))
        {
            first -= 1;
            roles[first] = Role::Skip;
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_last_word_of_a_name_stays_before_an_operator() {
        let read = |text: &str| crate::Reader::new().read(text).unwrap().to_sexpr();
        for (text, reading) in [
            ("Jumlah siswa tahun lalu dibagi jumlah siswa", "(/ \"Jumlah siswa tahun lalu\" \"jumlah siswa\")"),
            ("Jumlah kasus baru dibagi Jumlah penduduk", "(/ \"Jumlah kasus baru\" \"Jumlah penduduk\")"),
            ("A dibagi B lalu dikali 100%", "(* (/ \"A\" \"B\") 100%)"),
            ("A dibagi B, setelah itu baru dikali 100%", "(* (/ \"A\" \"B\") 100%)"),
            ("Realisasi/Target x 100%", "(* (/ \"Realisasi\" \"Target\") 100%)"),
            ("Rp500.000,- x 12", "(* 500000 12)"),
            ("(A-B)/B x 100%", "(* (/ (- \"A\" \"B\") \"B\") 100%)"),
            ("100-A", "(- 100 \"A\")"),
            ("Jumlah desa dengan IDM <= 0,5 / jumlah desa", "(/ \"Jumlah desa dengan IDM <= 0,5\" \"jumlah desa\")"),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
    }
}
