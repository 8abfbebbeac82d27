//! Words of names and formulas, so far as the audit must know the language: which words say something, which are one word
//! with other affixes, what abbreviations stand for.

use crate::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words that say nothing about what is measured.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "yang", "yg", "di", "ke", "dari", "pada", "oleh", "dan", "atau", "dengan", "dalam", "untuk", "bagi", "se", "nya", "per",
    "terhadap", "termasuk", "serta", "sebagai", "secara", "antar", "antara", "telah", "sudah", "akan", "ada", "setelah",
    "selama", "lainnya", "sesuai", "adalah", "dilakukan", "dimiliki", "mendapat", "mendapatkan", "memperoleh", "menerima",
    "diberi", "diberikan", "dapat", "baik", "satu", "tersebut", "dll", "jumlah", "jml", "banyaknya", "total", "seluruh",
    "seluruhnya", "semua", "keseluruhan", "persentase", "prosentase", "persen", "cakupan", "rasio", "angka", "indeks", "nilai",
    "rata", "tingkat", "kabupaten", "kab", "kota", "daerah", "tahun", "berjalan", "dibagi", "dikali", "kali", "lingkup",
    "kewenangan", "wilayah", "dlm", "dgn", "utk", "pencapaian", "capaian", "realisasi", "target", "sasaran",
];

/// Words that are left out of abbreviations: `Pelayanan dan Rujukan (PR)`.
const JOINING: &[&str] = &["dan", "yang", "di", "dari", "untuk", "dengan", "atau", "pada", "ke"];

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// The words of a text: runs of letters and digits, parted before a capital inside (`SeKabupaten`).
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().chain([(text.len(), ' ')]).peekable();
    while let Some((at, c)) = chars.next() {
        let is_inner_capital =
            before.is_lowercase() && c.is_uppercase() && chars.peek().is_some_and(|next| next.1.is_lowercase());
        before = c;
        if let Some(from) = start.filter(|_| is_inner_capital) {
            found.push(Word { text: &text[from..at], span: Span::new(from, at) });
            start = Some(at);
            continue;
        }
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Word { text: &text[from..at], span: Span::new(from, at) });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether a word says nothing about what is measured, or is a number.
pub(super) fn is_empty(word: &str) -> bool {
    let folded = word.to_lowercase();
    folded.chars().count() < 2 || folded.chars().all(|c| c.is_ascii_digit()) || EMPTY.contains(&folded.as_str())
}

/// The word without common affixes. It need not be the root of the dictionary, only the same for words of one root.
pub(super) fn stem(word: &str) -> String {
    let mut stem = word.to_lowercase();
    for _ in 0..2 {
        for suffix in ["nya", "kan", "an", "i"] {
            if let Some(rest) = stem.strip_suffix(suffix)
                && rest.chars().count() >= 4
            {
                stem.truncate(rest.len());
                break;
            }
        }
        if let Some(rest) = without_prefix(&stem) {
            stem = rest;
        }
    }
    stem
}

/// Prefixes, the longest first, with the consonant that they swallow before a vowel.
const PREFIXES: &[(&str, &str)] = &[
    ("meny", "s"),
    ("peny", "s"),
    ("meng", ""),
    ("peng", ""),
    ("mem", "p"),
    ("pem", "p"),
    ("men", "t"),
    ("pen", "t"),
    ("ber", ""),
    ("ter", ""),
    ("per", ""),
    ("me", ""),
    ("pe", ""),
    ("di", ""),
    ("ke", ""),
    ("se", ""),
];

fn without_prefix(word: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, swallowed)| {
        let rest = word.strip_prefix(prefix)?;
        let restored = match rest.chars().next()? {
            'a' | 'e' | 'i' | 'o' | 'u' => format!("{swallowed}{rest}"),
            _ => rest.to_owned(),
        };
        (restored.chars().count() >= 4).then_some(restored)
    })
}

/// Whether two stems are one word, a slip of the pen aside.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || one.chars().count().min(other.chars().count()) >= 6 && strsim::damerau_levenshtein(one, other) <= 1
}

/// How far an abbreviation may stand from what it stands for, in bytes.
const WINDOW: usize = 160;

/// The last character boundary at or before a place.
fn floor_boundary(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Whether a word without vowels shortens another: `kpl` for `kapal`.
pub(super) fn shortens(short: &str, long: &str) -> bool {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = long.chars();
    !short.contains(is_vowel)
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| letters.any(|own| own == c))
}

/// What abbreviations stand for, as the texts of a registry say: `Program Keluarga Harapan (PKH)`, `IPG (Indeks ...)`.
#[derive(Clone, Debug, Default)]
pub(super) struct Abbreviations {
    expansions: BTreeMap<String, BTreeSet<String>>,
}

impl Abbreviations {
    /// Learns every abbreviation that a text explains in brackets.
    pub(super) fn learn(&mut self, text: &str) {
        for (open, _) in text.match_indices('(') {
            // Windows of a fixed size keep the work linear on any text.
            let after = &text[open + 1..floor_boundary(text, open + 1 + WINDOW)];
            let Some(length) = after.find(')') else { continue };
            let inside = words(&after[..length]);
            let before = words(&text[floor_boundary(text, open.saturating_sub(WINDOW))..open]);
            let before = &before[before.len().saturating_sub(8)..];
            if let [word] = inside.as_slice()
                && let Some(expansion) =
                    (1..=before.len()).map(|count| &before[before.len() - count..]).find(|long| spells(word.text, long))
            {
                self.add(word.text, expansion);
            } else if let Some(word) = before.last()
                && spells(word.text, &inside)
            {
                self.add(word.text, &inside);
            }
        }
    }

    fn add(&mut self, short: &str, long: &[Word<'_>]) {
        let stems = long.iter().filter(|word| !is_empty(word.text)).map(|word| stem(word.text));
        self.expansions.entry(short.to_lowercase()).or_default().extend(stems);
    }

    /// The stems of the words that an abbreviation stands for.
    fn of(&self, word: &str) -> Vec<String> {
        self.expansions.get(&word.to_lowercase()).into_iter().flatten().cloned().collect()
    }
}

/// Whether an abbreviation is made of the beginnings of the words, in order: `PKH`, `RUTILAHU`, `TKSK`.
pub(super) fn spells(short: &str, long: &[Word<'_>]) -> bool {
    let letters: Vec<char> = short.to_lowercase().chars().collect();
    let joins = |word: &Word<'_>| JOINING.contains(&word.text.to_lowercase().as_str());
    let [first, .., last] = long else { return false };
    let itself = |word: &Word<'_>| word.text.eq_ignore_ascii_case(short);
    let may = (2..=12).contains(&letters.len()) && short.chars().any(char::is_uppercase);
    if !may || joins(first) || joins(last) || long.iter().any(itself) {
        return false;
    }
    // Which prefixes of the abbreviation the words so far can spell.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for word in long {
        let folded: Vec<char> = word.text.to_lowercase().chars().collect();
        let mut next = vec![false; letters.len() + 1];
        for at in (0..=letters.len()).filter(|at| reached[*at]) {
            next[at] |= joins(word);
            let common = letters[at..].iter().zip(&folded).take_while(|(a, b)| a == b).count();
            next[at + 1..=at + common].fill(true);
        }
        reached = next;
    }
    reached[letters.len()]
}

/// A word that says something: its stem, and the stems of what it stands for where it is an abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) stem: String,
    expansion: Vec<String>,
    is_short: bool,
}

impl Term {
    /// Whether it is an abbreviation that nothing explains.
    pub(super) fn is_unexplained(&self) -> bool {
        self.is_short && self.expansion.is_empty()
    }

    /// Whether a text of these terms speaks of it: by the word, or by most of the words that it stands for.
    fn is_in(&self, terms: &[Term]) -> bool {
        let has = |stem: &String| terms.iter().any(|term| is_same(&term.stem, stem));
        let known = self.expansion.iter().filter(|stem| has(stem)).count();
        has(&self.stem) || !self.expansion.is_empty() && known * 2 >= self.expansion.len()
    }
}

/// The terms of a text, each once. An abbreviation that nobody explains is looked for in the texts beside it.
pub(super) fn terms(text: &str, abbreviations: &Abbreviations, beside: &[&str]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for word in words(text) {
        let stem = stem(word.text);
        if is_empty(word.text) || terms.iter().any(|term| term.stem == stem) {
            continue;
        }
        let mut expansion = abbreviations.of(word.text);
        if expansion.is_empty() {
            expansion = spelt_beside(word.text, beside);
        }
        let is_short = word.text.chars().filter(|c| c.is_uppercase()).count() >= 2;
        terms.push(Term { stem, expansion, is_short });
    }
    terms
}

/// What an abbreviation evidently stands for: `RUTILAHU` beside `rumah tidak layak huni`.
fn spelt_beside(short: &str, beside: &[&str]) -> Vec<String> {
    // Two or three letters are the beginnings of too many words.
    if short.chars().count() < 5 || !short.chars().all(char::is_uppercase) {
        return Vec::new();
    }
    beside.iter().find_map(|text| spelling(short, &words(text))).unwrap_or_default()
}

/// The stems of the words in a row that an abbreviation is made of.
fn spelling(short: &str, all: &[Word<'_>]) -> Option<Vec<String>> {
    let mut windows = (0..all.len()).flat_map(|at| (2..=6).map(move |count| at..at + count));
    let long = windows.find_map(|window| all.get(window).filter(|long| spells(short, long)))?;
    Some(long.iter().map(|word| stem(word.text)).collect())
}

/// Whether words of a text make an abbreviation: `IKM` in `Indeks Kepuasan Masyarakat`.
pub(super) fn is_spelt_in(short: &str, text: &str) -> bool {
    spelling(short, &words(text)).is_some()
}

/// How many terms of either text the other one speaks of.
pub(super) fn in_common(one: &[Term], other: &[Term]) -> usize {
    let count = |one: &[Term], other: &[Term]| one.iter().filter(|term| term.is_in(other)).count();
    count(one, other).max(count(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_root_have_one_stem() {
        for family in [
            &["menetapkan", "ditetapkan", "penetapan", "tetap"][..],
            &["penyusunan", "menyusun", "tersusun", "disusun"],
            &["pelayanan", "terlayani", "dilayani", "layanan"],
            &["penanganan", "ditangani", "menangani"],
            &["keterampilan", "terampil"],
            &["kebencanaan", "bencana"],
            &["kelembagaan", "lembaga"],
            &["pedesaan", "perdesaan", "desa"],
            &["pembinaan", "dibina", "binaan", "bina"],
            &["pemberdayaan", "berdaya"],
            &["validasi", "divalidasi", "tervalidasi"],
        ] {
            let stems: BTreeSet<_> = family.iter().map(|word| stem(word)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert!(shortens("kpl", "kapal") && !shortens("kpl", "puskesmas") && !shortens("desa", "desa"));
        assert_eq!(words("jumlah desa SeKabupaten, BUMDes").len(), 5);
        assert_ne!(stem("perempuan"), stem("anak"));
        assert_ne!(stem("lembaga"), stem("lembar"));
    }

    #[test]
    fn abbreviations_are_learnt_from_brackets() {
        let mut known = Abbreviations::default();
        known.learn("bantuan Program Keluarga Harapan (PKH) yang tervalidasi");
        known.learn("Jumlah Pekerja Sosial Masyarakat ( PSM ) yang terampil");
        known.learn("IPG (Indeks Pembangunan Gender)");
        known.learn("Rasio kekerasan (per 100.000 penduduk)");
        assert_eq!(known.expansions.keys().collect::<Vec<_>>(), ["ipg", "pkh", "psm"]);
        let (short, long) = (terms("KPM PKH", &known, &[]), terms("Program Keluarga Harapan", &known, &[]));
        assert_eq!((short.len(), in_common(&short, &long)), (2, 1));
    }

    #[test]
    fn syllables_spell_an_abbreviation() {
        assert!(spells("RUTILAHU", &words("rumah tidak layak huni")));
        assert!(spells("PPKS", &words("pemerlu pelayanan kesejahteraan sosial")));
        assert!(!spells("PPKS", &words("penyandang masalah kesejahteraan sosial")));
        let none = Abbreviations::default();
        let short = terms("RUTILAHU yang di rehab", &none, &["penerima bantuan Rumah Tidak Layak Huni"]);
        assert_eq!(in_common(&short, &terms("Jumlah rumah layak huni", &none, &[])), 1);
    }
}
