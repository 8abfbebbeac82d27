//! The clues at a place with two roles, each worth some points for the operator or against it.

use super::products;
use super::roles::{Context, Role, before, part_key};
use super::token::{Kind, Token};
use super::words;
use crate::formula::Operator;

/// How far a clue looks to either side.
const WINDOW: usize = 48;

/// The run of tokens on one side of a place, up to the next decided sign.
fn left_run<'a, 't>(tokens: &'a [Token<'t>], at: usize, roles: &[Role]) -> &'a [Token<'t>] {
    let from = (at.saturating_sub(WINDOW)..at)
        .rev()
        .find(|i| roles[*i] != Role::Part)
        .map_or(at.saturating_sub(WINDOW), |i| i + 1);
    &tokens[from..at]
}

fn right_run<'a, 't>(tokens: &'a [Token<'t>], at: usize, roles: &[Role]) -> &'a [Token<'t>] {
    let limit = (at + 1 + WINDOW).min(tokens.len());
    let to = (at + 1..limit).find(|i| !matches!(roles[*i], Role::Part)).unwrap_or(limit);
    &tokens[at + 1..to]
}

fn is_head(token: &Token<'_>) -> bool {
    token.is_word() && words::quantity_head(&token.key)
}

/// Whether a run is a symbol or a name that the text defines or that is known.
fn is_defined(run: &[Token<'_>], context: &Context) -> bool {
    !run.is_empty()
        && context
            .defined
            .iter()
            .chain(&context.known)
            .any(|name| name.len() == run.len() && name.iter().zip(run).all(|(part, token)| *part == part_key(token)))
}

/// Words of five letters and more that both runs have.
fn share_words(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    left.iter()
        .filter(|token| token.is_word() && token.key.len() > 4 || token.is_symbol() && token.key.len() > 1)
        .any(|token| right.iter().any(|other| other.is_word() && other.key == token.key))
}

/// What is known of an expression at a place, kept up by the walk over it.
#[derive(Clone, Copy)]
pub(super) struct Surroundings {
    /// Whether any decided operator divides.
    pub divided: bool,
    /// How many brackets are open.
    pub depth: usize,
    /// Whether the expression ends with a multiplication by 100% and has one slash that could divide.
    pub scaled: bool,
}

/// The operator that a token with two roles could be, and what the clues say.
pub(super) fn open_place(
    tokens: &[Token<'_>],
    at: usize,
    roles: &[Role],
    context: &Context,
    around: Surroundings,
) -> Option<(Operator, f32)> {
    let token = &tokens[at];
    if token.is_word() && !matches!(&*token.key, "x" | "kali" | "terhadap" | "per" | "tambah" | "kurang") {
        return None;
    }
    let (left, right) = (left_run(tokens, at, roles), right_run(tokens, at, roles));
    // The sign after `before an open bracket` has a run that is empty but an operand all the same.
    // So does a bracket without a partner.
    // `- rata-rata(B)`: the words of a function in two parts are skipped up to its call.
    let doubled = tokens.get(at + 1).is_some_and(|next| next.is_key("rata") && roles[at + 1] == Role::Skip)
        && (at + 2..tokens.len().min(at + 4)).any(|i| matches!(roles[i], Role::Call(_)));
    let opens = doubled
        || tokens.get(at + 1).is_some_and(|next| {
            matches!(roles[at + 1], Role::Open | Role::Call(_)) || next.is_open() && roles[at + 1] == Role::Skip
        });
    let closes = at > 0 && (roles[at - 1] == Role::Close || tokens[at - 1].is_close() && roles[at - 1] == Role::Skip);
    let Surroundings { divided, depth, scaled } = around;
    let side = Sides { tokens, at, left, right, opens, closes, scaled, context };
    match &token.kind {
        Kind::Sign('/') => Some((Operator::Divide, side.slash(divided))),
        Kind::Sign(':') => {
            // `biaya yang meliputi : gaji`: what follows lists.
            if left.last().is_some_and(|last| words::lists(&last.key)) {
                return Some((Operator::Divide, -6.0));
            }
            if !left.is_empty() || closes {
                let score = super::colon::colon_divides(left, right, token);
                // What is scaled by 100% has to be a quotient, unless the colon could end a label.
                let self_named = !context.title.is_empty();
                let sure = closes || opens || depth > 0 || scaled && (self_named || side.first_left_is_head());
                return Some((Operator::Divide, if sure { score.max(0.0) + 4.0 } else { score.max(0.1) }));
            }
            None
        }
        // `usia 15+` is a name.
        Kind::Sign('+') => {
            let counted = |before: &Token<'_>| {
                before.is_number() && at >= 2 && tokens[at - 2].is_word()
                    || before.is_word() && before.text.ends_with(|c: char| c.is_ascii_digit())
            };
            // `BTA+ per 100.000`: what a count is taken per begins no quantity.
            let per = tokens.get(at + 1).is_some_and(|next| next.is_key("per") && next.spaced);
            let open_end = !token.spaced && at > 0 && (counted(&tokens[at - 1]) || per);
            let operand = right.first().is_some_and(|next| {
                !next.spaced || is_head(next) || next.is_number() || next.is_symbol() && next.key != "x"
            });
            Some((Operator::Add, if open_end && !operand && !opens { -9.0 } else { 9.0 }))
        }
        Kind::Sign('-' | '−' | '–') => Some((Operator::Subtract, side.dash())),
        Kind::Sign('*') => {
            let last = tokens.get(at + 1).is_none() || matches!(roles[at + 1], Role::Close);
            // `Tahun Pengadaan* Jumlah Nilai`: perhaps the mark of a footnote.
            let marks = !token.spaced
                && side.spaced_after()
                && left.last().is_some_and(|word| word.is_word() && !word.is_symbol());
            (!last && (!left.is_empty() || closes)).then_some((Operator::Multiply, if marks { 0.5 } else { 5.0 }))
        }
        // `Ni . Bi`: a point between two symbols, with blanks on both sides, multiplies.
        Kind::Sign('.') => {
            let (before, after) = (side.spaced_before(), side.spaced_after());
            let next = right.first()?;
            let symbols = left.len() == 1 && (left[0].is_symbol() || left[0].is_number()) && next.is_symbol();
            // `Bi.Si`: letters with their index need no blanks.
            let letters = left.len() == 1 && products::is_letter(&left[0]) && products::is_letter(next);
            // `0,6.UT`
            let weight = left.len() == 1 && left[0].is_number() && left[0].text.contains(',') && next.is_symbol();
            (before && after && symbols || !before && !after && (letters || weight))
                .then_some((Operator::Multiply, 2.0))
        }
        Kind::Word => match &*token.key {
            "x" => side.times(),
            "kali" => side.kali(),
            "terhadap" => side.terhadap(),
            "per" => side.per(),
            "tambah" | "kurang" => side.bare_verb(),
            _ => None,
        },
        _ => None,
    }
}

/// How far another slash is looked for.
const FAR: usize = 24;

/// A place with what stands on both sides.
struct Sides<'a, 't> {
    tokens: &'a [Token<'t>],
    at: usize,
    left: &'a [Token<'t>],
    right: &'a [Token<'t>],
    /// A grouping bracket follows.
    opens: bool,
    /// A grouping bracket ends before it.
    closes: bool,
    /// See [`Surroundings::scaled`].
    scaled: bool,
    context: &'a Context,
}

impl Sides<'_, '_> {
    fn spaced_before(&self) -> bool {
        self.tokens[self.at].spaced || self.at > 0 && self.tokens[self.at].line > self.tokens[self.at - 1].line
    }

    fn spaced_after(&self) -> bool {
        self.tokens.get(self.at + 1).is_some_and(|next| next.spaced || next.line > self.tokens[self.at].line)
    }

    fn first_right_is_head(&self) -> bool {
        self.right.first().is_some_and(is_head)
    }

    fn first_left_is_head(&self) -> bool {
        self.left.first().is_some_and(is_head)
    }

    /// Both operands are symbols, or defined names.
    fn symbols(&self) -> bool {
        let whole = |run: &[Token<'_>]| {
            is_defined(run, self.context)
                || !run.is_empty()
                    && run.len() <= 3
                    // Words in capitals are no symbols: `JUMLAH SISWA SD/MI`.
                    && (run.len() == 1 || run.iter().all(|token| token.text.len() <= 5))
                    && run
                        .iter()
                        .all(|token| token.is_symbol() || token.is_number() || token.is_open() || token.is_close())
        };
        (self.closes || whole(self.left))
            && (self.opens || whole(&self.right[..self.right.len().min(self.symbol_width())]))
    }

    /// How many tokens of the right side belong to the first symbol of it.
    fn symbol_width(&self) -> usize {
        let next_sign = self.right.iter().position(|token| {
            matches!(token.kind, Kind::Sign('+' | '/' | ':' | '-' | '−' | '–' | '*')) || token.is_key("x")
        });
        next_sign.unwrap_or(self.right.len())
    }

    /// A glued slash beside one with blanks before a count: `Jumlah sertifikat/hasil penilaian / jumlah siswa`.
    fn beside_spaced_slash(&self) -> bool {
        let spaced = |at: usize| {
            let (slash, next) = (&self.tokens[at], self.tokens.get(at + 1));
            slash.is_sign('/') && slash.spaced && next.is_some_and(|next| next.spaced && words::count_head(&next.key))
        };
        let glued = !self.spaced_before() && !self.spaced_after();
        let worded = self.left.len() > 1 && self.right.len() > 1;
        glued && worded && (self.at + 1..self.tokens.len().min(self.at + FAR)).any(spaced)
    }

    fn slash(&self, divided: bool) -> f32 {
        let divided = divided || self.beside_spaced_slash();
        let (Some(last), Some(next)) = (
            self.left.last().or_else(|| before(self.tokens, self.at)),
            self.right.first().or_else(|| self.tokens.get(self.at + 1)),
        ) else {
            return -9.0;
        };
        if self.opens || self.closes {
            return 6.0;
        }
        if self.left.is_empty() || self.right.is_empty() {
            return -9.0;
        }
        // 1/3, and 50.000/100 as well; but 2020/2021 is a year.
        if last.is_number() && next.is_number() {
            let year = |token: &Token<'_>| {
                token.text.len() == 4 && (token.text.starts_with("19") || token.text.starts_with("20"))
            };
            let in_name = self.left.len() > 1 && !self.spaced_before();
            return if year(last) && year(next) || in_name { -4.0 } else { 6.0 };
        }
        if next.is_key("tidak") || next.is_key("belum") {
            return -9.0;
        }
        // `jumlah penduduk/100.000` can only divide.
        let apart = self.spaced_before() && self.spaced_after();
        if next.is_number() && (next.text.len() > 2 || apart) && self.symbol_width() == 1 {
            return 6.0;
        }
        // `pengeluaran Juli/26 hari`
        let period = |token: &Token<'_>| matches!(&*token.key, "hari" | "bulan" | "minggu" | "tahun" | "jam");
        if next.is_number()
            && self.right.get(1).is_some_and(period)
            && (self.first_left_is_head() || self.left.len() < 3)
        {
            return 3.0;
        }
        let mut score: f32 = match (self.spaced_before(), self.spaced_after()) {
            (true, true) => 3.0,
            (false, false) => -1.5,
            _ => -1.0,
        };
        // `sertifikat/hasil penilaian` in a text that divides elsewhere.
        let alternative = divided && next.is_key("hasil") && !self.spaced_before() && !self.spaced_after();
        if self.first_right_is_head() && !alternative {
            score += if self.spaced_before() || self.spaced_after() || self.left.len() > 2 { 3.5 } else { 2.5 };
        }
        score += if self.first_left_is_head() { 0.5 } else { 0.0 };
        // `PAD sektor/ PAD kota`: both sides begin alike.
        let alike = self.left.len() > 1 && self.left[0].text == next.text && self.spaced_after();
        score += if alike { 3.5 } else { 0.0 };
        let pair = words::alternative_word(&last.key) && words::alternative_word(&next.key);
        // `skor/nilai`: two heads glued to each other are two words for one thing.
        let synonyms = words::synonymous_head(&last.key) && words::synonymous_head(&next.key);
        let heads = !self.scaled && self.left.len() == 1 && synonyms && !self.spaced_before() && !self.spaced_after();
        // `Realisasi/Target x 100%`: one word on each side, then the factor of a share.
        let share = self.left.len() == 1 && last.is_word() && next.is_word() && self.scaled_behind(1);
        score += if share && !pair { 5.0 } else { 0.0 };
        score -= if pair || heads { 5.0 } else { 0.0 };
        if next.is_key("atau") || last.is_key("dan") {
            score -= 9.0;
        }
        // `Ci/Lij maks`: letters with their index are quantities.
        let letters = self.left.len() == 1 && products::is_letter(last) && products::is_letter(next);
        let symbols = self.symbols() || letters;
        if symbols {
            score += 4.5;
        } else if last.is_symbol() && next.is_symbol() && !self.spaced_before() && self.left.len() > 1 {
            // TPI/PPI within a longer name.
            score -= 2.0;
        }
        if is_defined(self.left, self.context) || is_defined(&self.right[..self.symbol_width()], self.context) {
            score += 3.0;
        }
        // The only sign between what is multiplied by 100%: without it nothing would be divided.
        score += if self.scaled && !divided && !pair { 3.5 } else { 0.0 };
        let near = &self.right[..self.symbol_width()];
        score += if share_words(self.left, near) { 1.0 } else { 0.0 };
        // Under the name of a count, a slash between two things without a head says "or".
        if self.context.wants_count() && !self.first_left_is_head() && !self.first_right_is_head() && !symbols {
            score -= 3.5;
        }
        score += if self.context.wants_ratio() && !divided { 0.5 } else { 0.0 };
        score -= if divided { 1.0 } else { 0.0 };
        // Nothing says that either side counts, or that a ratio is asked for.
        let bare = !self.first_left_is_head() && !self.first_right_is_head() && !symbols && !self.scaled;
        // `Konsumsi Energi Final (SBM) / PDB harga konstan`: two quantities of several words with capitals.
        let capital = |token: Option<&Token<'_>>| token.is_some_and(|token| token.text.starts_with(char::is_uppercase));
        let wide = apart
            && self.left.len() > 2
            && near.len() > 2
            && self.at == self.left.len()
            && capital(self.left.first())
            && capital(self.right.first());
        if bare && !wide && !self.context.wants_ratio() && !share_words(self.left, near) {
            score = score.min(1.4);
        }
        // Alike words of one sort on both sides without a blank: siswa/siswi, gudang/kios.
        if !self.spaced_before() && !self.spaced_after() && !self.first_right_is_head() && !symbols {
            score -= 1.5;
        }
        score
    }

    /// Whether so many tokens after the sign a factor of 100 follows.
    fn scaled_behind(&self, width: usize) -> bool {
        let (times, factor) = (self.tokens.get(self.at + width + 1), self.tokens.get(self.at + width + 2));
        times.is_some_and(Token::multiplies) && factor.is_some_and(|factor| factor.is_percent() || factor.text == "100")
    }

    fn dash(&self) -> f32 {
        let token = &self.tokens[self.at];
        if self.opens || self.closes {
            let glued = !token.spaced && self.opens && !self.closes;
            return if glued && self.left.last().is_some_and(Token::is_word) { -3.0 } else { 6.0 };
        }
        // A minus before a number at the start of an operand is a sign of the number.
        if self.left.is_empty() {
            // `-A + B` begins with a minus, `- Jumlah A` with a mark of a list.
            let glued = |next: &Token<'_>| next.is_symbol() && !next.spaced;
            let number = |next: &Token<'_>| next.is_number() || next.is_percent();
            return match self.right.first() {
                Some(next) if number(next) => 4.0,
                Some(next) if glued(next) => 6.0,
                _ => -2.0,
            };
        }
        let (Some(last), Some(next)) = (self.left.last(), self.right.first()) else { return -9.0 };
        // `TB/U < -2 SD` compares with a negative number.
        if matches!(last.kind, Kind::Sign('<' | '>' | '≤' | '≥')) {
            return -9.0;
        }
        let (before, after) = (self.spaced_before(), self.spaced_after());
        // `kurang dari -2 SD`: behind a preposition the sign belongs to the number.
        if last.is_word() && words::never_last(&last.key) && before && !after && next.is_number() {
            return -9.0;
        }
        // Between two names that are known there is nothing to doubt.
        let known = |run: &[Token<'_>]| is_defined(run, self.context);
        if before && after && known(self.left) && known(&self.right[..self.symbol_width()]) {
            return 6.0;
        }
        // `sampah terangkut – sampah terolah`: with blanks on both sides a long dash joins no doubled word, most likely.
        let long = !token.is_sign('-') && before && after && self.left.len() > 1 && self.right.len() > 1;
        if long && last.is_word() && last.key == next.key && !last.is_symbol() {
            let chained = self.tokens.iter().filter(|other| other.kind == token.kind && other.spaced).count() > 1;
            return if chained { 2.0 } else { 1.0 };
        }
        if last.is_word()
            && next.is_word()
            && (last.key == next.key && !(last.is_symbol() && (before && after || last.text.contains('_')))
                || last.key == "rata" && next.key.starts_with("rata"))
        {
            // `Target - Target` is no doubled word: both are written as names.
            let names = before && after && self.left.len() == 1;
            return if names && next.text.starts_with(char::is_uppercase) { 1.0 } else { -9.0 };
        }
        let index = |token: &Token<'_>| token.is_word() && token.key.chars().count() == 1;
        let dated = last.is_word() && last.text.chars().count() > 1 && last.key.ends_with(['n', 't', 'i', 'j', 'k']);
        let dated = dated && (last.is_symbol() || last.text.starts_with(char::is_uppercase)) && next.text.len() == 1;
        // `1/(n-1)`: alone in brackets that group, an index is computed.
        let in_brackets = self.left.len() == 1
            && self.at >= 2
            && self.tokens[self.at - 2].is_open()
            && self.tokens.get(self.at + 2).is_some_and(Token::is_close);
        if index(last) && in_brackets && next.is_number() {
            return 6.0;
        }
        if (index(last) || dated) && next.is_number() && !before && !after {
            return -9.0;
        }
        // `tahun ajaran s – 1`: a period counted back.
        let back = index(last) && next.is_number() && self.left.len() >= 2;
        if back
            && matches!(
                &*self.left[self.left.len() - 2].key,
                "ajaran" | "anggaran" | "tahun" | "bulan" | "periode" | "triwulan"
            )
        {
            return -9.0;
        }
        // `{1- Bobot A}`
        if after && self.left.len() == 1 && last.is_number() && next.is_word() && !next.is_symbol() {
            return 4.0;
        }
        // `A + B -C`: between symbols in capitals a missing blank says nothing.
        let capital = |token: &Token<'_>| token.is_symbol() && token.text.starts_with(char::is_uppercase);
        if before && !after && self.left.len() == 1 && capital(last) && capital(next) && self.symbols() {
            return 3.0;
        }
        // `BRP-n`: a running index behind a symbol.
        let running = matches!(&*next.key, "n" | "t" | "i" | "j" | "k") && next.is_word();
        if running && !index(last) && last.is_symbol() && !before && !after {
            return -5.0;
        }
        // `P0-14`, `P15-64`: a symbol with a range of ages.
        let from = last.text.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>();
        if let (Ok(from), Ok(to)) = (from, next.text.parse::<u32>())
            && last.is_symbol()
            && !before
            && !after
            && from < to
        {
            return -9.0;
        }
        let range = last.is_number() && next.is_number();
        if range {
            let period = self.right.get(1).is_some_and(super::token::Token::is_word)
                || self.left.len() > 1 && self.left[self.left.len() - 2].is_word();
            return if period { -5.0 } else { 5.0 };
        }
        if last.is_word() && words::hyphen_prefix(&last.key) && !after {
            return -9.0;
        }
        // `2 - < 5 GT` is a range.
        if matches!(next.kind, Kind::Sign('<' | '>' | '≤' | '≥')) {
            return -9.0;
        }
        // `(A-B)/A`, `100-A`: symbols alone between brackets, or a number before one, are no compound word.
        let alone = self.left.len() == 1 && self.symbol_width() == 1 && next.is_symbol();
        let edge = |at: Option<usize>| at.and_then(|at| self.tokens.get(at));
        let bracketed = edge(self.at.checked_sub(2)).is_some_and(Token::is_open)
            || edge(Some(self.at + 2)).is_some_and(Token::is_close);
        if alone && (last.is_symbol() && bracketed || last.is_number()) {
            return 6.0;
        }
        let mut score: f32 = match (before, after) {
            (true, true) if next.line > token.line && token.is_sign('-') && !is_head(next) => -2.0,
            (true, true) => 3.0,
            (false, false) => -3.0,
            // A hyphen at the end of a line parts a word.
            (false, true) if next.line > last.line => -4.0,
            _ => -1.5,
        };
        if token.is_sign('−') || token.is_sign('–') {
            score += 2.0;
        }
        // `Ri −1` can be an index as well.
        let index_like = last.is_symbol() && before && !after && next.is_number();
        score += if next.is_number() || next.is_percent() || last.is_percent() { 2.5 } else { 0.0 };
        score += if self.first_right_is_head() { 1.5 } else { 0.0 };
        // The same first word: `JKP tahun ini-JKP tahun lalu`.
        if self.left.first().zip(Some(next)).is_some_and(|(a, b)| a.is_word() && a.key == b.key) {
            score += 5.0;
        }
        score += if self.symbols() && (before || after) { 2.0 } else { 0.0 };
        // `P_t-P_t1`: two symbols with an index.
        score += if last.text.contains('_') && next.text.contains('_') { 6.0 } else { 0.0 };
        score += if known(self.left) && known(&self.right[..self.symbol_width()]) { 5.0 } else { 0.0 };
        score += if self.repeated() { 4.5 } else { 0.0 };
        if index_like {
            score = score.min(1.0);
        }
        if self.first_left_is_head()
            && !self.first_right_is_head()
            && self.left.len() > 2
            && before
            && after
            && !share_words(self.left, self.right)
        {
            score -= 1.0;
        }
        score
    }

    /// Whether one side alone stands as a whole operand elsewhere: `Target - (Realisasi-Target)`.
    fn repeated(&self) -> bool {
        // In a very long text this look at the whole of it is left out.
        let whole = |run: &[Token<'_>]| {
            run.len() <= 3
                && self.tokens.len() <= 2_000
                && run.first().is_some_and(Token::is_word)
                && self.tokens.windows(run.len()).enumerate().any(|(from, window)| {
                    let apart = from + run.len() <= self.at - self.left.len() || from > self.at + self.right.len();
                    let edge = |at: Option<&Token<'_>>| {
                        at.is_none_or(|token| match token.kind {
                            Kind::Sign('-' | '−' | '–' | '/') => token.spaced,
                            Kind::Sign(_) => true,
                            _ => words::operator(&token.key).is_some() || token.key == "x",
                        })
                    };
                    apart
                        && edge(from.checked_sub(1).map(|at| &self.tokens[at]))
                        && edge(self.tokens.get(from + run.len()))
                        && window.iter().zip(run).all(|(a, b)| a.key == b.key && a.kind == b.kind)
                })
        };
        whole(self.left) || whole(&self.right[..self.symbol_width()])
    }

    fn times(&self) -> Option<(Operator, f32)> {
        let operand_before = !self.left.is_empty() || self.closes;
        let scales = self.right.first().is_some_and(|next| next.is_percent() || next.is_number());
        if !operand_before {
            // `x 100%` with nothing before it is no variable: what it multiplies is missing.
            return scales.then_some((Operator::Multiply, 9.0));
        }
        let last = self.left.last();
        let mut score = 0.0;
        // `siswa kelas X dan XI`: a conjunction begins no operand.
        let joins = |next: &Token<'_>| matches!(&*next.key, "dan" | "atau" | "terhadap");
        if self.tokens[self.at].text == "X" && self.right.first().is_some_and(joins) {
            return None;
        }
        // `di kabupaten X yang ...`: a place without its name.
        let place = last.is_some_and(|last| words::alternative_word(&last.key)) && self.tokens[self.at].text == "X";
        if place && self.right.first().is_some_and(|next| next.is_key("yang") || words::operator(&next.key).is_some()) {
            return None;
        }
        if self.right.is_empty() && !self.opens {
            // `Skor x / Skor acuan x`: nothing to multiply by.
            return None;
        }
        if self.opens {
            return Some((Operator::Multiply, 4.0));
        }
        let next = self.right.first()?;
        // Before another sign it ends a name: `Skor x / Skor acuan x`.
        if matches!(next.kind, Kind::Sign('/' | ':' | '-' | '−' | '–' | '*' | ',' | '.')) {
            return None;
        }
        // `ukuran 7 x 9 m yang dibangun`: a measure within a name.
        if last.is_some_and(Token::is_number)
            && self.left.len() > 1
            && next.is_number()
            && !next.is_scale()
            && self.right.len() > 1
        {
            return Some((Operator::Multiply, -4.0));
        }
        // `1x pemupukan`, `3 x pemupukan` within a name.
        let counted =
            last.is_some_and(Token::is_number) && (self.left.len() > 1 || !self.spaced_before()) && next.is_word();
        if counted {
            let head_or_symbol =
                is_head(next) || next.is_symbol() || self.left.len() == 1 && next.text.starts_with(char::is_uppercase);
            return Some((Operator::Multiply, if head_or_symbol && self.left.len() == 1 { 2.0 } else { -4.0 }));
        }
        if last.is_some_and(Token::is_number)
            && next.is_word()
            && !next.is_symbol()
            && !is_head(next)
            && self.left.len() == 1
        {
            let listed = self.right.iter().any(|token| token.is_sign(','));
            return Some((Operator::Multiply, if listed { -3.0 } else { 2.0 }));
        }
        // `B x3` could be two names.
        if self.spaced_before()
            && !self.spaced_after()
            && next.is_number()
            && !next.is_scale()
            && last.is_some_and(Token::is_word)
        {
            return Some((Operator::Multiply, 1.0));
        }
        score += if next.is_number() || next.is_percent() { 5.0 } else { 0.0 };
        score += if self.closes || last.is_some_and(|last| last.is_percent() || last.is_number()) { 3.0 } else { 0.0 };
        score += if self.spaced_before() && self.spaced_after() { 2.5 } else { 0.5 };
        score += if self.first_right_is_head() { 1.5 } else { 0.0 };
        // A defined `x` can still multiply, but its own name elsewhere speaks against it.
        let own = vec!["x".to_owned()];
        score -= if self.context.defined.contains(&own) { 1.0 } else { 0.0 };
        Some((Operator::Multiply, score))
    }

    /// The bare word: times or occurrence.
    fn kali(&self) -> Option<(Operator, f32)> {
        if self.left.is_empty() && !self.closes || self.right.is_empty() && !self.opens {
            return None;
        }
        let occurrence = self.left.last().is_some_and(|last| {
            last.is_number()
                || matches!(&*last.key, "pertama" | "satu" | "dua" | "tiga" | "beberapa" | "setiap" | "tiap")
        });
        if self.opens {
            return Some((Operator::Multiply, 4.0));
        }
        let next = self.right.first()?;
        let number = next.is_percent() || next.is_number() || super::number_words::value([&*next.key]).is_some();
        let mut score = if number { 5.0 } else { -0.5 };
        score += if self.first_right_is_head() { 2.5 } else { 0.0 };
        score -= if occurrence { 4.0 } else { 0.0 };
        score -= if next.is_word()
            && matches!(&*next.key, "dalam" | "lipat" | "ini" | "setahun" | "per" | "sebelum" | "pertama")
        {
            5.0
        } else {
            0.0
        };
        Some((Operator::Multiply, score))
    }

    /// `Jumlah A per Jumlah B x 100%`: before a new count, and what is scaled, it divides.
    fn per(&self) -> Option<(Operator, f32)> {
        let next = self.right.first()?;
        let counted = next.is_word() && words::count_head(&next.key) && self.left.first().is_some_and(is_head);
        let scaled = self.scaled_behind_any();
        let share = self.tokens.last().is_some_and(Token::is_percent);
        counted.then_some((
            Operator::Divide,
            if scaled && share {
                2.0
            } else if scaled {
                1.0
            } else {
                -1.0
            },
        ))
    }

    /// Whether a factor of a share ends the expression.
    fn scaled_behind_any(&self) -> bool {
        let [.., times, scale] = self.tokens else { return false };
        scale.is_scale() && (times.is_times() || times.is_key("kali") || words::operator(&times.key).is_some())
    }

    /// `A terhadap B` where a ratio is asked for.
    fn terhadap(&self) -> Option<(Operator, f32)> {
        if self.left.is_empty() && !self.closes || self.right.is_empty() && !self.opens {
            return None;
        }
        let mut score = -2.0;
        score += if self.context.wants_ratio() { 1.5 } else { 0.0 };
        score += if self.first_right_is_head() || self.opens { 2.0 } else { 0.0 };
        score += if share_words(self.left, self.right) { 1.0 } else { 0.0 };
        Some((Operator::Divide, score))
    }

    /// `tambah` and `kurang` alone: a verb of a formula only before a new quantity.
    fn bare_verb(&self) -> Option<(Operator, f32)> {
        let operator = words::operator_stem(&self.tokens[self.at].key)?;
        let next = self.right.first()?;
        if self.left.is_empty() {
            return None;
        }
        let score = if is_head(next) { 1.0 } else { -4.0 };
        Some((operator, score))
    }
}
