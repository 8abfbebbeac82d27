//! The nouns that Indonesian planning documents count and measure in.

use std::fmt;
use std::sync::Arc;

/// A counted or measured noun: `desa`, `korban`, `rupiah`, `km2`.
///
/// Nouns of one kind can be added: `perempuan` and `laki-laki` are both `orang`. A noun that is not in the vocabulary is
/// its own kind, and nothing is concluded from it.
///
/// ```
/// use rumusan::unit::Noun;
///
/// let victims = Noun::new("Korban").unwrap();
/// assert_eq!(victims.to_string(), "korban");
/// assert_eq!(victims.kind(), "orang");
/// assert!(victims.is_known() && !Noun::new("ruang laktasi").unwrap().is_known());
/// ```
#[derive(Clone)]
pub struct Noun {
    text: Arc<str>,
    key: Arc<str>,
    kind: Option<&'static str>,
}

/// One line of the vocabulary: the noun as it is shown, its kind, and the other ways to write it.
struct Entry(&'static str, &'static str, &'static [&'static str]);

/// The kind of everything that is paid in.
pub(super) const RUPIAH: &str = "rupiah";
/// The kind of an index: whatever has a range and no dimension.
pub(super) const INDEX: &str = "indeks";

#[rustfmt::skip]
const VOCABULARY: &[Entry] = &[
    // people
    Entry("orang", "orang", &["org", "jiwa", "jiwa/orang", "orang/jiwa"]),
    Entry("penduduk", "orang", &["pddk"]),
    Entry("perempuan", "orang", &["wanita"]),
    Entry("laki-laki", "orang", &["laki - laki", "pria", "lelaki"]),
    Entry("anak", "orang", &["anak-anak", "anak - anak"]),
    Entry("korban", "orang", &[]), Entry("peserta", "orang", &[]), Entry("klien", "orang", &[]),
    Entry("siswa", "orang", &["murid", "pelajar", "peserta didik"]), Entry("mahasiswa", "orang", &[]),
    Entry("guru", "orang", &["pendidik"]), Entry("balita", "orang", &[]), Entry("bayi", "orang", &[]),
    Entry("ibu", "orang", &[]), Entry("ibu hamil", "orang", &["bumil"]), Entry("remaja", "orang", &[]),
    Entry("lansia", "orang", &["lanjut usia"]), Entry("pasien", "orang", &[]), Entry("penderita", "orang", &[]),
    Entry("petani", "orang", &[]), Entry("nelayan", "orang", &[]), Entry("pekerja", "orang", &["tenaga kerja", "buruh"]),
    Entry("pegawai", "orang", &["aparatur", "aparat", "asn", "pns"]), Entry("kader", "orang", &[]),
    Entry("anggota", "orang", &[]), Entry("warga", "orang", &[]), Entry("masyarakat", "orang", &[]),
    Entry("tenaga", "orang", &["tenaga kesehatan"]), Entry("petugas", "orang", &[]), Entry("pengunjung", "orang", &[]),
    Entry("penerima", "orang", &["penerima manfaat"]), Entry("penyandang", "orang", &["penyandang disabilitas"]),
    Entry("fakir miskin", "orang", &[]), Entry("penduduk miskin", "orang", &[]), Entry("pengangguran", "orang", &["penganggur"]),
    Entry("PPKS", "orang", &["pmks"]), Entry("PSKS", "orang", &[]), Entry("perangkat desa", "orang", &[]),
    // Births less deaths are people.
    Entry("kelahiran", "orang", &[]), Entry("kelahiran hidup", "orang", &["kh"]),
    Entry("kematian", "orang", &[]),
    // households
    Entry("keluarga", "keluarga", &["kk", "kepala keluarga", "kpm", "keluarga penerima manfaat"]),
    Entry("rumah tangga", "keluarga", &["rt", "ruta"]), // Households less houses are the backlog of housing.
    Entry("rumah", "keluarga", &["unit rumah", "rutilahu"]),
    // places
    Entry("desa", "desa", &[]), Entry("kelurahan", "kelurahan", &["kel"]), Entry("kecamatan", "kecamatan", &["kec"]),
    Entry("kabupaten", "kabupaten", &["kab"]), Entry("kota", "kota", &[]), Entry("provinsi", "provinsi", &["prov", "propinsi"]),
    Entry("lokasi", "lokasi", &["titik"]), Entry("dusun", "dusun", &[]),
    // bodies
    Entry("lembaga", "lembaga", &["kelembagaan"]), Entry("kelompok", "lembaga", &["klp", "kube"]), Entry("organisasi", "lembaga", &[]),
    Entry("BUMDes", "lembaga", &["badan usaha milik desa"]), Entry("LKS", "lembaga", &["lembaga kesejahteraan sosial"]),
    Entry("LPM", "lembaga", &[]), Entry("PKK", "lembaga", &["tp pkk"]), Entry("LKD", "lembaga", &[]),
    Entry("perangkat daerah", "lembaga", &["skpd", "opd", "pd"]), Entry("instansi", "lembaga", &[]),
    Entry("koperasi", "lembaga", &[]), Entry("perusahaan", "lembaga", &[]), Entry("forum", "lembaga", &[]),
    Entry("sekolah", "sekolah", &[]), Entry("puskesmas", "puskesmas", &[]), Entry("posyandu", "posyandu", &[]),
    Entry("unit", "unit", &["buah", "bh"]),
    // happenings and papers
    Entry("kasus", "kasus", &["kejadian", "laporan kasus"]),
    Entry("kegiatan", "kegiatan", &["keg", "rapat", "event"]), Entry("kali", "kegiatan", &["frekuensi"]),
    Entry("dokumen", "dokumen", &["dok", "berkas"]), Entry("laporan", "dokumen", &["lap"]),
    Entry("eksemplar", "dokumen", &["eks"]), Entry("buku", "dokumen", &[]), Entry("rekomendasi", "dokumen", &[]),
    Entry("paket", "paket", &["pkt"]), Entry("program", "program", &[]),
    // measures
    Entry("rupiah", RUPIAH, &["rp", "idr"]),
    Entry("indeks", INDEX, &["index", "nilai", "skor", "angka"]),
    Entry("tahun", "tahun", &["th", "thn"]), Entry("bulan", "bulan", &["bln"]), Entry("hari", "hari", &["hr"]),
    Entry("jam", "jam", &[]), Entry("menit", "menit", &["mnt"]),
    Entry("km2", "km2", &["km²", "kilometer persegi", "km persegi"]), Entry("ha", "ha", &["hektar", "hektare"]),
    Entry("m2", "m2", &["m²", "meter persegi"]), Entry("km", "km", &["kilometer"]), Entry("m", "m", &["meter"]),
    Entry("ton", "ton", &[]), Entry("kg", "kg", &["kilogram"]), Entry("kuintal", "kuintal", &["kw"]),
    Entry("liter", "liter", &["ltr"]), Entry("m3", "m3", &["m³", "meter kubik"]),
];

#[cfg(feature = "registry")]
/// Kinds that are measured, not counted.
const MEASURED: &[&str] = &[
    RUPIAH, INDEX, "tahun", "bulan", "hari", "jam", "menit", "km2", "ha", "m2", "km", "m", "ton", "kg", "kuintal",
    "liter", "m3",
];

/// Two nouns that a document counts together, written with a stroke: the only strokes that do not divide.
const TOGETHER: &[(&str, &str)] = &[
    ("desa", "kelurahan"),
    ("kabupaten", "kota"),
    ("lembaga", "organisasi"),
    ("lembaga", "kelompok"),
    ("unit", "lembaga"),
    ("dokumen", "laporan"),
    ("kegiatan", "kali"),
];

/// How a vocabulary word is compared: lower case, one space, no dots at the ends.
fn fold(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(|word| word.trim_matches(['.', ','])).collect();
    words.join(" ").to_lowercase()
}

fn entry(folded: &str) -> Option<&'static Entry> {
    VOCABULARY.iter().find(|Entry(noun, _, others)| noun.eq_ignore_ascii_case(folded) || others.contains(&folded))
}

impl Noun {
    /// The noun that a text names; `None` where it holds anything beyond a few words.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert_eq!(Noun::new("Org.").unwrap().to_string(), "orang");
    /// assert!(Noun::new("12 + 3").is_none());
    /// ```
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let plain = |word: &&str| {
            word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        if let Some(joined) = Self::together(&folded) {
            return Some(joined);
        }
        if let Some(Entry(noun, kind, _)) = entry(&folded) {
            return Some(Self::known(noun, kind));
        }
        if folded.len() > 60 || words.len() > 5 || !words.iter().all(plain) || words.contains(&"per") {
            return None;
        }
        // `penduduk perempuan` is a kind of `penduduk`: the first words say what is counted.
        let kind = (1..words.len()).rev().find_map(|count| entry(&words[..count].join(" "))).map(|found| found.1);
        let shown = if text.chars().any(char::is_lowercase) { folded.clone() } else { fold_spaces(text) };
        Some(Self { text: shown.into(), key: folded.into(), kind })
    }

    /// The vocabulary's noun at the start of a text, and how many words it has.
    pub(crate) fn at_start(words: &[&str]) -> Option<(Self, usize)> {
        (1..=words.len().min(4)).rev().find_map(|count| {
            let Entry(noun, kind, _) = entry(&fold(&words[..count].join(" ")))?;
            Some((Self::known(noun, kind), count))
        })
    }

    fn known(noun: &str, kind: &'static str) -> Self {
        Self { text: noun.into(), key: noun.to_lowercase().into(), kind: Some(kind) }
    }

    /// `desa/kelurahan`: two nouns that are counted together.
    fn together(folded: &str) -> Option<Self> {
        let (left, right) = folded.split_once('/')?;
        let (left, right) = (entry(left.trim_end())?.0, entry(right.trim_start().trim_end_matches('.'))?.0);
        let &(one, other) = TOGETHER.iter().find(|pair| **pair == (left, right) || **pair == (right, left))?;
        let text: Arc<str> = format!("{one}/{other}").into();
        Some(Self { key: Arc::clone(&text), text, kind: Some(one) })
    }

    /// The noun of rupiah.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert!(Noun::rupiah().is_rupiah());
    /// ```
    pub fn rupiah() -> Self {
        Self::known(RUPIAH, RUPIAH)
    }

    /// The noun of indices and scores.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert!(Noun::index().is_index());
    /// ```
    pub fn index() -> Self {
        Self::known(INDEX, INDEX)
    }

    /// What it is a kind of: `orang` for `korban`; the noun itself where nothing is known.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert_eq!(Noun::new("balita").unwrap().kind(), "orang");
    /// ```
    pub fn kind(&self) -> &str {
        self.kind.unwrap_or(&self.key)
    }

    /// The noun of its kind.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert_eq!(Noun::new("balita").unwrap().general(), Noun::new("orang").unwrap());
    /// ```
    #[must_use]
    pub fn general(&self) -> Self {
        match self.kind {
            Some(kind) if *kind != *self.key => Self::known(kind, kind),
            _ => self.clone(),
        }
    }

    /// Whether the vocabulary has it.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert!(Noun::new("desa").unwrap().is_known());
    /// ```
    pub fn is_known(&self) -> bool {
        self.kind.is_some()
    }

    /// Whether it is money.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert!(Noun::new("Rp").unwrap().is_rupiah());
    /// ```
    pub fn is_rupiah(&self) -> bool {
        self.kind == Some(RUPIAH)
    }

    #[cfg(feature = "registry")]
    /// Whether it comes in whole numbers: people, villages, documents, but no rupiah, years or hectares.
    pub(crate) fn is_counted(&self) -> bool {
        self.kind.is_some_and(|kind| !MEASURED.contains(&kind))
    }

    /// Whether it is an index.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// assert!(Noun::new("skor").unwrap().is_index());
    /// ```
    pub fn is_index(&self) -> bool {
        self.kind == Some(INDEX)
    }

    /// The two nouns of `desa/kelurahan`.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// let (desa, kelurahan) = Noun::new("desa/kelurahan").unwrap().parts().unwrap();
    /// assert_eq!((desa.to_string().as_str(), kelurahan.to_string().as_str()), ("desa", "kelurahan"));
    /// ```
    pub fn parts(&self) -> Option<(Self, Self)> {
        let (one, other) = self.key.split_once('/')?;
        Some((Self::new(one)?, Self::new(other)?))
    }

    /// Whether quantities of both nouns can be added: nouns of one kind, a noun of which nothing is known, `unit` beside
    /// anything countable, and `desa/kelurahan` beside `kelurahan`.
    ///
    /// ```
    /// use rumusan::unit::Noun;
    ///
    /// let noun = |text| Noun::new(text).unwrap();
    /// assert!(noun("guru").is_alike(&noun("siswa")) && !noun("guru").is_alike(&noun("desa")));
    /// ```
    pub fn is_alike(&self, other: &Self) -> bool {
        let generic = |noun: &Self, beside: &Self| noun.kind() == "unit" && !beside.is_rupiah() && !beside.is_index();
        let part = |whole: &Self, noun: &Self| {
            whole.parts().is_some_and(|(a, b)| a.kind() == noun.kind() || b.kind() == noun.kind())
        };
        !self.is_known()
            || !other.is_known()
            || self.kind() == other.kind()
            || generic(self, other)
            || generic(other, self)
            || part(self, other)
            || part(other, self)
    }
}

fn fold_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl PartialEq for Noun {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Noun {}

impl std::hash::Hash for Noun {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for Noun {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Noun {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_spelling_stands_once_in_the_vocabulary() {
        let mut seen = HashSet::new();
        for Entry(noun, _, others) in VOCABULARY {
            for spelling in std::iter::once(noun).chain(*others) {
                assert!(seen.insert(spelling.to_lowercase()), "{spelling} stands twice");
            }
        }
    }

    #[test]
    fn kinds_are_nouns_of_the_vocabulary() {
        for Entry(_, kind, _) in VOCABULARY {
            assert_eq!(entry(kind).unwrap().1, *kind);
        }
    }

    #[test]
    fn nouns_of_one_kind_are_alike() {
        let noun = |text: &str| Noun::new(text).unwrap();
        assert!(noun("korban").is_alike(&noun("perempuan")));
        assert!(!noun("desa").is_alike(&noun("orang")));
        assert!(!noun("desa").is_alike(&noun("kelurahan")));
        assert!(noun("desa/kel.").is_alike(&noun("kelurahan")));
        assert!(noun("penduduk perempuan").is_alike(&noun("jiwa")));
        assert!(noun("unit").is_alike(&noun("sekolah")) && !noun("unit").is_alike(&noun("rupiah")));
        assert!(noun("ruang laktasi").is_alike(&noun("desa")));
    }

    #[test]
    fn texts_that_are_no_noun() {
        for text in ["", "12", "3 desa", "a + b", "desa; kota", "satu dua tiga empat lima enam"] {
            assert!(Noun::new(text).is_none(), "{text}");
        }
    }
}
