//! What stands behind a formula and is no part of it: sentences, remarks, units, conditions, the clause that names percent.

use super::frame::{computes, deepen, trim_ends};
use super::token::{Kind, Token};
use super::{clauses, words};
use crate::Span;

/// Where a sentence ends within `tokens`: at a full stop before a capital letter.
pub(super) fn sentence_end(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        depth = deepen(depth, token);
        if depth > 0 || at == 0 {
            continue;
        }
        if token.is_sign(';') || token.is_sign('?') {
            return Some(at);
        }
        if !token.is_sign('.') || token.spaced && tokens.get(at + 1).is_none() {
            continue;
        }
        let before = &tokens[at - 1];
        let short =
            before.is_word() && before.text.chars().count() <= 3 && !before.text.chars().all(char::is_uppercase);
        let next = tokens.get(at + 1);
        // `A . V`: a point between two letters with blanks on both sides multiplies.
        let times = token.spaced
            && (super::products::is_letter(before) || before.is_number())
            && next.is_some_and(|next| next.spaced && next.line == token.line && super::products::is_letter(next));
        if times {
            continue;
        }
        let capital = next.is_some_and(|next| {
            let source = next.is_open() && tokens.get(at + 2).is_some_and(|word| words::begins_remark(&word.key));
            (next.spaced || next.line > token.line) && (next.text.starts_with(char::is_uppercase) || source)
                || next.line > token.line && next.is_number()
        });
        if capital && !short {
            return Some(at);
        }
    }
    None
}

/// What is cut off behind a formula: sentences, remarks, the clause that names the unit. Gives whether it is percent.
pub(super) fn cut_remarks(tokens: &mut Vec<Token<'_>>) -> (bool, Option<Span>) {
    let mut in_percent = false;
    let mut ignored = None;
    if let Some(end) = sentence_end(tokens) {
        in_percent |= percent_clause(&tokens[end..]).is_some_and(|clause| clause.1);
        let rest = &tokens[end + 1..];
        let scaled = rest.windows(2).any(|pair| (pair[0].is_key("x") || pair[0].is_sign('×')) && pair[1].is_percent());
        let verb = rest.iter().any(|token| token.is_word() && matches!(&*token.key, "dibagi" | "dikali" | "dikalikan"));
        // `kabupaten/kota` computes nothing.
        let head = (!computes(&tokens[..end])
            || !super::frame::computes_apart(&tokens[..end]) && !divides_symbols(&tokens[..end]))
            && rest.first().is_some_and(|next| next.is_word() && words::quantity_head(&next.key));
        // `Jumlah A; Jumlah B x 100%` scales the quotient.
        let scaled_behind = match rest {
            [.., times, scale] if times.is_times() && scale.is_scale() && tokens[end].is_sign(';') => 2,
            _ => 0,
        };
        let below = &rest[..rest.len() - scaled_behind];
        if head && !computes(below) && stop_divides(&tokens[..end], below) {
            // `Jumlah A. Jumlah B.`: the stop is what is left of a fraction bar; what is read says so.
            tokens[end].kind = Kind::Sign(super::token::SURE_DIVIDE);
            ignored = Some(tokens[end].span);
            trim_ends(tokens);
            return (in_percent, ignored);
        }
        // A question mark often stands for a sign that was lost; behind a semicolon another symbol goes on.
        let symbol = tokens[end].is_sign(';') && rest.len() <= 3 && rest.first().is_some_and(Token::is_symbol);
        let lost = tokens[end].is_sign('?') && !rest.is_empty();
        // `dosis Padi. B`: a few words that tell nothing are hardly a sentence.
        let few = tokens[end].is_sign('.')
            && rest.len() <= 8
            && rest.iter().any(Token::is_word)
            && rest.iter().all(|token| {
                !words::tells(&token.key) && !words::sentence_verb(&token.key) && token.line == tokens[end].line
            })
            && rest.iter().any(Token::is_symbol);
        if scaled || verb || head || symbol || lost || few {
            ignored = Some(rest[0].span.hull(rest[rest.len() - 1].span));
        }
        tokens.truncate(end);
    }
    if let Some((at, percent)) = percent_clause(tokens) {
        in_percent |= percent;
        tokens.truncate(at);
    }
    let (percent, told) = clauses::cut(tokens);
    in_percent |= percent;
    ignored = ignored.or(told);
    // `A dibagi B x 100% -`: the mark of an empty cell.
    if let [.., times, scale, dash] = tokens.as_slice()
        && (times.is_times() || times.is_word() && words::operator(&times.key).is_some())
        && scale.is_scale()
        && matches!(dash.kind, Kind::Sign('-' | '–' | '—'))
        && dash.spaced
    {
        tokens.pop();
    }
    // `R/C adalah konsep untuk ...`: the symbol that ends the formula is not explained but goes on as a sentence.
    let sentence = (2..tokens.len()).find(|at| {
        matches!(tokens[at - 2].kind, Kind::Sign('/' | '+' | '×' | '÷' | '-' | '−'))
            && tokens[*at].is_word()
            && words::copula(&tokens[*at].key)
            && tokens[at - 1].is_symbol()
            && !computes(&tokens[at + 1..])
    });
    tokens.truncate(sentence.unwrap_or(tokens.len()));
    // `... UPP Semakin tinggi hasilnya, semakin baik`
    let clause = (2..tokens.len()).find(|at| {
        matches!(tokens[*at].text, "Semakin" | "Makin")
            && tokens.get(at + 1).is_some_and(|next| next.is_word() && next.text.starts_with(char::is_lowercase))
            && !super::frame::computes_apart(&tokens[*at..])
    });
    tokens.truncate(clause.unwrap_or(tokens.len()));
    if let Some(at) = citation(tokens).filter(|at| computes(&tokens[..*at])).or_else(|| purpose(tokens)) {
        tokens.truncate(at);
    }
    // `x 100%, semakin besar nilainya semakin baik`: a clause behind the factor.
    let clause = (2..tokens.len()).find(|at| {
        tokens[*at].is_sign(',')
            && tokens[at - 1].is_scale()
            && tokens[at - 2].is_times()
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is_word() && !words::joins_operator(&next.key) && !next.is_symbol())
            && !computes(&tokens[at + 1..])
    });
    if let Some(at) = clause {
        tokens.truncate(at);
    }
    // A line behind the factor of a quotient that computes nothing: a sentence explains, of anything else it is said.
    let line = (3..tokens.len()).find(|at| {
        tokens[*at].line > tokens[at - 1].line
            && tokens[at - 1].is_scale()
            && tokens[at - 2].is_times()
            && tokens[*at].text.starts_with(char::is_uppercase)
            && !words::quantity_head(&tokens[*at].key)
            && !computes(&tokens[*at..])
    });
    let line = line.filter(|at| {
        tokens[..*at].iter().any(super::frame::is_division)
            && super::frame::balanced(&tokens[..*at])
            && !tokens[*at..].iter().any(|token| token.is_sign('='))
    });
    if let Some(at) = line {
        let told = tokens[at..].iter().any(|token| token.is_key("dinyatakan") || words::sentence_verb(&token.key));
        let sentence = told || tokens[at..].iter().take(5).any(|token| token.is_sign(','));
        if !sentence {
            ignored = Some(tokens[at].span.hull(tokens[tokens.len() - 1].span));
        }
        tokens.truncate(at);
    }
    // A unit in brackets behind the factor.
    if let Some(open) = bracket_behind_scale(tokens) {
        tokens.truncate(open);
    }
    // `(Skor Tertinggi = 40)`, `(satuan kg/orang)` on a line of its own.
    if let Some(open) = tokens.iter().rposition(Token::is_open).filter(|open| *open > 0) {
        let closed = tokens.last().is_some_and(Token::is_close);
        if closed && tokens[open].line > tokens[open - 1].line {
            let first = &tokens[open + 1].key;
            let unit = tokens[open..].iter().any(|token| token.is_sign('=')) || *first == "satuan";
            // `(maksimal 120)`: what caps the figure is left out, and that is said.
            if words::bound(first) {
                ignored = Some(tokens[open].span.hull(tokens[tokens.len() - 1].span));
            }
            if unit || words::bound(first) {
                tokens.truncate(open);
            }
        }
    }
    // `dikalikan 100% 2)`: the mark of a footnote.
    if let [.., scale, mark, close] = tokens.as_slice()
        && scale.is_scale()
        && mark.is_number()
        && mark.text.len() == 1
        && close.is_close()
        && tokens.iter().filter(|token| token.is_open()).count()
            < tokens.iter().filter(|token| token.is_close()).count()
    {
        tokens.truncate(tokens.len() - 2);
    }
    // `x 100% bila R ≤ T`: a condition is no part of the formula, but it is said that it was left out.
    let condition = (2..tokens.len()).find(|at| {
        matches!(&*tokens[*at].key, "bila" | "jika" | "apabila") && tokens[*at].is_word() && tokens[at - 1].is_scale()
    });
    if let Some(at) = condition {
        ignored = Some(tokens[at].span.hull(tokens[tokens.len() - 1].span));
        tokens.truncate(at);
    }
    // `--> ...`, `x 100% >85`: an arrow or comparison behind the formula.
    let arrow = (2..tokens.len()).find(|at| {
        tokens[*at].is_sign('-') && tokens[at - 1].is_sign('-') && !tokens[*at].spaced
            || tokens[*at].is_sign('→') && (super::frame::computes_apart(&tokens[..*at]) || computes(&tokens[*at..]))
            || matches!(tokens[*at].kind, Kind::Sign('>' | '<' | '≥' | '≤')) && tokens[at - 1].is_percent()
    });
    if let Some(at) = arrow {
        // A comparison asks more than the formula says, and what counts behind dashes could be a divisor.
        let counts = |token: &Token<'_>| token.is_word() && words::count_head(&token.key);
        let arrow = tokens[at].is_sign('-') || tokens[at].is_sign('→');
        if !arrow || tokens[at..].iter().any(counts) {
            ignored = Some(tokens[at].span.hull(tokens[tokens.len() - 1].span));
        }
        tokens.truncate(if tokens[at].is_sign('-') { at - 1 } else { at });
    }
    // Leaders of dots and a page number.
    if let Some(at) = (1..tokens.len()).find(|at| {
        let dots = |token: &Token<'_>| matches!(token.kind, Kind::Sign('.' | '…'));
        dots(&tokens[*at])
            && tokens.get(at + 1).is_some_and(dots)
            && !tokens[at + 1..].iter().any(Token::is_word)
            && !tokens[*at - 1].is_sign('+')
    }) && tokens[at..].iter().all(|token| !token.is_close() && !token.is_sign('/'))
    {
        tokens.truncate(at);
    }
    trim_ends(tokens);
    (in_percent, ignored)
}

/// Whether a remark begins at a token: a keyword with a colon at the start of a line, or a footnote.
pub(super) fn begins_remark_line(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    // Within a line only a capital begins one.
    if before.kind != Kind::Break && !tokens[at].text.starts_with(char::is_uppercase) {
        return false;
    }
    // `c. Target tahun 2018 : 100%` is the next member of a list.
    let listed = usize::from(
        before.kind == Kind::Break
            && tokens[at].text.len() == 1
            && tokens.get(at + 1).is_some_and(|next| next.is_sign('.') && !next.spaced),
    ) * 2;
    if before.kind == Kind::Break && explains_in_list(tokens, at) {
        return true;
    }
    let Some(first) = tokens.get(at + listed) else { return false };
    let colon = || tokens[at + listed..].iter().take(5).any(|token| token.is_sign(':'));
    let next = tokens.get(at + listed + 1);
    // `Perhitungan dilakukan oleh BPS melalui survei`
    let done = before.kind == Kind::Break
        && matches!(&*first.key, "perhitungan" | "penghitungan" | "pengukuran" | "data")
        && next.is_some_and(|next| {
            matches!(&*next.key, "dilakukan" | "diperoleh" | "diambil" | "bersumber" | "dilaksanakan")
        })
        && computes(&tokens[..at]);
    if done {
        return true;
    }
    // `Target 80%`, `STANDARD : 2%` on a line of its own.
    let target = matches!(&*first.key, "target" | "standar" | "standard")
        && before.kind == Kind::Break
        && (next.is_some_and(|next| next.is_word() || next.is_number()) && colon()
            || next.is_some_and(Token::is_percent)
            || next.is_some_and(|next| next.is_sign(':')) && colon())
        && (computes(&tokens[..at]) || tokens[..at].iter().any(|token| words::denominator_head(&token.key)));
    let footnote =
        || first.is_sign('*') && next.is_some_and(|next| next.is_sign(')') || next.is_word() && !next.spaced);
    // Behind the factor of a formula the same words end it in the middle of a line.
    let source = || {
        matches!(&*first.key, "sumber" | "tipe" | "polaritas" | "polarisasi" | "frekuensi")
            && tokens[at + 1..].iter().take(2).any(|token| token.is_sign(':'))
    };
    let begins = || first.text.starts_with(char::is_uppercase) && (before.is_scale() || source());
    let apart = before.kind == Kind::Break || begins();
    target || apart && (first.is_word() && words::begins_remark(&first.key) && colon() || footnote())
}

/// A list that explains begins within so many tokens.
const MOST_BEFORE_A_LIST: usize = 500;

/// `- Izin yang terbit tepat waktu memakai aplikasi ...`: a member of a list of sentences behind a formula.
fn explains_in_list(tokens: &[Token<'_>], at: usize) -> bool {
    let [bullet, first, ..] = &tokens[at..] else { return false };
    let lines = tokens[at..].split(|token| token.kind == Kind::Break);
    let line = tokens[at + 1..].split(|token| token.kind == Kind::Break).next().unwrap_or(&[]);
    if at > MOST_BEFORE_A_LIST || !matches!(bullet.kind, Kind::Sign('-' | '–' | '•')) {
        return false;
    }
    let alike = lines.clone().all(|line| line.first().is_none_or(|first| first.kind == bullet.kind || first.is_word()));
    let sentence = alike
        && lines.take(4).flatten().any(|token| {
            token.is_word() && (words::tells(&token.key) || words::sentence_verb(&token.key) || token.is_key("memakai"))
        });
    let stated = line.get(1..3).is_some_and(|two| two.iter().any(|token| token.is_word() && words::copula(&token.key)));
    let above = tokens[..at].iter().rev().find(|token| token.kind != Kind::Break);
    first.is_word()
        && first.spaced
        && first.text.starts_with(char::is_uppercase)
        && (!first.is_symbol() || line.len() > 6)
        && sentence
        && !stated
        && line.iter().filter(|token| token.is_word()).count() > 5
        && above.is_some_and(|above| above.is_percent() || above.is_close() || above.is_sign('.'))
        && computes(&tokens[..at])
}

/// `x 100% (satuan: persen)`, `x 1.000 (TT/1.000 penduduk)`: a bracket at the end, behind what scales the quotient.
fn bracket_behind_scale(tokens: &[Token<'_>]) -> Option<usize> {
    if !tokens.last().is_some_and(|last| last.is_sign(')')) {
        return None;
    }
    let mut depth = 0_usize;
    let open = (0..tokens.len()).rev().find(|at| {
        depth = match () {
            () if tokens[*at].is_sign(')') => depth + 1,
            () if tokens[*at].is_sign('(') => depth.saturating_sub(1),
            () => depth,
        };
        depth == 0
    })?;
    let [.., times, scale] = tokens.get(..open)? else { return None };
    let multiplied = times.is_times() || times.is_word() && words::operator(&times.key).is_some();
    // `(skala 0 - 1)` explains whatever number stands before it.
    let explains =
        matches!(&*tokens[open + 1].key, "skala" | "satuan" | "dalam" | "lihat" | "bila" | "jika" | "sesuai");
    if explains && (scale.is_number() || scale.is_percent()) {
        return Some(open);
    }
    let round = scale.is_scale();
    let inside = &tokens[open + 1..tokens.len() - 1];
    let counts = |token: &Token<'_>| matches!(&*token.key, "jumlah" | "total" | "banyaknya" | "jml");
    let says = inside.iter().any(Token::is_word) && !inside.iter().any(counts);
    (multiplied && round && says && open > 2).then_some(open)
}

/// `A/B`, `(a)/(b)`: a slash without blanks that divides.
fn divides_symbols(tokens: &[Token<'_>]) -> bool {
    let operand = |token: &Token<'_>| token.is_symbol() || token.is_number() || token.is_open() || token.is_close();
    tokens.windows(3).any(|three| three[1].is_sign('/') && operand(&three[0]) && operand(&three[2]))
        || tokens.iter().any(|token| token.is_word() && words::operator(&token.key).is_some())
}

/// Whether a stop between two quantities can only be a lost bar: both begin with a head, and nothing else follows.
fn stop_divides(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    let head =
        |tokens: &[Token<'_>]| tokens.first().is_some_and(|first| first.is_word() && words::quantity_head(&first.key));
    let words_only = |tokens: &[Token<'_>]| tokens.iter().all(|token| token.is_word() || token.is_sign('.'));
    head(left) && head(right) && words_only(left) && words_only(right) && left.len() <= 8 && right.len() <= 8
}

/// Where the source of a formula begins: `Halim, 2009: 64`, `Farid et al., 2008` at its end.
pub(super) fn citation(tokens: &[Token<'_>]) -> Option<usize> {
    let end = super::frame::within_ends(tokens).end;
    let page = match &tokens[..end] {
        [.., colon, page] if colon.is_sign(':') && page.is_number() => 2,
        _ => 0,
    };
    let [before @ .., comma, year] = &tokens[..end - page] else { return None };
    let dated = year.is_number()
        && year.text.len() == 4
        && matches!(year.text.get(..2), Some("19" | "20"))
        && comma.is_sign(',');
    let author = match before {
        [.., name, et, al, stop] if et.is_key("et") && al.is_key("al") && stop.is_sign('.') => Some((name, 4)),
        [.., name] => Some((name, 1)),
        [] => None,
    };
    let (name, width) = author.filter(|_| dated)?;
    let named = name.is_word() && name.text.starts_with(char::is_uppercase) && !name.is_symbol();
    named.then_some(before.len() - width)
}

/// Where `untuk memperoleh nilai dalam persen` begins behind a formula: what it is computed for.
fn purpose(tokens: &[Token<'_>]) -> Option<usize> {
    (3..tokens.len().saturating_sub(2)).find(|at| {
        let [first, verb, aim] = &tokens[*at..at + 3] else { return false };
        first.is_key("untuk")
            && matches!(&*verb.key, "mendapatkan" | "memperoleh" | "menghasilkan" | "mengetahui")
            && matches!(
                &*aim.key,
                "nilai"
                    | "nilainya"
                    | "data"
                    | "hasil"
                    | "hasilnya"
                    | "angka"
                    | "persentase"
                    | "persentasenya"
                    | "indeks"
                    | "rasio"
                    | "skor"
                    | "besaran"
            )
            && computes(&tokens[..*at])
            && !computes(&tokens[at + 1..])
    })
}

/// Where `(yang) dinyatakan dalam (satuan) persen` begins, and whether it says percent.
fn percent_clause(tokens: &[Token<'_>]) -> Option<(usize, bool)> {
    let says = |at: usize| {
        let rest = &tokens[at + 1..];
        // `peserta yang dinyatakan lulus dengan ...` is no clause of the unit.
        let immediate = rest.first().is_some_and(|token| matches!(&*token.key, "dalam" | "dengan" | "sebagai"));
        immediate || rest.iter().take(3).any(|token| matches!(&*token.key, "dalam" | "sebagai"))
    };
    let at = (0..tokens.len()).find(|at| {
        let token = &tokens[*at];
        token.is_word() && matches!(&*token.key, "dinyatakan" | "disajikan" | "diungkapkan") && says(*at)
    })?;
    let rest = &tokens[at + 1..];
    let percent =
        rest.iter().take(8).any(|token| token.is_word() && words::percent_head(&token.key) || token.is_percent());
    let mut from = at;
    while from > 0
        && (matches!(&*tokens[from - 1].key, "yang" | "dan" | "lalu" | "serta" | "biasanya" | "umumnya")
            || tokens[from - 1].is_sign(','))
    {
        from -= 1;
    }
    Some((from, percent))
}
