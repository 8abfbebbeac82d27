//! The first word of an indicator's name, which says what kind of figure it is.

use super::words::words;
use crate::Span;

/// What the first word of a name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Persentase: a share in percent.
    Percent,
    /// Cakupan: how much of the whole is reached, a share in percent.
    Coverage,
    /// Jumlah: a count.
    Count,
    /// Rasio: a quotient or a rate.
    Ratio,
    /// Angka: a level or a rate.
    Level,
    /// Indeks: a composite.
    Index,
    /// Rata-rata: a mean.
    Mean,
}

/// The words, the misspellings that are one letter away from the longer ones aside.
const HEADS: &[(&str, Kind)] = &[
    ("persentase", Kind::Percent),
    ("prosentase", Kind::Percent),
    ("persen", Kind::Percent),
    ("cakupan", Kind::Coverage),
    ("jumlah", Kind::Count),
    ("banyaknya", Kind::Count),
    ("total", Kind::Count),
    ("rasio", Kind::Ratio),
    ("angka", Kind::Level),
    ("indeks", Kind::Index),
    ("index", Kind::Index),
    ("rata", Kind::Mean),
    ("rerata", Kind::Mean),
];

/// A head with its place in the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The word that was meant, where it is misspelt.
    pub(super) slip: Option<&'static str>,
}

fn is_head(word: &str) -> Option<Kind> {
    let folded = word.to_lowercase();
    HEADS.iter().find(|(head, _)| *head == folded).map(|(_, kind)| *kind)
}

/// The head of a name; a list number before it is passed over.
pub(super) fn head(name: &str) -> Option<Head> {
    let words = words(name);
    let first = words.iter().find(|word| !word.text.bytes().all(|b| b.is_ascii_digit()))?;
    if let Some(kind) = is_head(first.text) {
        return Some(Head { kind, span: first.span, slip: None });
    }
    let folded = first.text.to_lowercase();
    let long = folded.chars().count() >= 5;
    let slip =
        HEADS.iter().find(|(head, _)| long && head.len() >= 6 && strsim::damerau_levenshtein(head, &folded) == 1)?;
    Some(Head { kind: slip.1, span: first.span, slip: Some(slip.0) })
}

/// The places of all heads that open an indicator: the first word, and one behind a comma, a semicolon or `dan`.
pub(super) fn openings(name: &str) -> Vec<Span> {
    let words = words(name);
    let mut found: Vec<Span> = head(name).map(|head| head.span).into_iter().collect();
    for pair in words.windows(2) {
        let between = &name[pair[0].span.end..pair[1].span.start];
        let opens = between.contains([',', ';']) || matches!(pair[0].text.to_lowercase().as_str(), "dan" | "serta");
        if opens && is_head(pair[1].text).is_some() && !found.contains(&pair[1].span) {
            found.push(pair[1].span);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_names() {
        let kind = |name| head(name).map(|head| head.kind);
        assert_eq!(kind("Persentase cakupan PPKS"), Some(Kind::Percent));
        assert_eq!(kind("2. jumlah ponpes"), Some(Kind::Count));
        assert_eq!(head("umlah KP-Spams").unwrap().slip, Some("jumlah"));
        assert_eq!(kind("Terwujudnya Database"), None);
        assert_eq!(kind("Rata - rata lama sekolah"), Some(Kind::Mean));
        assert_eq!(kind(""), None);
    }

    #[test]
    fn several_heads() {
        assert_eq!(openings("Persentase LKD yang dibiayai dan Persentase BUMDes yang berkembang").len(), 2);
        assert_eq!(openings("Jumlah Dokumen yang diverifikasi, Jumlah Dokumen yang tersaji").len(), 2);
        assert_eq!(openings("Jumlah kader, lembaga dan masyarakat").len(), 1);
        assert_eq!(openings("Persentase dari jumlah desa").len(), 1);
    }
}
