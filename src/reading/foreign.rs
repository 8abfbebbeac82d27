//! What was pasted from elsewhere and is no formula: spreadsheet cells, tables, dates, web addresses, placeholders.

use super::lists;
use super::seen::Seen;
use super::token::{Kind, Token};
use super::words::lowered;
use crate::Span;
use crate::error::{Code, Error, Result};
use crate::formula::is_unseen;
use std::borrow::Cow;

/// Refuses a text that comes from elsewhere, all of its problems at once.
pub(super) fn refuse(text: &str, seen: &Seen) -> Result<()> {
    if text.chars().all(is_invisible) {
        return Err(Error::new(Code::EmptyText).at(Span::new(0, text.len())));
    }
    if seen.has(b'#') {
        spreadsheet_errors(text)?;
    }
    if seen.has(b'(') || seen.has(b'=') || seen.has(b'+') {
        cell_references(text)?;
    }
    if let Some((kenapa, why)) = no_formula(text, seen) {
        return Err(Error::new(Code::NotAFormula).at(trimmed(text)).with("kenapa", kenapa).with("why", why));
    }
    if seen.has(b'\t') || seen.has(b'|') { table(text) } else { Ok(()) }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_unseen(c) || c == '\u{AD}'
}

/// The place of the text without the white space around it.
pub(super) fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// The error values that spreadsheets show in a cell.
fn spreadsheet_errors(text: &str) -> Result<()> {
    const VALUES: [&str; 9] =
        ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!"];
    let mut found = Vec::new();
    for (start, _) in text.match_indices('#') {
        if let Some(value) = VALUES.into_iter().find(|value| text[start..].starts_with(value)) {
            let error = Error::new(Code::SpreadsheetError).at(Span::new(start, start + value.len()));
            found.push(error.with("teks", value));
        }
    }
    super::problems::joined(found)
}

/// A formula over the cells of a sheet: `=B2/B3*100`, `SUM(A1:A5)/B2`.
fn cell_references(text: &str) -> Result<()> {
    let place = trimmed(text);
    let (body, is_formula) = match place.of(text).strip_prefix(['=', '+']) {
        Some(body) => (body, true),
        None => (place.of(text), false),
    };
    if !is_formula && !body.contains('(') {
        return Ok(());
    }
    let (mut cells, mut functions, mut others) = (0, 0, 0);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '$' | '_');
    let mut rest = body;
    while let Some(start) = rest.find(is_part) {
        let word = &rest[start..];
        let word = &word[..word.find(|c| !is_part(c)).unwrap_or(word.len())];
        let after = &rest[start + word.len()..];
        rest = after;
        if after.starts_with('(') && is_function(word) {
            functions += 1;
        } else if is_cell(word, functions > 0) {
            cells += 1;
        } else if functions > 0 && is_column(word) || after.starts_with('!') {
            // `A:C` is a range of columns, `Sheet1!` the name of a sheet.
        } else if !word.bytes().all(|b| b.is_ascii_digit()) {
            others += 1;
        }
    }
    if cells > 0 && others == 0 && (is_formula || functions > 0) {
        return Err(Error::new(Code::CellReference).at(place).with("teks", place.of(text)));
    }
    Ok(())
}

fn is_function(word: &str) -> bool {
    const NAMES: [&str; 17] = [
        "SUM",
        "AVERAGE",
        "IF",
        "IFERROR",
        "ROUND",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "SUMIF",
        "SUMIFS",
        "COUNTIFS",
        "MAX",
        "MIN",
        "VLOOKUP",
        "HLOOKUP",
        "SUMPRODUCT",
        "ABS",
    ];
    NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// `B2`, `$AB$12`; small letters only where a function of a spreadsheet stands before.
fn is_cell(word: &str, small: bool) -> bool {
    let word = word.replace('$', "");
    let letters = word.bytes().take_while(|b| b.is_ascii_uppercase() || small && b.is_ascii_lowercase()).count();
    // `X100` multiplies.
    let times = word.starts_with('X') && word[1..].starts_with("100");
    !times && (1..=3).contains(&letters) && letters < word.len() && word[letters..].bytes().all(|b| b.is_ascii_digit())
}

fn is_column(word: &str) -> bool {
    let word = word.replace('$', "");
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Why the text as a whole is no formula, in both languages.
fn no_formula(text: &str, seen: &Seen) -> Option<(String, String)> {
    const PLACEHOLDERS: [&str; 11] =
        ["n/a", "n.a", "nihil", "idem", "sda", "s.d.a", "terlampir", "tidak ada", "belum ada", "kosong", "tbd"];
    let shown = trimmed(text).of(text);
    let bare = shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '"'));
    if !shown.chars().any(char::is_alphanumeric) {
        let shown: String = shown.chars().take(20).collect();
        return Some((
            format!("isinya hanya tanda \"{shown}\", tanpa besaran"),
            format!("it holds only the signs \"{shown}\" and no quantity"),
        ));
    }
    if PLACEHOLDERS.iter().any(|word| word.eq_ignore_ascii_case(bare)) {
        return Some((
            format!("\"{bare}\" hanya menandai bahwa rumusnya tidak ditulis di sini"),
            format!("\"{bare}\" only says that the formula is not written here"),
        ));
    }
    let source = if seen.has(b':') { shown.split_once(':').map_or("", |(source, _)| source.trim()) } else { "" };
    let source = lowered(source);
    if matches!(&*source, "sumber" | "sumber data" | "penanggung jawab" | "catatan") {
        return Some((format!("isinya keterangan \"{source}\""), format!("it is a remark, \"{source}\"")));
    }
    if is_date(bare) {
        return Some((
            format!("\"{bare}\" adalah tanggal atau masa waktu"),
            format!("\"{bare}\" is a date or a period of time"),
        ));
    }
    if compares(shown, seen) {
        let (kenapa, why) = ("isinya perbandingan nilai, seperti target", "it compares values, as a target does");
        return Some((kenapa.to_owned(), why.to_owned()));
    }
    if purpose(bare) {
        let (kenapa, why) =
            ("isinya tujuan atau syarat indikator, tanpa cara menghitungnya", "it says what the indicator is for");
        return Some((kenapa.to_owned(), why.to_owned()));
    }
    if answers(bare) {
        return Some((
            format!("\"{bare}\" adalah pilihan jawaban, bukan besaran"),
            format!("\"{bare}\" is a choice of answers, not a quantity"),
        ));
    }
    if shown.starts_with(['{', '[']) && shown.contains("\":") || shown.starts_with("<!") || shown.starts_with("<?") {
        let (kenapa, why) = ("isinya potongan data komputer", "it is a piece of computer data");
        return Some((kenapa.to_owned(), why.to_owned()));
    }
    None
}

/// `A >= 75%`, without anything that computes.
fn compares(text: &str, seen: &Seen) -> bool {
    // Cheap to see of most texts: without an equals sign and in ASCII only `<>` compares.
    let any = seen.has(b'=') || seen.has(b'<') || !seen.is_ascii();
    if !any || ![">=", "<=", "=<", "=>", "<>", "!=", "≥", "≤", "≠"].iter().any(|sign| text.contains(sign)) {
        return false;
    }
    let words = text.to_lowercase();
    let spoken = [
        "dibagi",
        "di bagi",
        "dikali",
        "ditambah",
        "dikurangi",
        "dibanding",
        "perbandingan",
        "terhadap",
        " - ",
        " – ",
        "\\frac",
    ];
    // An `x` of its own, a drawn bar before it perhaps.
    let times = words
        .split_whitespace()
        .filter_map(|word| word.strip_suffix('x'))
        .any(|bar| !bar.ends_with(char::is_alphanumeric));
    let computes =
        times || text.contains(['/', '*', '+', '×', '÷', ':']) || spoken.iter().any(|word| words.contains(word));
    // `Jumlah A yang dilayani ≤ 5 menit` over `Jumlah B`: the sign belongs to a name.
    let heads = ["jumlah", "banyaknya", "jml", "numerator", "denominator", "denumerator", "pembilang", "penyebut"];
    let counted = |line: &&str| heads.iter().any(|head| line.trim_start().starts_with(head));
    let computes = computes || words.lines().filter(counted).count() >= 2;
    !computes
}

/// `Untuk mengetahui sejauh mana ... dibandingkan tahun sebelumnya`: what an indicator is for, without anything that computes.
fn purpose(text: &str) -> bool {
    const BEGINNINGS: [&str; 5] =
        ["untuk mengetahui", "untuk mengukur", "untuk melihat", "indikator dikatakan", "indikator dinyatakan"];
    // Most texts begin otherwise: one look at their first letter says so, and no long one is copied for it.
    if !text.chars().flat_map(char::to_lowercase).next().is_some_and(|first| matches!(first, 'u' | 'i')) {
        return false;
    }
    let begins = |beginning: &&str| {
        let letters = || text.chars().flat_map(char::to_lowercase);
        letters().take(beginning.len()).eq(beginning.chars())
    };
    if !BEGINNINGS.iter().any(begins) {
        return false;
    }
    let words = text.to_lowercase();
    !["dibagi", "dikali", " x ", "/", ":", "×", "÷", "=", "rumus"].iter().any(|mark| words.contains(mark))
}

/// `Ya/Tidak`, `Baik/Cukup/Kurang`: only words that answer.
fn answers(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["ya", "tidak", "ada", "belum", "sudah", "baik", "cukup", "kurang", "sangat", "sesuai", "tercapai", "atau"];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| WORDS.contains(&&*lowered(word)))
}

/// `17/08/2021`, `2021-08-17`, `17 Agustus 2021`, `Januari - Desember 2021`, `Tahun 2021`, `Triwulan I 2021`.
fn is_date(text: &str) -> bool {
    let (mut dated, mut numbers, mut worded) = (false, 0, false);
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—')).filter(|word| !word.is_empty());
    for word in words {
        let word = lowered(word.trim_matches([',', '.']));
        if word.is_empty() || word == "-" {
            continue;
        }
        if word.contains(|c: char| c.is_ascii_digit()) && is_day(&word) || word.split('-').all(is_month) {
            dated = true;
        } else if word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4 {
            numbers += 1;
        } else if matches!(&*word, "tahun" | "triwulan" | "semester" | "tanggal" | "tgl" | "bulan") {
            worded = true;
        } else if !matches!(
            &*word,
            "thn" | "s.d" | "s.d." | "s/d" | "sd" | "sampai" | "dengan" | "i" | "ii" | "iii" | "iv"
        ) {
            return false;
        }
    }
    dated || worded && numbers > 0
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "januari"
            | "februari"
            | "pebruari"
            | "maret"
            | "april"
            | "mei"
            | "juni"
            | "juli"
            | "agustus"
            | "september"
            | "oktober"
            | "november"
            | "nopember"
            | "desember"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "agu"
            | "agt"
            | "sep"
            | "okt"
            | "nov"
            | "des"
    )
}

/// A day in numbers: `17/08/2021`, `17-8-2021`, `2021-08-17`.
fn is_day(word: &str) -> bool {
    let mark = if word.contains('/') {
        '/'
    } else if word.contains('-') {
        '-'
    } else {
        '.'
    };
    let parts: Option<Vec<u32>> =
        word.split(mark).map(|part| part.parse().ok().filter(|_| part.len() <= 4 && !part.starts_with('+'))).collect();
    let calendar = |day: u32, month: u32, year: u32| {
        (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2100).contains(&year)
    };
    match parts.as_deref() {
        Some([a, b, c]) => calendar(*a, *b, *c) || calendar(*c, *b, *a),
        _ => false,
    }
}

/// `88,31 – 100,00 = A (Sangat Baik)` on several lines: a table of classes.
pub(super) fn refuse_ranges(tokens: &[Token<'_>], text: &str) -> Result<()> {
    let classes = tokens
        .windows(5)
        .enumerate()
        .filter(|(at, five)| {
            (*at == 0 || tokens[at - 1].kind == Kind::Break)
                && (five[0].is_number() || five[0].is_percent())
                && matches!(five[1].kind, Kind::Sign('-' | '–' | '−'))
                && (five[2].is_number() || five[2].is_percent())
                && (five[3].is_sign('=') || five[3].is_sign(':'))
                && five[4].is_word()
        })
        .count();
    // `Baik : 76,61 – 88,30; Sangat Baik : 88,31 – 100,00`
    let ends = |at: usize| {
        tokens.get(at).is_none_or(|next| matches!(next.kind, Kind::Break | Kind::Sign(';' | ',' | '.' | ')' | '(')))
    };
    let number = |token: &Token<'_>| token.is_number() || token.is_percent();
    let named = tokens
        .windows(5)
        .enumerate()
        .filter(|(at, five)| {
            five[0].is_word()
                && (five[1].is_sign(':') || five[1].is_sign('='))
                && number(&five[2])
                && matches!(five[3].kind, Kind::Sign('-' | '–' | '−'))
                && number(&five[4])
                && ends(at + 5)
        })
        .count();
    if classes.max(named) < 2 {
        return Ok(());
    }
    Err(Error::new(Code::NotAFormula)
        .at(trimmed(text))
        .with("kenapa", "isinya tabel rentang nilai dan artinya")
        .with("why", "it is a table of ranges and what they mean"))
}

/// Puts blanks in place of the marks by which assistants cite a file, `[cite: 1]`; every place stays.
pub(super) fn blank_citations<'t>(text: &'t str, seen: &Seen) -> Cow<'t, str> {
    if !seen.has(b'[') || !text.contains("[cite") {
        return Cow::Borrowed(text);
    }
    let mark = |(at, _): (usize, &str)| {
        let end = text.as_bytes()[at..].iter().take(MOST_CITED).position(|byte| *byte == b']')?;
        let numbers = text[at + "[cite".len()..at + end].trim_start_matches("_start").trim_start_matches(':');
        let cites = numbers.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b','));
        cites.then_some(Span::new(at, at + end + 1))
    };
    let marks: Vec<Span> = text.match_indices("[cite").filter_map(mark).collect();
    Cow::Owned(blanked(text, &marks))
}

/// The longest such mark, in bytes.
const MOST_CITED: usize = 60;

/// The web addresses in a text.
pub(super) fn addresses(text: &str, seen: &Seen) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let possible = seen.has(b':') && text.contains("://") || seen.has(b'.') && text.contains("www.");
    if !possible {
        return found;
    }
    for begin in ["http://", "https://", "www."] {
        for (start, _) in text.match_indices(begin) {
            let rest = &text[start..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | '<' | ','));
            let span = Span::new(start, start + end.unwrap_or(rest.len()));
            if !found.iter().any(|other| other.start <= span.start && span.end <= other.end) {
                found.push(span);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The text with blanks where the places are, byte for byte.
pub(super) fn blanked(text: &str, places: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for place in places.iter().filter(|place| !place.of(text).is_empty()) {
        out.push_str(text.get(from..place.start).unwrap_or(""));
        out.extend(std::iter::repeat_n(' ', place.end - place.start));
        from = place.end;
    }
    out.push_str(&text[from..]);
    out
}

/// A row of a table in which one cell alone computes, `| BOR | (A / B) x 100% | 60-85% |`: the row as the text of that cell, with
/// the cell before it as its label and every place kept, and the places of the other cells.
pub(super) fn formula_in_row(text: &str, seen: &Seen) -> Option<(String, Vec<Span>)> {
    if !seen.has(b'|') || !text.trim_start().starts_with('|') || text.trim().contains('\n') {
        return None;
    }
    let bars: Vec<usize> = text.match_indices('|').map(|(at, _)| at).take(MOST_CELLS).collect();
    let cells: Vec<Span> = bars.windows(2).map(|two| Span::new(two[0] + 1, two[1])).collect();
    let mut formulas = (0..cells.len()).filter(|at| lists::divides(cells[*at].of(text)));
    let (Some(at), None) = (formulas.next(), formulas.next()) else { return None };
    if cells.len() < 2 || bars.len() == MOST_CELLS || !text[*bars.last()? + 1..].trim().is_empty() {
        return None;
    }
    let label = at.checked_sub(1).filter(|label| cells[*label].of(text).chars().any(char::is_alphabetic));
    // Numbers before it count the rows; what else is dropped is said.
    let told = |cell: &&Span| cell.of(text).chars().any(char::is_alphabetic);
    let (before, behind) = (&cells[..label.unwrap_or(at)], &cells[at + 1..]);
    let dropped = before.iter().filter(told).chain(behind.iter().filter(|cell| !cell.of(text).trim().is_empty()));
    let mut places: Vec<Span> = bars.iter().map(|bar| Span::new(*bar, bar + 1)).collect();
    places.extend(before.iter().chain(behind));
    places.sort_unstable();
    let mut row = blanked(text, &places);
    if label.is_some() {
        row.replace_range(bars[at]..=bars[at], "=");
    }
    Some((row, dropped.copied().collect()))
}

/// A row has no more cells than this.
const MOST_CELLS: usize = 8;

/// Cells side by side, with no operation between them.
fn table(text: &str) -> Result<()> {
    let mut cells: Vec<(usize, &str)> = Vec::new();
    let (mut rows, mut widest) = (0, 0);
    for line in text.lines() {
        let mut at = line.as_ptr() as usize - text.as_ptr() as usize;
        let before = cells.len();
        for cell in line.split(['\t', '|']) {
            let bare = cell.trim();
            if !bare.is_empty() {
                cells.push((at + (cell.len() - cell.trim_start().len()), bare));
            }
            at += cell.len() + 1;
        }
        let width = cells.len() - before;
        rows += usize::from(width > 1);
        widest = widest.max(width);
    }
    if widest < 3 && rows < 2 || cells.iter().any(|(_, cell)| joins(cell)) {
        return Ok(());
    }
    let error = Error::new(Code::PastedTable)
        .at(trimmed(text))
        .with("banyak", cells.len())
        .with("sel", cells[0].1.chars().take(40).collect::<String>());
    // Where one cell alone holds a formula, that one is meant.
    let mut formulas = cells.iter().filter(|(_, cell)| operates(cell));
    Err(match (formulas.next(), formulas.next()) {
        (Some((_, formula)), None) => error.suggest(trimmed(text), *formula),
        _ => error,
    })
}

/// Whether a cell begins or ends with an operator, so that it goes on in the next one.
fn joins(cell: &str) -> bool {
    let sign = |c: char| matches!(c, '=' | ':' | '/' | '+' | '-' | '–' | '−' | '*' | '×' | '÷');
    let word =
        |word: &str| matches!(word.to_lowercase().as_str(), "x" | "dibagi" | "dikali" | "ditambah" | "dikurangi");
    cell.starts_with(|c| sign(c) || matches!(c, ')' | '%')) && cell != "%"
        || cell.ends_with(|c| sign(c) || c == '(')
        || cell.split(' ').next().is_some_and(word)
        || cell.rsplit(' ').next().is_some_and(word)
}

/// Whether a cell computes.
fn operates(cell: &str) -> bool {
    let words = cell.to_lowercase();
    words.contains("dibagi")
        || words.contains(" x ")
        || words.contains("dikali")
        || cell.contains('/') && cell.chars().any(char::is_alphabetic)
}
