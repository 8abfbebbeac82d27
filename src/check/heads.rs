//! What the name of a quantity says about its unit: the head of `Jumlah desa yang melapor` counts desa.

use crate::unit::{Dimension, Look, Noun, Unit};

/// Words before a counted noun: `Jumlah seluruh desa`.
const COUNTS: &[&str] = &["jumlah", "jml", "jlh", "jmlh", "umlah", "banyaknya", "banyak", "total"];
/// Words between such a head and its noun, which say nothing themselves.
const FILLERS: &[&str] =
    &["seluruh", "semua", "keseluruhan", "total", "target", "jumlah", "dari", "data", "kumulatif", "sasaran"];
/// Heads that decide nothing alone: what follows may be money, an index, a percentage, but is not counted.
const VAGUE: &[&str] = &[
    "nilai",
    "realisasi",
    "capaian",
    "rata-rata",
    "rerata",
    "rataan",
    "besaran",
    "besarnya",
    "tingkat",
    "target",
    "pencapaian",
];
const PERCENT: &[&str] = &["persentase", "prosentase", "persen", "presentase", "%"];
const INDEX: &[&str] = &["indeks", "index", "skor"];
const MONEY: &[&str] = &[
    "anggaran",
    "belanja",
    "pendapatan",
    "biaya",
    "dana",
    "pad",
    "pdrb",
    "pdb",
    "apbd",
    "pagu",
    "harga",
    "upah",
    "penghasilan",
    "pengeluaran",
    "pajak",
    "retribusi",
    "investasi",
    "pembiayaan",
    "penerimaan",
    "omzet",
];
/// What has an amount but is not counted, so that no noun follows from it.
const AMOUNTS: &[&str] = &[
    "luas",
    "lama",
    "waktu",
    "produksi",
    "bobot",
    "hasil",
    "panjang",
    "volume",
    "berat",
    "pertumbuhan",
    "selisih",
    "rasio",
    "angka",
    "laju",
    "kebutuhan",
    "konsumsi",
    "kapasitas",
    "daya",
    "energi",
    "nilai",
    "skor",
    "perolehan",
    "timbulan",
    "ketersediaan",
    "perkalian",
    "rata-rata",
    "jarak",
    "debit",
    "pencapaian",
    "capaian",
    "realisasi",
];
/// Nouns that are a count without `Jumlah`: `Korban bencana`, `BUMDes aktif`. The noun alone decides nothing: `lembaga` is
/// as likely the score of a dimension.
const COUNTED_ALONE: &[&str] =
    &["orang", "desa", "kelurahan", "kecamatan", "lembaga", "keluarga", "sekolah", "puskesmas", "posyandu", "kasus"];
/// What happens rather than is: `kematian ibu` alone can be a count or a rate.
const HAPPENINGS: &[&str] = &["kematian", "kelahiran", "kelahiran hidup"];
/// Units that stand in brackets behind a name: `Pengeluaran (juta rupiah)`.
const MEASURES: &[&str] = &[
    "rupiah", "orang", "km2", "ha", "m2", "km", "m", "m3", "ton", "kg", "kuintal", "liter", "tahun", "bulan", "hari",
    "jam",
];

/// The unit that a name gives away, or `None`: an unknown unit blocks nothing.
///
/// ```
/// use rumusan::check::unit_of_name;
///
/// let unit = |name| unit_of_name(name).map(|unit| unit.canonical());
/// assert_eq!(unit("Jumlah desa yang melapor").as_deref(), Some("desa"));
/// assert_eq!(unit("Persentase desa maju").as_deref(), Some("persen"));
/// assert_eq!(unit("Realisasi anggaran").as_deref(), Some("rupiah"));
/// assert_eq!(unit("Pengeluaran per kapita (juta rupiah)").as_deref(), Some("juta rupiah"));
/// assert_eq!(unit("Nilai tertimbang"), None);
/// ```
pub fn unit_of_name(name: &str) -> Option<Unit> {
    let folded = name.replace('_', " ").to_lowercase();
    if let Some(unit) = in_brackets(&folded) {
        return Some(unit);
    }
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.split(['(', ',', ';', '/']).next().unwrap_or(word).trim_matches(['.', ':', '"']))
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let (mut counts, mut vague) = (false, false);
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if COUNTS.contains(first) {
            counts = true;
        } else if VAGUE.contains(first) && !(counts && FILLERS.contains(first)) {
            vague = true;
        } else if !(FILLERS.contains(first) && (counts || vague)) {
            break;
        }
        rest = after;
    }
    let first = rest.first()?;
    if PERCENT.contains(first) {
        return Some(Unit::percent());
    }
    if INDEX.contains(first) {
        return Some(Unit::index());
    }
    if MONEY.contains(first) {
        let people = Noun::new("orang").filter(|_| folded.contains("per kapita"));
        let rupiah = Dimension::of(Noun::rupiah());
        return Some(Unit::of(people.map_or_else(|| rupiah.clone(), |people| &rupiah / &Dimension::of(people))));
    }
    if vague && words.first().is_none_or(|word| *word != "target") || AMOUNTS.contains(first) {
        return None;
    }
    match Noun::at_start(rest) {
        Some((noun, _)) if noun.is_index() => None,
        Some((noun, _)) if counts => Some(Unit::counted(noun)),
        Some((noun, length))
            if COUNTED_ALONE.contains(&noun.kind())
                && !HAPPENINGS.contains(&noun.to_string().as_str())
                && rest.len() > length
                && first.len() > 3 =>
        {
            Some(Unit::counted(noun))
        }
        None if counts && first.len() > 2 => Some(Unit::counted(Noun::new(as_shown(name, first))?)),
        _ => None,
    }
}

/// The word as the name writes it: abbreviations keep their capitals.
fn as_shown<'a>(name: &'a str, word: &'a str) -> &'a str {
    let is_word = |candidate: &&str| candidate.to_lowercase() == word && candidate.chars().all(|c| !c.is_lowercase());
    name.split(|c: char| !c.is_alphanumeric() && c != '-').find(is_word).unwrap_or(word)
}

/// `(juta rupiah)`, `(%)`, `(km2)`, `(per 1.000 kelahiran hidup)` at the end of a name.
fn in_brackets(folded: &str) -> Option<Unit> {
    let inside = folded.trim_end().strip_suffix(')')?.rsplit_once('(')?.1;
    let unit = Unit::parse(inside).ok()?;
    let nouns = unit.dimension().exponents();
    let measure = nouns.iter().all(|(noun, _)| noun.is_known())
        && match unit.dimension().as_noun() {
            Some(noun) => MEASURES.contains(&noun.to_string().as_str()),
            None => unit.look() != Look::Plain || !nouns.is_empty(),
        };
    measure.then_some(unit)
}

/// Whether the name of an indicator asks for a percentage.
pub(super) fn asks_for_percent(indicator: &str) -> bool {
    let folded = indicator.to_lowercase();
    let first =
        folded.split_whitespace().find(|word| !word.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit()));
    first.is_some_and(|word| PERCENT.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_real_names() {
        for (name, unit) in [
            ("Jumlah PPKS yang tertangani", "PPKS"),
            ("Jumlah total PPKS", "PPKS"),
            ("Jumlah Korban Perempuan", "korban"),
            ("jumlah perempuan 18 Th ke atas", "perempuan"),
            ("jumlah anak usia di bawah 18 th", "anak"),
            ("Jumlah Fakir Miskin yang dibantu", "fakir miskin"),
            ("Korban bencana", "korban"),
            ("jumlah seluruh korban bencana", "korban"),
            ("Jumlah makam pahlawan yang terawat", "makam"),
            ("Jumlah seluruh belanja langsung APBD", "rupiah"),
            ("Jumlah Seluruh Kasus yang ditangani oleh dalam 1 tahun", "kasus"),
            ("Jumlah target desa yang di fasilitasi", "desa"),
            ("target lembaga penyedia layanan yang akan dibentuk", "lembaga"),
            ("BUMDES aktif", "BUMDes"),
            ("lembaga", "-"),
            ("Bumdes yang di bina", "BUMDes"),
            ("Kader PKK Desa dibina", "kader"),
            ("Jumlah LPM", "LPM"),
            ("Jumlah kelompok binaan LPM", "kelompok"),
            ("Jumlah KP-SPAMS Pedesaan", "KP-SPAMS"),
            ("Banyaknya kelahiran hidup", "kelahiran hidup"),
            ("Jml desa", "desa"),
            ("Jumlah laporan hasil monitoring", "laporan"),
            ("Indeks Desa Membangun", "indeks"),
            ("Nilai Indeks Kepuasan", "indeks"),
            ("Skor IDM", "indeks"),
            ("PDRB(t-1)", "rupiah"),
            ("Pengeluaran per kapita", "rupiah per orang"),
            ("Angka kematian (per 1.000 kelahiran hidup)", "per 1.000 kelahiran hidup"),
            ("Luas kawasan (km2)", "km2"),
            ("kematian_ibu", "-"),
            ("Nilai ARG", "-"),
            ("Realisasi", "-"),
            ("Total nilai persepsi perunsur", "-"),
            ("Jumlah A", "-"),
            ("x", "-"),
            ("m", "-"),
            ("Angka harapan hidup", "-"),
            ("Rata-rata lama sekolah", "-"),
            ("Luas lahan", "-"),
            ("tahun berjalan", "-"),
            ("PPKS (lansia, disabilitas)", "PPKS"),
            ("", "-"),
        ] {
            assert_eq!(unit_of_name(name).map_or("-".to_owned(), |unit| unit.canonical()), unit, "{name}");
        }
    }
}
