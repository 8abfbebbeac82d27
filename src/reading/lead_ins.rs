//! What leads into a formula and is no part of it: `Misalnya, ...`, `Oleh karena itu dinas menggunakan rumus ...`, the mark
//! of a list without its point, `Menghitung X dengan cara ...`.

use super::frame::computes;
use super::token::{Kind, Token};
use super::words;
use crate::error::{Code, Note, Severity};

/// How many words a clause before a formula has at most.
const MOST_WORDS: usize = 12;

/// Drops what leads into the formula; gives a doubt for what was dropped that could be a part of it.
pub(super) fn drop_lead_ins(tokens: &mut Vec<Token<'_>>) -> Vec<Note> {
    let mut notes = Vec::new();
    drop_adverb(tokens);
    notes.extend(drop_definition(tokens));
    drop_announcing_line(tokens);
    notes.extend(drop_sentence_before(tokens));
    drop_heading(tokens);
    notes.extend(drop_list_mark(tokens));
    // `Rumus ; (A dibagi B)`
    if let [heading, stop, _, ..] = tokens.as_slice()
        && heading.is_word()
        && words::pure_heading(&heading.key)
        && stop.is_sign(';')
    {
        tokens.drain(..2);
    }
    drop_adverb(tokens);
    drop_question(tokens);
    drop_origin(tokens);
    drop_synonym(tokens);
    join_next_step(tokens);
    drop_clause(tokens);
    name_what_is_reckoned(tokens);
    notes.extend(drop_condition(tokens));
    notes
}

/// `Definisi operasional: desa yang maju` above `Formula: A / B`: the cell beside the formula. Gives a doubt where it computes.
fn drop_definition(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let heads = matches!(
        &*tokens.first()?.key,
        "definisi" | "pengertian" | "deskripsi" | "konsep" | "catatan" | "keterangan" | "ket" | "note"
    );
    let colon = tokens.iter().take(4).position(|token| token.is_sign(':')).filter(|_| heads)?;
    // On a line of its own, with a bullet perhaps, or behind a sentence.
    let ends =
        |before: &Token<'_>| before.kind == Kind::Break || before.is_sign('.') || before.is_sign('-') && before.spaced;
    let begins = |at: &usize| {
        ends(&tokens[at - 1])
            && matches!(&*tokens[*at].key, "formula" | "rumus" | "formulasi")
            && tokens[at + 1..].iter().take(3).any(|token| token.is_sign(':') || token.is_sign('='))
            && computes(&tokens[at + 1..])
    };
    // `Keterangan: data tercatat.` above `RDPS = NDT / NPS`: a remark on a line of its own.
    let line = (colon + 1..tokens.len()).find(|at| tokens[*at].kind == Kind::Break);
    let remark = line.filter(|line| {
        let labelled =
            labelled_line(&tokens[line + 1..]).is_some_and(|(_, formula)| super::frame::computes_apart(formula));
        labelled && !tokens[colon..*line].iter().any(|token| token.is_sign('=')) && *line > colon + 3
    });
    let formula = (colon + 1..tokens.len()).find(begins).or(remark.map(|line| line + 1))?;
    let computed = super::frame::computes_apart(&tokens[colon + 1..formula]);
    let note = Note::new(Code::IgnoredText, Severity::Doubt, tokens[0].span.hull(tokens[formula - 1].span));
    tokens.drain(..formula);
    computed.then_some(note)
}

/// `Jika R < c dan M = 0, maka Nilai = 2 x R / c`: when the formula holds, which is said to be left out.
fn drop_condition(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let first = tokens.first().filter(|first| first.is_word() && words::condition(&first.key))?;
    let begins = first.span;
    let then = tokens.iter().take(MOST_CONDITION).position(|token| token.is_key("maka"))?;
    let compares = |token: &Token<'_>| matches!(token.kind, Kind::Sign('=' | '<' | '>' | '≤' | '≥' | '≠'));
    let rest = &tokens[then + 1..];
    if !tokens[..then].iter().any(compares) || !rest.iter().any(|token| token.is_sign('=')) || !computes(rest) {
        return None;
    }
    let note = Note::new(Code::IgnoredText, Severity::Doubt, begins.hull(tokens[then - 1].span));
    tokens.drain(..=then);
    Some(note)
}

/// How many tokens a condition has at most.
const MOST_CONDITION: usize = 60;

/// `Misal, `, `Secara matematis, `, `Sedangkan `.
fn drop_adverb(tokens: &mut Vec<Token<'_>>) {
    let Some(first) = tokens.first().filter(|first| first.is_word()) else { return };
    if matches!(&*first.key, "sedangkan" | "adapun") && tokens.len() > 3 {
        tokens.remove(0);
        return;
    }
    let clause = tokens.iter().take(3).map(|token| &*token.key).eq(["oleh", "karena", "itu"])
        || tokens.iter().take(2).map(|token| &*token.key).eq(["dengan", "demikian"]);
    let leads =
        clause || matches!(&*first.key, "misal" | "misalnya" | "secara" | "artinya" | "umumnya" | "jadi" | "menurut");
    let comma = tokens.iter().take(6).position(|token| token.is_sign(','));
    if let Some(comma) =
        comma.filter(|comma| leads && tokens[..*comma].iter().all(|token| token.is_word() || token.is_number()))
    {
        tokens.drain(..=comma);
    }
}

/// `a Rasio ...`, `10 Rumus ...`, `1 Jumlah ...`: the mark of a list, before a word that begins a quantity or heads a formula.
fn drop_list_mark(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let [mark, next, ..] = tokens.as_slice() else { return None };
    let begins = next.is_word()
        && next.spaced
        && next.line == mark.line
        && next.text.starts_with(char::is_uppercase)
        && !next.is_symbol();
    let heads = words::pure_heading(&next.key) || words::part_of_fraction(&next.key);
    let letter = mark.is_word()
        && matches!(mark.text.as_bytes(), [b'a'..=b'h' | b'o'])
        && (heads || words::indicator_head(&next.key) || words::count_head(&next.key))
        && !tokens[1..].iter().any(|token| token.text == mark.text);
    let number = mark.is_number() && mark.text.len() <= 2 && mark.text.bytes().all(|byte| byte.is_ascii_digit());
    if !begins || !(letter || number && (heads || words::count_head(&next.key))) {
        return None;
    }
    let mark = tokens.remove(0);
    (number && !words::pure_heading(&tokens[0].key) && !words::part_of_fraction(&tokens[0].key))
        .then(|| Note::new(Code::IgnoredText, Severity::Doubt, mark.span))
}

/// `X dihitung berdasarkan pendekatan produksi, yaitu:` before a formula with its own label and sign.
fn drop_announcing_line(tokens: &mut Vec<Token<'_>>) {
    let says = |at: usize| matches!(&*tokens[at].key, "yaitu" | "yakni" | "berikut" | "rumus" | "formula");
    let ends = |at: &usize| {
        says(at - 1)
            && (tokens[*at].is_sign(':') || tokens[*at].kind == Kind::Break && tokens[at - 1].is_key("berikut"))
    };
    let Some(end) = (1..tokens.len().min(MOST_CONDITION)).find(ends) else { return };
    let line: Vec<_> = tokens[..end].iter().filter(|token| token.kind != Kind::Break).cloned().collect();
    let below = first_line(&tokens[end + 1..]);
    let labelled = labelled_line(&tokens[end + 1..]).is_some_and(|(label, _)| !computes(label));
    let drawn = below.is_some_and(|line| !line.iter().any(|token| token.is_sign('=')))
        && tokens[end + 1..].iter().any(|token| token.is_sign('='));
    let headed = line.first().is_some_and(|first| words::pure_heading(&first.key));
    if (labelled || drawn && headed)
        && (headed || line.iter().any(|token| words::reckoning(&token.key)))
        && !line.iter().any(|token| token.is_sign('='))
        && !super::frame::computes_apart(&line)
        && computes(&tokens[end + 1..])
    {
        tokens.drain(..=end);
    }
}

/// The first line that holds something.
fn first_line<'a, 't>(tokens: &'a [Token<'t>]) -> Option<&'a [Token<'t>]> {
    tokens.split(|token| token.kind == Kind::Break).find(|line| !line.is_empty())
}

/// The label and the formula of the first line, where an equals sign parts them.
fn labelled_line<'a, 't>(tokens: &'a [Token<'t>]) -> Option<(&'a [Token<'t>], &'a [Token<'t>])> {
    let line = first_line(tokens)?;
    let sign = line.iter().position(|token| token.is_sign('='))?;
    (1..=MOST_LABEL).contains(&sign).then(|| line.split_at(sign))
}

/// How many tokens the label of an announced formula has at most.
const MOST_LABEL: usize = 8;

/// `X adalah hasil survei. Indikator ini dihitung dengan membagi A dengan B`, `... Cara mengukur X: dihitung dari ...`: what a
/// sentence defines before the one that says how it is computed. Gives a doubt.
fn drop_sentence_before(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let reckons = |at: usize| tokens.get(at).is_some_and(|token| token.is_word() && words::reckoning(&token.key));
    let begins = |at: &usize| {
        let key = |ahead: usize| tokens.get(at + ahead).map_or("", |token| &*token.key);
        let capital = tokens[*at].text.starts_with(char::is_uppercase);
        let this = matches!(key(0), "indikator" | "rasio" | "angka" | "nilai" | "persentase" | "indeks" | "data");
        let way = key(0) == "cara" && matches!(key(1), "mengukur" | "menghitung" | "perhitungan" | "penghitungan");
        (tokens[at - 1].is_sign('.') || tokens[at - 1].kind == Kind::Break)
            && capital
            && (way || this && key(1) == "ini" && (reckons(at + 2) || reckons(at + 3)))
    };
    let at = (3..tokens.len().min(MOST_BEFORE)).find(begins)?;
    let before = &tokens[..at];
    if super::frame::computes_apart(before) || before.iter().any(|token| token.is_sign('=')) || !computes(&tokens[at..])
    {
        return None;
    }
    let note = Note::new(Code::IgnoredText, Severity::Doubt, before[0].span.hull(before[at - 1].span));
    // `Indikator ini` names nothing.
    let this = if tokens[at + 1].is_key("ini") { 2 } else { 0 };
    tokens.drain(..at + this);
    Some(note)
}

/// How many tokens are looked through for such a sentence.
const MOST_BEFORE: usize = 160;

/// `Berapa perbandingan A terhadap B?` asks for what it names.
fn drop_question(tokens: &mut Vec<Token<'_>>) {
    let [asks, next, ..] = tokens.as_slice() else { return };
    if asks.is_key("berapa")
        && (words::ratio_head(&next.key) || words::percent_head(&next.key))
        && computes(&tokens[1..])
    {
        tokens.remove(0);
        if tokens.last().is_some_and(|last| last.is_sign('?')) {
            tokens.pop();
        }
    }
}

/// `Diturunkan dari A dibagi B`: where the figure comes from.
fn drop_origin(tokens: &mut Vec<Token<'_>>) {
    if let [verb, from, ..] = tokens.as_slice()
        && matches!(&*verb.key, "diturunkan" | "dihasilkan" | "berasal")
        && from.is_key("dari")
        && super::frame::computes_apart(&tokens[2..])
    {
        tokens.drain(..2);
    }
}

/// `Jumlah selisih A dan B. Kemudian hasilnya dibagi dengan C`: the next step goes on behind the full stop.
fn join_next_step(tokens: &mut Vec<Token<'_>>) {
    let goes_on = |tokens: &[Token<'_>], at: usize| {
        let words_in = tokens[at + 1..].iter().take(MOST_STEP).take_while(|token| {
            matches!(&*token.key, "kemudian" | "selanjutnya" | "lalu" | "setelah" | "itu" | "hasilnya" | "hasil")
        });
        let lead = words_in.count();
        let verb = tokens.get(at + 1 + lead);
        tokens[at].is_sign('.')
            && lead > 0
            && verb.is_some_and(|verb| verb.is_word() && words::operator(&verb.key).is_some())
    };
    while let Some(at) = (1..tokens.len()).take(MOST_BEFORE).find(|at| goes_on(tokens, *at)) {
        tokens.remove(at);
    }
}

/// How many words lead into the next step at most.
const MOST_STEP: usize = 4;

/// `Cara Perhitungan/ Penilaian` on a line of its own: a heading of two words for one.
fn drop_heading(tokens: &mut Vec<Token<'_>>) {
    let Some(end) = tokens.iter().take(MOST_WORDS).position(|token| token.kind == Kind::Break) else { return };
    let heads =
        |token: &Token<'_>| words::pure_heading(&token.key) || matches!(&*token.key, "penilaian" | "penghitungan");
    let slash = tokens[..end].iter().filter(|token| token.is_sign('/')).count() == 1;
    if slash && tokens[..end].iter().all(|token| token.is_sign('/') || token.is_word() && heads(token)) {
        tokens.drain(..=end);
    }
}

/// `perbandingan/rasio antara A dengan B`: two words for one.
fn drop_synonym(tokens: &mut Vec<Token<'_>>) {
    let ratio = |token: &Token<'_>| token.is_word() && words::ratio_head(&token.key);
    let both = tokens
        .windows(3)
        .take(MOST_WORDS)
        .position(|three| ratio(&three[0]) && three[1].is_sign('/') && ratio(&three[2]));
    if let Some(at) = both {
        tokens.drain(at..at + 2);
    }
    // `perbandingan (rasio) antara A dengan B`
    let again = tokens
        .windows(4)
        .take(MOST_BEFORE)
        .position(|four| ratio(&four[0]) && four[1].is_open() && ratio(&four[2]) && four[3].is_close());
    if let Some(at) = again {
        tokens.drain(at + 1..at + 4);
    }
    // `perbandingan capaian antara A dengan B`: what is compared, named once for both.
    let shared = tokens.windows(3).take(MOST_BEFORE).position(|three| {
        three[0].is_key("perbandingan")
            && three[2].is_key("antara")
            && three[1].is_word()
            && !ratio(&three[1])
            && !words::never_last(&three[1].key)
            && words::operator(&three[1].key).is_none()
    });
    if let Some(at) = shared {
        tokens.remove(at + 2);
    }
}

/// `Oleh karena itu dinas menggunakan rumus A dibagi B`: a clause that only says that a formula follows.
fn drop_clause(tokens: &mut Vec<Token<'_>>) {
    let leads = tokens.first().is_some_and(|first| {
        first.is_word() && matches!(&*first.key, "oleh" | "untuk" | "sehingga" | "maka" | "karena" | "dalam" | "sesuai")
    });
    if !leads {
        return;
    }
    let words_in = tokens.iter().take(MOST_WORDS).take_while(|token| token.is_word()).count();
    let named = tokens[..words_in].iter().any(|token| words::copula(&token.key) || words::reckoning(&token.key));
    let at = (1..words_in).find(|at| {
        matches!(&*tokens[*at].key, "rumus" | "formula")
            && matches!(&*tokens[at - 1].key, "menggunakan" | "memakai" | "dengan")
    });
    if let Some(at) = at.filter(|at| !named && !computes(&tokens[..*at]) && computes(&tokens[at + 1..])) {
        tokens.drain(..=at);
    }
}

/// `Menghitung X dengan cara A dikali B` names X; `Menghitung A dibagi B` only asks for it.
fn name_what_is_reckoned(tokens: &mut Vec<Token<'_>>) {
    drop_who_reckons(tokens);
    let asks = tokens.first().is_some_and(|first| {
        matches!(&*first.key, "menghitung" | "mengitung" | "mengukur" | "hitung" | "hitunglah")
            && first.is_word()
            && tokens.len() > 3
    });
    if !asks || tokens[1].kind == Kind::Break {
        return;
    }
    // `dengan cara`, `yaitu`
    let way = (2..tokens.len().min(MOST_WORDS)).find_map(|at| {
        let cara = matches!(&*tokens[at].key, "cara" | "rumus" | "formula")
            && matches!(&*tokens[at - 1].key, "dengan" | "menggunakan" | "memakai");
        (cara || matches!(&*tokens[at].key, "yaitu" | "yakni")).then_some((at - usize::from(cara), at))
    });
    if let Some((from, way)) = way {
        let name = |token: &Token<'_>| {
            token.is_word() || token.is_sign('-') && !token.spaced || token.is_sign('%') && token.spaced
        };
        let named = from > 1 && tokens[1..from].iter().all(name) && !computes(&tokens[1..from]);
        if named && computes(&tokens[way + 1..]) {
            let sign = Token::made('=', tokens[way].span, tokens[way].line);
            // `dengan rumus sebagai berikut:`, `di bawah ini:`
            let leads = |token: &Token<'_>| {
                matches!(&*token.key, "sebagai" | "berikut" | "di" | "bawah" | "ini" | "yaitu") || token.is_sign(':')
            };
            let behind = tokens[way + 1..].iter().take_while(|token| leads(token)).count();
            tokens.splice(from..=way + behind, [sign]);
            tokens.remove(0);
        }
        return;
    }
    // `Hitung A dibagi B` commands, and may go on.
    if matches!(&*tokens[0].key, "hitung" | "hitunglah") {
        return;
    }
    let quantity = tokens[1].is_open() || tokens[1].is_word() && words::count_head(&tokens[1].key);
    if quantity && computes(&tokens[1..]) {
        tokens.remove(0);
    }
}

/// `BPS menghitung produktivitas dengan rumus A dibagi B`: who reckons is no part of it.
fn drop_who_reckons(tokens: &mut Vec<Token<'_>>) {
    let verb = (1..tokens.len().min(MOST_WHO)).find(|at| tokens[*at].is_key("menghitung"));
    let Some(verb) = verb else { return };
    let who = &tokens[..verb];
    let way = tokens[verb..].windows(2).take(MOST_WORDS).any(|two| {
        matches!(&*two[0].key, "dengan" | "menggunakan" | "memakai")
            && matches!(&*two[1].key, "rumus" | "cara" | "formula")
    });
    if way && who.iter().all(|token| token.is_word() && !words::quantity_head(&token.key) && !words::frames(&token.key))
    {
        tokens.drain(..verb);
    }
}

/// How many words name who reckons, at most.
const MOST_WHO: usize = 5;

/// Drops words that only lead to the formula: `or simplenya, ...`, `maka ...`.
pub(super) fn strip_lead_words(tokens: &mut Vec<Token<'_>>) {
    // `Hitung jumlah responden yang puas, bagi dengan ...`
    if let [order, next, ..] = tokens.as_slice()
        && matches!(&*order.key, "hitung" | "hitunglah" | "tentukan")
        && next.is_word()
        && words::quantity_head(&next.key)
    {
        tokens.remove(0);
    }
    // `Rumus Indikator Jumlah A / Jumlah B`
    if let [heading, what, next, ..] = tokens.as_slice()
        && matches!(&*heading.key, "rumus" | "formula")
        && what.is_key("indikator")
        && (next.is_open() || next.is_word() && words::quantity_head(&next.key))
    {
        tokens.drain(..2);
    }
    // `Formula N/D x 100%`: a heading without its colon.
    if let [heading, next, ..] = tokens.as_slice()
        && matches!(&*heading.key, "rumus" | "formula")
        && heading.text.starts_with(char::is_uppercase)
        && (next.is_symbol() || next.text.starts_with(char::is_uppercase) && words::quantity_head(&next.key))
    {
        tokens.remove(0);
    }
    let comma = tokens.iter().take(4).position(|token| token.is_sign(','));
    if let Some(comma) = comma.filter(|comma| *comma > 0)
        && tokens[..comma].iter().all(|token| token.is_word() && words::apparatus(&token.key))
    {
        tokens.drain(..=comma);
    }
}

/// `Untuk mendapatkan rasio, ...`: the name of what is sought, and where the formula begins.
pub(super) fn sought<'t>(tokens: &[Token<'t>]) -> Option<(Vec<Token<'t>>, usize)> {
    let seeks = |key: &str| matches!(key, "mendapatkan" | "memperoleh" | "menghitung" | "mengetahui" | "mencari");
    if !(tokens.len() > 3 && tokens[0].is_key("untuk") && seeks(&tokens[1].key)) {
        return None;
    }
    let comma = tokens.iter().position(|token| token.is_sign(','))?;
    Some((super::frame::label(&tokens[2..comma]), comma + 1))
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn what_leads_into_a_formula_is_no_part_of_it() {
        for (text, reading) in [
            ("Misal, A dibagi B", "(/ \"A\" \"B\")"),
            ("Secara matematis, IBS = A dibagi B", "(= \"IBS\" (/ \"A\" \"B\"))"),
            ("Oleh karena itu dinas menggunakan rumus jumlah A dibagi jumlah B", "(/ \"jumlah A\" \"jumlah B\")"),
            ("Menghitung jumlah A dibagi jumlah B", "(/ \"jumlah A\" \"jumlah B\")"),
            ("c Menghitung skor desa dengan cara bobot dikali nilai", "(= \"skor desa\" (* \"bobot\" \"nilai\"))"),
            ("7. Menghitung (A - B) x (C + D)", "(* (- \"A\" \"B\") (+ \"C\" \"D\"))"),
            ("a Jumlah desa maju / Jumlah desa", "(/ \"Jumlah desa maju\" \"Jumlah desa\")"),
        ] {
            assert_eq!(Reader::new().read(text).unwrap().to_sexpr(), reading, "{text}");
        }
    }

    #[test]
    fn a_number_that_could_multiply_is_dropped_aloud() {
        let reading = Reader::new().read("1 Jumlah desa yang maju").unwrap();
        assert_eq!(reading.to_sexpr(), "\"Jumlah desa yang maju\"");
        assert!(reading.notes().any(|note| note.severity() == Severity::Doubt));
    }

    #[test]
    fn a_line_that_computes_announces_nothing() {
        let read = |text: &str| Reader::new().read(text).unwrap();
        assert_eq!(
            read("Nilai Z dihitung dari hasil survei, dengan rumus:\nX = A / B").to_sexpr(),
            "(= \"X\" (/ \"A\" \"B\"))"
        );
        let both = read("Nilai Z dihitung dari P dibagi Q dengan rumus:\nX = A / B");
        assert!(both.to_sexpr().contains("(/ \"P\" "));
        assert!(both.notes().any(|note| note.severity() == Severity::Doubt));
    }
}
