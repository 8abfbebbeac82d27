//! Operators that come before both operands: `perbandingan antara A dengan B`, `hasil kali A dan B`, `persentase A
//! terhadap B`, `bagi A dengan B`. They are rewritten with brackets and a sign, so that one mechanism reads the rest.

use super::frame::deepen;
use super::roles::Context;
use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token, Tokens};
use super::words;
use crate::Span;
use crate::formula::Operator;

/// A rewritten expression.
pub(super) struct Verbal<'a, 't> {
    pub tokens: Tokens<'a, 't>,
    /// Whether the words ask for a percentage: `persentase A terhadap B`.
    pub in_percent: bool,
    /// The `dari` of `proporsi A dari total B`, which could belong to the name as well.
    pub of_total: Option<Token<'t>>,
    /// Where two things are compared of which neither is called a quantity: a ratio, or only a comparison.
    pub comparison: Option<Span>,
    /// Another word that could part the operands as well.
    pub rival: Option<Token<'t>>,
}

/// The operator before both operands at a token, and where the first operand begins.
fn prefix(tokens: &[Token<'_>], at: usize) -> Option<(Operator, usize)> {
    let token = &tokens[at];
    if !token.is_word() {
        return None;
    }
    let key = |at: usize| tokens.get(at).filter(|token| token.is_word()).map_or("", |token| &*token.key);
    let found = match &*token.key {
        "hasil" if matches!(key(at + 1), "kali" | "perkalian") => (Operator::Multiply, at + 2),
        "hasil" if key(at + 1) == "bagi" => (Operator::Divide, at + 2),
        // `dibagi hasil penjumlahan A dan B`
        "hasil" if at > 0 && words::prefix_operator(key(at + 1)).is_some() => {
            (words::prefix_operator(key(at + 1))?, at + 2)
        }
        "bagi" | "bagilah" if at == 0 => (Operator::Divide, at + 1),
        "kurangi" | "kurangkan" if at == 0 => (Operator::Subtract, at + 1),
        "tambahkan" | "jumlahkan" if at == 0 => (Operator::Add, at + 1),
        word => match words::prefix_operator(word) {
            Some(operator) => (operator, at + 1),
            None if words::ratio_head(word) => (Operator::Divide, at + 1),
            None => return None,
        },
    };
    let mut from = found.1;
    // `penjumlahan dari hasil kali A dengan B` is a sum of products: `hasil kali` comes before the operands.
    let product = |at: usize| key(at) == "hasil" && matches!(key(at + 1), "kali" | "perkalian" | "bagi" | "pembagian");
    if product(from) || key(from) == "dari" && product(from + 1) {
        return None;
    }
    // `rasio yang menggambarkan perbandingan antara A dengan B`, `rasio perbandingan A terhadap B`
    let tells = |at: usize| matches!(key(at), "menggambarkan" | "menunjukkan" | "menyatakan" | "mengukur");
    loop {
        from += match key(from) {
            "antara" | "dari" | "hasil" => 1,
            "yang" if tells(from + 1) && words::ratio_head(key(from + 2)) => 3,
            "perbandingan" if found.0 == Operator::Divide => 1,
            // `menjumlahkan secara kumulatif semua ...`
            "secara" if found.0 == Operator::Add => 2,
            _ => break,
        };
    }
    (from <= tokens.len()).then_some((found.0, from))
}

/// How many words that could come before their operands are looked at.
const MOST_PREFIXES: usize = 32;

/// Whether a token is an operator in the middle for certain, and which.
pub(super) fn infix(tokens: &[Token<'_>], at: usize) -> Option<Operator> {
    let token = &tokens[at];
    match token.kind {
        Kind::Sign('÷' | SURE_DIVIDE) => Some(Operator::Divide),
        Kind::Sign('/') if token.spaced => Some(Operator::Divide),
        Kind::Sign('×') => Some(Operator::Multiply),
        // An equals sign ends the region of a prefix as an operator does.
        Kind::Sign('+' | '=') => Some(Operator::Add),
        Kind::Word => match &*token.key {
            "x" | "kali" => tokens
                .get(at + 1)
                .filter(|next| next.is_percent() || next.is_number() || next.is_open())
                .map(|_| Operator::Multiply),
            "di" => tokens.get(at + 1).and_then(|next| words::operator_stem(&next.key)),
            key => {
                let clause = || at > 0 && words::verb_before(&tokens[at - 1].key);
                let verb = || words::operator(key).filter(|_| !clause());
                let referring = words::referring_operator(key).filter(|_| at > 0);
                referring.or_else(|| super::roles::commanded(tokens, at)).or_else(verb)
            }
        },
        _ => None,
    }
}

/// How well a word parts the operands of a prefix operator.
fn parting(tokens: &[Token<'_>], from: usize, at: usize, end: usize, operator: Operator, antara: bool) -> Option<f32> {
    let mut score = match (&*tokens[at].key, operator) {
        ("dengan" | "dgn", _) => 1.0,
        ("terhadap", Operator::Divide) => 1.8,
        ("dan", Operator::Divide) if antara => -1.0,
        ("dan", Operator::Subtract | Operator::Add | Operator::Multiply) | ("oleh" | "kepada", Operator::Divide) => 0.5,
        ("dari", Operator::Subtract) => 0.3,
        ("dari", Operator::Divide) => -0.5,
        // `perbandingan A dan B` needs a quantity behind it.
        ("dan", Operator::Divide) => -0.7,
        _ => return None,
    };
    if at <= from || at + 1 >= end {
        return None;
    }
    let (first, before, next) = (&tokens[from], &tokens[at - 1], &tokens[at + 1]);
    // The word belongs to the verb before it: `ditambah dengan`, `dibandingkan dengan`.
    if before.is_word() && words::operator(&before.key).is_some() {
        return None;
    }
    // `kelompok di dalam dan sekitar kawasan`
    if tokens[at].is_key("dan") && before.is_word() && words::never_last(&before.key) {
        return None;
    }
    // `menjumlahkan semua pasar yang dibangun dan berjalan`: the clause goes on.
    let clause = || tokens[from..at].iter().any(|token| token.is_key("yang") || token.is_key("yg"));
    if operator == Operator::Add && tokens[at].is_key("dan") && !words::quantity_head(&next.key) && clause() {
        return None;
    }
    if !next.is_word() && !next.is_number() && !next.is_open() && !next.is_percent() && next.kind != Kind::Quoted {
        return None;
    }
    score += if next.is_word() && words::quantity_head(&next.key) { 2.5 } else { 0.0 };
    score += if next.key == first.key && next.is_word() { 3.5 } else { 0.0 };
    score += if before.is_sign(',') || before.is_close() { 0.7 } else { 0.0 };
    score -= if matches!(
        &*before.key,
        "sesuai"
            | "berkaitan"
            | "bertalian"
            | "sama"
            | "terkait"
            | "sehubungan"
            | "berhubungan"
            | "bersama"
            | "terhadap"
            | "dibandingkan"
            | "dibanding"
            | "sampai"
            | "dimulai"
    ) {
        5.0
    } else {
        0.0
    };
    score -= if matches!(
        &*next.key,
        "cara" | "menggunakan" | "rumus" | "kriteria" | "ketentuan" | "kondisi" | "jumlahnya"
    ) {
        3.0
    } else {
        0.0
    };
    // A symbol on each side.
    score += if next.is_symbol() && before.is_symbol() { 1.5 } else { 0.0 };
    Some(score)
}

/// `persentase A di antara semua B`: what a share is taken of, as in `persentase A terhadap B`; `desa di antara dua sungai` only
/// says where.
pub(super) fn among(tokens: &mut Vec<Token<'_>>) {
    let share = |at: usize| {
        tokens[at].is_word()
            && words::percent_head(&tokens[at].key)
            && (at == 0 || words::copula(&tokens[at - 1].key) || tokens[at - 1].kind == Kind::Break)
    };
    let parts = |token: &Token<'_>| token.is_key("terhadap") || words::operator(&token.key).is_some();
    let Some(head) = (0..tokens.len().min(MOST_BEFORE_A_SHARE)).rfind(|at| share(*at)) else { return };
    let whole = |at: usize| {
        tokens.get(at).is_some_and(|next| {
            words::count_head(&next.key) || matches!(&*next.key, "semua" | "seluruh" | "keseluruhan" | "para")
        })
    };
    let Some(at) = (head + 2..tokens.len()).find(|at| {
        tokens[*at].is_key("diantara") && whole(at + 1)
            || tokens[*at].is_key("di") && tokens.get(at + 1).is_some_and(|next| next.is_key("antara")) && whole(at + 2)
    }) else {
        return;
    };
    let scaled = matches!(&**tokens, [.., times, scale] if scale.is_scale() && times.multiplies());
    let before_scale = &tokens[..tokens.len() - if scaled { 2 } else { 0 }];
    if before_scale.iter().any(|token| token.is_word() && parts(token)) || super::frame::computes_apart(before_scale) {
        return;
    }
    if tokens[at].is_key("di") {
        tokens.remove(at + 1);
    }
    tokens[at].key = "terhadap".into();
}

/// `Rasio A berbanding B` says what `rasio A terhadap B` says.
pub(super) fn compared(tokens: &mut [Token<'_>]) {
    let Some(head) = (0..tokens.len().min(MOST_BEFORE_A_SHARE)).find(|at| words::ratio_head(&tokens[*at].key)) else {
        return;
    };
    let lead = tokens[..head].last().is_none_or(|before| !before.is_word() || words::copula(&before.key));
    let Some(at) = (head + 2..tokens.len()).find(|at| tokens[*at].is_key("berbanding")) else { return };
    let alone = !tokens[head..at].iter().any(|token| token.is_key("terhadap") || super::frame::is_division(token));
    if lead && alone && tokens.get(at + 1).is_some_and(Token::is_word) {
        tokens[at].key = "terhadap".into();
    }
}

/// `Rasio A terhadap B tahun ini - Rasio A terhadap B tahun lalu`: two figures of one ratio, each of which keeps its name.
pub(super) fn same_ratio_twice(tokens: &mut [Token<'_>]) {
    let dash = |at: &usize| {
        let (before, next) = (&tokens[*at], tokens.get(at + 1));
        matches!(before.kind, Kind::Sign('-' | '–' | '−')) && before.spaced && next.is_some_and(|next| next.spaced)
    };
    let Some(at) = (3..tokens.len()).find(dash) else { return };
    let begins = tokens[..at].iter().rposition(|token| !token.is_word()).map_or(0, |last| last + 1);
    let (left, right) = (&tokens[begins..at], &tokens[at + 1..]);
    let alike =
        left.len() > 3 && left.iter().zip(right).take(4).filter(|(a, b)| a.key == b.key && a.is_word()).count() == 4;
    if !alike || !left.first().is_some_and(|first| words::ratio_head(&first.key)) {
        return;
    }
    let end =
        at + 1 + right.iter().take_while(|token| token.is_word() && words::operator(&token.key).is_none()).count();
    for token in &mut tokens[begins..end] {
        if token.is_key("terhadap") || words::ratio_head(&token.key) {
            token.keep_in_name();
        }
    }
}

/// How many tokens stand before such a share at most.
const MOST_BEFORE_A_SHARE: usize = 40;

/// Rewrites the first operator that comes before its operands; tokens without one come back unchanged.
pub(super) fn rewrite<'a, 't>(tokens: Tokens<'a, 't>, context: &Context) -> Verbal<'a, 't> {
    if (0..tokens.len()).all(|at| prefix(&tokens, at).is_none()) {
        return Verbal::plain(tokens);
    }
    let mut depth = 0;
    // Where the operand begins that the walk is in.
    let mut operand = 0;
    let mut tried = 0;
    for at in 0..tokens.len() {
        depth = deepen(depth, &tokens[at]);
        if depth > 0 {
            continue;
        }
        let Some((operator, from)) = prefix(&tokens, at) else {
            if infix(&tokens, at).is_some() {
                operand = at + 1;
            }
            continue;
        };
        // Behind an operator in the middle only `hasil kali` and the like begin an operand.
        tried += 1;
        if tried > MOST_PREFIXES {
            break;
        }
        let noun = tokens[at].is_key("hasil") || tokens[at].is_key("selisih") || tokens[at].is_key("perkalian");
        if operand > 0 && !(noun && at <= operand + 1) {
            continue;
        }
        let sums = summed(&tokens, at);
        let lead = sums.unwrap_or(at);
        if !is_lead(&tokens[operand..lead.max(operand)]) {
            continue;
        }
        let end = region_end(&tokens, from, operator);
        let words = Prefixed { tokens: &tokens, at, operator, from, end, operand, sums: sums.is_some() };
        if let Some(written) = words.rewritten(context) {
            return written;
        }
    }
    Verbal::plain(tokens)
}

impl<'a, 't> Verbal<'a, 't> {
    /// Tokens that hold no such operator any more, and nothing to say about them.
    fn plain(tokens: Tokens<'a, 't>) -> Self {
        Self { tokens, in_percent: false, comparison: None, of_total: None, rival: None }
    }
}

/// An operator before its operands, and where these stand.
struct Prefixed<'p, 't> {
    tokens: &'p [Token<'t>],
    /// The word of the operator.
    at: usize,
    operator: Operator,
    /// The operands.
    from: usize,
    end: usize,
    /// The operand of an operator in the middle that all of it is.
    operand: usize,
    /// Whether it stands under a sum: `jumlah hasil kali A dan B`.
    sums: bool,
}

impl<'t> Prefixed<'_, 't> {
    /// The word names a ratio, `rasio` or `persentase`, and does not command.
    fn is_ratio(&self) -> bool {
        let key = &self.tokens[self.at].key;
        words::ratio_head(key) && words::prefix_operator(key).is_none()
    }

    fn has_antara(&self) -> bool {
        self.tokens[self.at..self.from].iter().any(|token| token.is_key("antara"))
    }

    /// What is written with brackets and signs, or `None` where the words part nothing.
    fn rewritten<'a>(&self, context: &Context) -> Option<Verbal<'a, 't>> {
        let (partings, of_whole) = self.partings();
        if let Some(sum) = self.added_up(!partings.is_empty()) {
            return Some(Verbal::plain(sum.into()));
        }
        // `Perbandingan jumlah A dibagi jumlah B`: the verb in the middle does it, the first word is noise.
        let same_inside = (self.from..self.tokens.len()).find_map(|at| infix(self.tokens, at));
        let middle = same_inside == Some(self.operator) && self.end < self.tokens.len();
        let middle = middle || partings.is_empty() && self.is_signed();
        let strong = partings.first().is_some_and(|(_, score)| *score >= 3.0);
        if partings.is_empty() || middle && !strong {
            return self.without_parting(middle).map(|tokens| Verbal::plain(tokens.into()));
        }
        let (part, score) = partings[0];
        let of_total = (of_whole && self.tokens[part].key == "dari").then(|| self.tokens[part].clone());
        let near = |(_, other): &&(usize, f32)| score - other < 1.5;
        let rival = partings.get(1).filter(|_| of_total.is_none()).filter(near);
        // `perbandingan dari A, B, C dan D`: what is compared with what is not told.
        let listed = self.operator == Operator::Divide
            && self.tokens[part].is_key("dan")
            && self.tokens[self.from..part].iter().any(|token| token.is_sign(','));
        // `perbandingan jumlah guru antara SD dengan SMP`: what both are counts of stands once.
        let shared = self.operator == Operator::Divide
            && !self.has_antara()
            && self.tokens[self.from..part].iter().skip(1).any(|token| token.is_key("antara"));
        let listed = listed || shared;
        let comparison = if listed { Some(self.tokens[self.at].span) } else { self.comparison(part, context) };
        Some(Verbal {
            tokens: self.parted(part, context).into(),
            in_percent: words::percent_head(&self.tokens[self.at].key),
            comparison,
            of_total,
            rival: rival.map(|(at, _)| self.tokens[*at].clone()),
        })
    }

    /// The words that could part the operands, the best first, and whether one is the `dari` of a whole.
    fn partings(&self) -> (Vec<(usize, f32)>, bool) {
        let Self { tokens, at, from, end, operator, .. } = *self;
        let (ratio, antara) = (self.is_ratio(), self.has_antara());
        let mut partings = Vec::new();
        let mut of_whole = false;
        let mut inner = 0;
        for i in from..end {
            inner = deepen(inner, &tokens[i]);
            if inner == 0
                && tokens[i].is_word()
                && let Some(score) = parting(tokens, from, i, end, operator, antara)
            {
                // `persentase A dengan B` does not divide; `terhadap` or `antara` has to say so, or a new quantity.
                let worded = matches!(&*tokens[at].key, "rasio" | "ratio") && score >= 3.0 && end == tokens.len();
                // `proporsi A dari total B`: of a whole that counts.
                let whole = tokens[i].key == "dari"
                    && tokens.get(i + 1).is_some_and(|next| {
                        words::count_head(&next.key) || matches!(&*next.key, "seluruh" | "semua" | "keseluruhan")
                    });
                of_whole |= ratio && whole;
                if !ratio && tokens[i].key != "dari"
                    || operator == Operator::Subtract
                    || tokens[i].key == "terhadap"
                    || antara
                    || worded
                    || ratio && whole
                {
                    partings.push((i, score));
                }
            }
        }
        partings.sort_by(|a, b| b.1.total_cmp(&a.1));
        (partings, of_whole)
    }

    /// `menjumlahkan A, B, dan C`: every comma parts.
    fn added_up(&self, parted: bool) -> Option<Vec<Token<'t>>> {
        let Self { tokens, from, end, .. } = *self;
        if self.operator != Operator::Add {
            return None;
        }
        let listed = list_of(&tokens[from..end]);
        if listed.len() <= 1 || listed.len() == 2 && !parted {
            return None;
        }
        let mut out = tokens[..self.operand].to_vec();
        out.push(Token::made(SURE_OPEN, tokens[from].span, tokens[from].line));
        for (i, part) in listed.into_iter().enumerate() {
            if i > 0 {
                out.push(Token::made('+', part[0].span, part[0].line));
            }
            out.extend(part);
        }
        out.push(Token::made(SURE_CLOSE, tokens[end - 1].span, tokens[end - 1].line));
        out.extend_from_slice(&tokens[end..]);
        Some(out)
    }

    /// `jumlah A dibagi perkalian B dikali C`: the operands of the word in brackets, behind what it belongs to.
    fn within_another(&self) -> Vec<Token<'t>> {
        let Self { tokens, from, operator, operand, .. } = *self;
        let other = |at: &usize| infix(tokens, *at).is_some_and(|found| found != operator);
        let mut end = (from..tokens.len()).find(other).unwrap_or(tokens.len());
        while end > from + 1 && end < tokens.len() && super::roles::joins_operator(tokens, end - 1) {
            end -= 1;
        }
        let mut out = tokens[..operand].to_vec();
        super::layout::push_group(&mut out, tokens[from..end].to_vec(), tokens[from].line);
        out.extend_from_slice(&tokens[end..]);
        out
    }

    /// `perkalian A x B`: a sign between the operands says the same as the word before them.
    fn is_signed(&self) -> bool {
        let says = |at: usize| {
            let (token, next) = (&self.tokens[at], self.tokens.get(at + 1));
            let apart = token.spaced && next.is_some_and(|next| next.spaced);
            match self.operator {
                Operator::Multiply => token.is_times(),
                Operator::Divide => apart && matches!(token.kind, Kind::Sign('/' | ':')),
                Operator::Subtract => apart && matches!(token.kind, Kind::Sign('-' | '–' | '−')),
                Operator::Add => token.is_sign('+'),
                Operator::Power => false,
            }
        };
        !self.is_ratio() && (self.from + 1..self.end.saturating_sub(1)).any(says)
    }

    /// What is read where no word parts operands for certain.
    fn without_parting(&self, middle: bool) -> Option<Vec<Token<'t>>> {
        let Self { tokens, at, from, end, operator, .. } = *self;
        let (ratio, antara) = (self.is_ratio(), self.has_antara());
        // `Persentase jumlah A dibagi jumlah B` says twice that it divides.
        let counted = tokens.get(from).is_some_and(|next| words::count_head(&next.key));
        if middle && (!ratio || antara || counted) {
            if self.operand > 0 {
                return Some(self.within_another());
            }
            let rest = tokens[from..].to_vec();
            return Some(if self.sums { summing(rest, &tokens[at]) } else { rest });
        }
        // `perbandingan antara A ditambah dengan B dibandingkan dengan C`: the whole sum is compared.
        let divided = (from..tokens.len()).find(|i| infix(tokens, *i) == Some(Operator::Divide));
        let sums_before =
            |at: usize| (from..at).any(|i| matches!(infix(tokens, i), Some(Operator::Add | Operator::Subtract)));
        if operator == Operator::Divide
            && antara
            && let Some(at) = divided.filter(|at| sums_before(*at))
        {
            let mut sum = tokens[from..at].to_vec();
            super::frame::trim_ends(&mut sum);
            let mut out = tokens[..self.operand].to_vec();
            super::layout::push_group(&mut out, sum, tokens[from].line);
            out.extend_from_slice(&tokens[at..]);
            return Some(out);
        }
        // `penjumlahan dari setiap ekor`: a sum over what follows.
        let sums_up = tokens[at].key.starts_with("pe") || tokens[at].is_key("menjumlahkan");
        let over_all = operator == Operator::Add && sums_up && end == tokens.len();
        over_all.then(|| summing(tokens[from..].to_vec(), &tokens[at]))
    }

    /// The operands on both sides of `part`, each in brackets, with the sign between.
    fn parted(&self, part: usize, context: &Context) -> Vec<Token<'t>> {
        let Self { tokens, at, from, end, operator, operand, .. } = *self;
        let mut right = tokens[part + 1..end].to_vec();
        let mut left = tokens[from..part].to_vec();
        super::frame::trim_ends(&mut left);
        // `NMK adalah perbandingan Mt terhadap Mb yang digunakan ...`: a clause behind a symbol only explains.
        if right.len() > 1 && right[0].is_symbol() && right[1].is_key("yang") {
            right.truncate(1);
        }
        // `kurangkan A dari B` takes A away from B.
        let reversed = operator == Operator::Subtract && tokens[part].is_key("dari") && !tokens[at].is_key("selisih");
        if reversed {
            std::mem::swap(&mut left, &mut right);
        }
        super::frame::trim_ends(&mut right);
        let sign = match operator {
            Operator::Add => '+',
            Operator::Subtract => '−',
            Operator::Multiply => '×',
            Operator::Divide | Operator::Power => SURE_DIVIDE,
        };
        let (start, place, close) = (tokens[from].span, tokens[part].span, tokens[end - 1].span);
        let made = |sign: char, span: Span| Token::made(sign, span, tokens[part].line);
        let mut out = Vec::with_capacity(tokens.len() + 8);
        out.push(made(SURE_OPEN, start));
        out.extend(nested(left, context));
        out.extend([made(SURE_CLOSE, place), made(sign, place), made(SURE_OPEN, place)]);
        out.extend(nested(right, context));
        out.push(made(SURE_CLOSE, close));
        // `selisih A dengan B dibagi C` divides the whole difference.
        if end < tokens.len() && matches!(operator, Operator::Add | Operator::Subtract) {
            out.insert(0, made(SURE_OPEN, start));
            out.push(made(SURE_CLOSE, close));
        }
        let mut rest = tokens[end..].to_vec();
        if self.sums {
            out.append(&mut rest);
            out = summing(out, &tokens[at]);
        }
        if operand > 0 {
            out.insert(0, made(SURE_OPEN, start));
            out.splice(0..0, tokens[..operand].iter().cloned());
            out.push(made(SURE_CLOSE, close));
        }
        out.append(&mut rest);
        out
    }

    /// `membandingkan jumlah A dengan jumlah B` is a ratio; `membandingkan sasaran dengan hasil` may only compare.
    fn comparison(&self, part: usize, context: &Context) -> Option<Span> {
        let Self { tokens, at, from, end, .. } = *self;
        let quantity = |at: usize, end: usize| {
            let first = &tokens[at];
            first.is_word() && words::quantity_head(&first.key) && end > at + 1 || first.is_symbol()
        };
        let heads = quantity(from, part) && quantity(part + 1, end);
        let named = context.wants_ratio() || context.wants_growth();
        let compares = matches!(&*tokens[at].key, "membandingkan" | "pembandingan");
        (compares && end == tokens.len() && !heads && !named).then_some(tokens[at].span)
    }
}

/// `penjumlahan A, B, dan C` as an operand of another prefix operator.
fn nested<'t>(side: Vec<Token<'t>>, context: &Context) -> Vec<Token<'t>> {
    let adds = side.first().is_some_and(|first| matches!(&*first.key, "penjumlahan" | "menjumlahkan"));
    if adds { rewrite(side.into(), context).tokens.into_owned() } else { side }
}

/// `tokens` under a Σ.
fn summing<'t>(tokens: Vec<Token<'t>>, at: &Token<'t>) -> Vec<Token<'t>> {
    let mut out = Vec::with_capacity(tokens.len() + 3);
    let mut sigma = Token::made('∑', at.span, at.line);
    sigma.kind = Kind::Sigma;
    out.push(sigma);
    out.push(Token::made(SURE_OPEN, at.span, at.line));
    let end = tokens.last().map_or(at.span, |last| last.span);
    out.extend(tokens);
    out.push(Token::made(SURE_CLOSE, end, at.line));
    out
}

/// Where `jumlah (total) (semua) hasil perkalian` or `total dari hasil perkalian` begins: a sum over products.
fn summed(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut from = at;
    while from > 0 && matches!(&*tokens[from - 1].key, "total" | "semua" | "seluruh" | "dari" | "hasil" | "setiap") {
        from -= 1;
    }
    // `jumlah perkalian bobot dengan skor` needs no `hasil`.
    let products = from < at || tokens[at].is_key("perkalian");
    let adds = |key: &str| matches!(key, "jumlah" | "penjumlahan" | "menjumlahkan" | "menjumlah");
    let head = from.checked_sub(1).filter(|first| adds(&tokens[*first].key) && products);
    let total =
        || from < at && tokens[from].is_key("total") && tokens[from + 1..at].iter().any(|token| token.is_key("dari"));
    head.or_else(|| total().then_some(from))
}

/// The members of `A, B, dan C`; one member where no comma parts.
fn list_of<'t>(tokens: &[Token<'t>]) -> Vec<Vec<Token<'t>>> {
    let mut depth = 0;
    let mut members: Vec<Vec<Token<'t>>> = vec![Vec::new()];
    let commas = tokens.iter().any(|token| token.is_sign(','));
    for (at, token) in tokens.iter().enumerate() {
        depth = deepen(depth, token);
        let last = token.is_key("dan") && at > 0 && (tokens[at - 1].is_sign(',') || commas);
        if depth == 0 && (token.is_sign(',') || last) {
            members.push(Vec::new());
        } else if let Some(member) = members.last_mut() {
            member.push(token.clone());
        }
    }
    members.retain(|member| member.iter().any(Token::is_word));
    members
}

/// Whether tokens before a prefix operator only lead to it.
fn is_lead(tokens: &[Token<'_>]) -> bool {
    let words_only =
        tokens.iter().all(|token| token.is_word() || token.is_number() || matches!(token.kind, Kind::Sign(',' | ':')));
    let leads =
        tokens.iter().all(|token| !token.is_word() || words::apparatus(&token.key) || words::copula(&token.key));
    let announced = tokens.iter().any(|token| {
        token.is_word()
            && (words::reckoning(&token.key)
                || words::copula(&token.key)
                || matches!(&*token.key, "cara" | "menggunakan" | "mendapatkan" | "memperoleh" | "melakukan")
                || matches!(&*token.key, "koefisien" | "besarnya")
                || matches!(&*token.key, "menggambarkan" | "menunjukkan" | "menyatakan"))
    });
    words_only && (leads || announced)
}

/// The end of the region that a prefix operator takes: the next operator in the middle, or the end.
fn region_end(tokens: &[Token<'_>], from: usize, operator: Operator) -> usize {
    let last_parting = tokens.iter().rposition(|token| token.is_key("dengan") || token.is_key("terhadap"));
    let mut depth = 0;
    for at in from..tokens.len() {
        depth = deepen(depth, &tokens[at]);
        // `perbandingan antara A ditambah B dengan C`: a sum is an operand of the quotient.
        let inner = |found: Operator| {
            operator == Operator::Divide
                && matches!(found, Operator::Add | Operator::Subtract)
                && last_parting.is_some_and(|last| last > at)
                && tokens[at].is_word()
        };
        if depth == 0 && infix(tokens, at).is_some_and(|found| !inner(found)) {
            let mut end = at;
            while end > from + 1 && (tokens[end - 1].is_sign(',') || super::roles::joins_operator(tokens, end - 1)) {
                end -= 1;
            }
            return end;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    #[test]
    fn a_share_is_taken_of_a_whole_and_not_of_a_place() {
        let read = |text: &str| Reader::new().read(text).unwrap().to_sexpr();
        assert_eq!(read("Persentase desa maju di antara seluruh desa"), "(* (/ \"desa maju\" \"seluruh desa\") 100%)");
        assert_eq!(read("Persentase desa di antara dua sungai"), "\"Persentase desa di antara dua sungai\"");
    }
}
