//! The words of the language: operators, heads of quantities, and the words that frame a formula.
//!
//! All keys are lower case. A word stands in one table only, unless its role depends on what stands around it.

use crate::formula::Operator;
use std::borrow::Cow;

/// The lower case of a text, without a copy where it is that already.
pub(super) fn lowered(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// The operator that a verb always is, such as `dibagi`.
pub(super) fn operator(key: &str) -> Option<Operator> {
    Some(match key {
        "dibagi" | "dibandingkan" | "dibanding" | "berbanding" => Operator::Divide,
        "dikali" | "dikalikan" => Operator::Multiply,
        "ditambah" | "ditambahkan" | "plus" => Operator::Add,
        "dikurangi" | "dikurang" | "dikurangkan" | "minus" => Operator::Subtract,
        "pangkat" | "dipangkatkan" => Operator::Power,
        _ => return None,
    })
}

/// A verb with -nya, which multiplies or divides what was said before: `lalu mengalikannya dengan 100%`.
pub(super) fn referring_operator(key: &str) -> Option<Operator> {
    Some(match key {
        "mengalikannya" | "dikalikannya" => Operator::Multiply,
        "membaginya" | "dibaginya" => Operator::Divide,
        _ => return None,
    })
}

/// The operator that a stem is behind a separate `di`: `di bagi`, `di Kali`. `di bina` is a verb, not an operator.
pub(super) fn operator_stem(key: &str) -> Option<Operator> {
    Some(match key {
        "bagi" | "bandingkan" | "banding" => Operator::Divide,
        "kali" | "kalikan" => Operator::Multiply,
        "tambah" | "tambahkan" => Operator::Add,
        "kurangi" | "kurang" | "kurangkan" => Operator::Subtract,
        _ => return None,
    })
}

/// A verb or noun that comes before both of its operands: `membagi A dengan B`, `perbandingan antara A dengan B`.
pub(super) fn prefix_operator(key: &str) -> Option<Operator> {
    Some(match key {
        "membagi" | "membagikan" | "pembagian" | "perbandingan" | "membandingkan" | "pembandingan" => Operator::Divide,
        "mengalikan" | "mengkalikan" | "kalikan" | "perkalian" => Operator::Multiply,
        "mengurangi" | "mengurangkan" | "pengurangan" | "selisih" => Operator::Subtract,
        "menambah" | "menambahkan" | "menjumlahkan" | "penjumlahan" | "penambahan" => Operator::Add,
        _ => return None,
    })
}

/// A head that makes a quotient of `A terhadap B`.
pub(super) fn ratio_head(key: &str) -> bool {
    matches!(
        key,
        "persentase" | "prosentase" | "presentase" | "proporsi" | "rasio" | "ratio" | "perbandingan" | "share"
    )
}

/// A head that asks for a percentage.
pub(super) fn percent_head(key: &str) -> bool {
    matches!(key, "persentase" | "prosentase" | "presentase" | "persen" | "prosen" | "cakupan" | "%")
}

/// A word that begins a counted or measured quantity; two of them beside a sign make the sign an operator.
pub(super) fn quantity_head(key: &str) -> bool {
    matches!(
        key,
        "jumlah"
            | "jml"
            | "jlh"
            | "jmlh"
            | "jum"
            | "jm"
            | "banyaknya"
            | "banyak"
            | "total"
            | "luas"
            | "luasnya"
            | "realisasi"
            | "anggaran"
            | "belanja"
            | "pendapatan"
            | "penerimaan"
            | "pagu"
            | "volume"
            | "panjang"
            | "berat"
            | "produksi"
            | "populasi"
            | "penduduk"
            | "seluruh"
            | "semua"
            | "keseluruhan"
            | "target"
            | "capaian"
            | "alokasi"
            | "kapasitas"
            | "frekuensi"
            | "biaya"
            | "modal"
            | "laba"
            | "besaran"
            | "besarnya"
            | "nilai"
            | "skor"
            | "hasil"
            | "jam"
            | "rerata"
            | "kekayaan"
            | "kebutuhan"
            | "ketersediaan"
            | "sasaran"
            | "perolehan"
            | "pencapaian"
            | "waktu"
            | "lama"
            | "jarak"
            | "pengeluaran"
    )
}

/// A head that only counts or measures, with which a text without arithmetic is a count for certain.
pub(super) fn count_head(key: &str) -> bool {
    matches!(
        key,
        "jumlah"
            | "jml"
            | "jlh"
            | "jmlh"
            | "jum"
            | "jm"
            | "banyaknya"
            | "banyak"
            | "total"
            | "luas"
            | "luasnya"
            | "volume"
            | "panjang"
            | "berat"
            | "produksi"
            | "populasi"
            | "frekuensi"
            | "anggaran"
            | "belanja"
            | "pendapatan"
            | "penerimaan"
            | "pagu"
    )
}

/// A word that begins the name of an indicator rather than of a count.
pub(super) fn indicator_head(key: &str) -> bool {
    ratio_head(key)
        || matches!(
            key,
            "angka"
                | "laju"
                | "tingkat"
                | "indeks"
                | "index"
                | "derajat"
                | "cakupan"
                | "prevalensi"
                | "pertumbuhan"
                | "kenaikan"
                | "penurunan"
                | "kontribusi"
                | "efektivitas"
                | "efisiensi"
                | "rate"
        )
}

/// A name that speaks of change over time, whose formula is a difference over its base.
pub(super) fn growth_word(key: &str) -> bool {
    matches!(
        key,
        "pertumbuhan"
            | "laju"
            | "kenaikan"
            | "penurunan"
            | "peningkatan"
            | "perubahan"
            | "inflasi"
            | "pertambahan"
            | "penyusutan"
            | "pengurangan"
            | "growth"
    )
}

/// A head under which quantities are listed to be added up: `jumlah nilai A dan nilai B`.
pub(super) fn sums(key: &str) -> bool {
    matches!(key, "jumlah" | "total" | "akumulasi" | "gabungan")
}

/// A word before an operator or after it that computes nothing: `lalu dikali`, `dibagi dengan`, `dikali konstanta 100`.
pub(super) fn joins_operator(key: &str) -> bool {
    matches!(key, "dan" | "lalu" | "kemudian" | "selanjutnya" | "hasilnya" | "setelah" | "itu" | "baru")
}

/// A stretch of time, which `lalu` can date: `tahun lalu`.
pub(super) fn period(key: &str) -> bool {
    matches!(
        key,
        "tahun"
            | "thn"
            | "th"
            | "bulan"
            | "bln"
            | "minggu"
            | "hari"
            | "periode"
            | "masa"
            | "semester"
            | "triwulan"
            | "musim"
            | "waktu"
            | "dulu"
            | "yang"
            | "yg"
    )
}

/// Two heads that say the same of a quantity, so that a slash between them says "or".
pub(super) fn synonymous_head(key: &str) -> bool {
    matches!(
        key,
        "jumlah"
            | "jml"
            | "jlh"
            | "jmlh"
            | "total"
            | "banyaknya"
            | "banyak"
            | "nilai"
            | "skor"
            | "besaran"
            | "besarnya"
            | "seluruh"
            | "semua"
            | "keseluruhan"
            | "hasil"
    )
}

/// A word that may follow an operator and computes nothing.
pub(super) fn follows_operator(key: &str) -> bool {
    matches!(key, "dengan" | "oleh" | "konstanta" | "bilangan" | "dgn" | "antara" | "dari")
}

/// A word that opens definitions.
pub(super) fn opens_definitions(key: &str) -> bool {
    matches!(key, "ket" | "keterangan" | "dimana" | "dimna" | "dgn" | "dengan" | "where" | "diketahui")
}

/// A word that ends a label: `TATO adalah ...`.
pub(super) fn copula(key: &str) -> bool {
    matches!(key, "adalah" | "merupakan" | "ialah" | "yaitu" | "yakni")
}

/// A verb that says how a figure comes about: `dihitung dari`, `diperoleh dengan`.
pub(super) fn reckoning(key: &str) -> bool {
    matches!(
        key,
        "dihitung"
            | "diperoleh"
            | "didapat"
            | "didapatkan"
            | "dirumuskan"
            | "diukur"
            | "ditakar"
            | "dinilai"
            | "ditentukan"
            | "dijalankan"
            | "dilakukan"
            | "didefinisikan"
            | "diartikan"
            | "diformulasikan"
    )
}

/// A word of the apparatus between a label and its formula: `dengan menggunakan rumus sebagai berikut`.
pub(super) fn apparatus(key: &str) -> bool {
    matches!(
        key,
        "dengan"
            | "dari"
            | "berdasarkan"
            | "menggunakan"
            | "memakai"
            | "rumus"
            | "cara"
            | "formula"
            | "sebagai"
            | "berikut"
            | "melalui"
            | "maka"
            | "ini"
            | "hasil"
            | "perhitungan"
            | "persamaan"
            | "rumusan"
            | "formulasi"
            | "pengukuran"
            | "untuk"
            | "menghitung"
            | "menakar"
            | "mengukur"
            | "yang"
            | "digunakan"
            | "ke"
            | "oleh"
            | "atas"
            | "dalam"
            | "secara"
            | "nilai"
            | "angka"
            | "besaran"
            | "antara"
            | "menjadi"
            | "indikator"
            | "metode"
            | "teknik"
            | "lagi"
            | "didapat"
            | "diperoleh"
            | "or"
            | "simplenya"
    )
}

/// A heading that is no label of its own: `Rumus :`, `Formula =`.
pub(super) fn heading(key: &str) -> bool {
    matches!(
        key,
        "rumus"
            | "formula"
            | "formulasi"
            | "perhitungan"
            | "penghitungan"
            | "indikator"
            | "kinerja"
            | "rumusan"
            | "cara"
            | "menghitung"
            | "metode"
            | "pengukuran"
            | "nya"
            | "rumusnya"
            | "outcome"
            | "output"
            | "ikk"
            | "iku"
            | "capaian"
            | "langkah"
            | "maka"
            | "definisi"
            | "operasional"
    )
}

/// A heading that never names: `Rumus`, but not `Capaian Kinerja`.
pub(super) fn pure_heading(key: &str) -> bool {
    heading(key) && !matches!(key, "kinerja" | "capaian" | "outcome" | "output")
}

/// Words that stand on both sides of a slash that means "or": `kabupaten/kota`, `dan/atau`.
pub(super) fn alternative_word(key: &str) -> bool {
    matches!(
        key,
        "kabupaten"
            | "kab"
            | "kota"
            | "desa"
            | "kelurahan"
            | "kel"
            | "kecamatan"
            | "kec"
            | "provinsi"
            | "prov"
            | "dan"
            | "atau"
            | "dusun"
            | "kampung"
            | "skpd"
            | "opd"
            | "lembaga"
            | "instansi"
            | "organisasi"
            | "unit"
            | "kantor"
            | "badan"
            | "dinas"
    )
}

/// A prefix that is written with a hyphen: `non-pertanian`, `e-SAKIP`.
pub(super) fn hyphen_prefix(key: &str) -> bool {
    matches!(
        key,
        "non"
            | "e"
            | "ber"
            | "ter"
            | "ke"
            | "se"
            | "anti"
            | "pra"
            | "pasca"
            | "antar"
            | "semi"
            | "sub"
            | "multi"
            | "pro"
            | "eks"
            | "i"
            | "per"
            | "rata"
    )
}

/// A verb form that makes an operator verb part of a name: `paket yang dibagi`.
pub(super) fn verb_before(key: &str) -> bool {
    matches!(key, "yang" | "yg" | "telah" | "sudah" | "akan" | "untuk" | "belum" | "dapat" | "harus" | "tidak" | "bisa")
}

/// The factor of a number word: `5 juta`.
pub(super) fn magnitude(key: &str) -> Option<u32> {
    Some(match key {
        "ribu" | "rb" => 3,
        "juta" | "jt" => 6,
        "miliar" | "milyar" => 9,
        "triliun" | "trilyun" => 12,
        _ => return None,
    })
}

/// A small letter with its running index, `fi` or `wj`, which is no word of the language.
pub(super) fn indexed_letter(text: &str) -> bool {
    let [first, index] = text.as_bytes() else { return false };
    first.is_ascii_lowercase()
        && matches!(index, b'i' | b'j' | b't' | b'n')
        && !matches!(
            text,
            "di" | "si" | "ni" | "ki" | "ti" | "in" | "an" | "at" | "et" | "it" | "ai" | "pi" | "hi" | "un"
        )
}

/// A word that can call a function.
pub(super) fn calls(key: &str) -> bool {
    matches!(key, "log" | "ln" | "akar" | "jumlah" | "rerata" | "rataan" | "maks" | "max" | "min" | "rata")
}

/// Function words that apply to what follows.
pub(super) fn mean_word(key: &str) -> bool {
    matches!(key, "rata-rata" | "rerata" | "rataan" | "mean")
}

/// Behind a word for a mean: one whose weights are told elsewhere.
pub(super) fn weighted(key: &str) -> bool {
    matches!(key, "tertimbang" | "terbobot" | "berbobot" | "bergerak" | "geometrik" | "geometris" | "harmonik")
}

/// The words that near-misses are compared with, and the part that each plays.
pub(super) const NEAR_OPERATORS: [&str; 8] =
    ["dibagi", "dikali", "dikalikan", "ditambah", "dikurangi", "dibandingkan", "perbandingan", "dikurangkan"];

/// Heads that near-misses are compared with.
pub(super) const NEAR_HEADS: [&str; 5] = ["jumlah", "banyaknya", "persentase", "keterangan", "terhadap"];

/// A word that begins a remark about a formula on a line of its own: `Sumber data : ...`.
pub(super) fn begins_remark(key: &str) -> bool {
    matches!(
        key,
        "sumber"
            | "tipe"
            | "satuan"
            | "catatan"
            | "polaritas"
            | "frekuensi"
            | "penanggung"
            | "referensi"
            | "klasifikasi"
            | "note"
            | "unit"
            | "jenis"
            | "definisi"
            | "pengumpulan"
            | "metode"
            | "instrumen"
            | "dimensi"
            | "penyajian"
            | "pengampu"
            | "source"
            | "polarisasi"
            | "periode"
            | "teknik"
            | "arah"
    )
}

/// Words that cap a figure: `(maksimal 120)`.
pub(super) fn bound(key: &str) -> bool {
    matches!(key, "maksimal" | "maksimum" | "maks" | "minimal" | "minimum")
}

/// A word that cannot be the last of a name: prepositions, conjunctions, and nouns that always have a complement.
pub(super) fn never_last(key: &str) -> bool {
    matches!(
        key,
        "di" | "ke"
            | "dari"
            | "yang"
            | "yg"
            | "dan"
            | "atau"
            | "untuk"
            | "pada"
            | "dalam"
            | "dengan"
            | "oleh"
            | "para"
            | "bagi"
            | "tentang"
            | "serta"
            | "kepada"
            | "sebagai"
            | "per"
            | "akan"
            | "se"
            | "terhadap"
            | "antara"
            | "penyandang"
            | "pemerlu"
    )
}

/// A unit of measure that looks like a symbol.
pub(super) fn measure(text: &str) -> bool {
    matches!(
        text,
        "M2" | "M3"
            | "m2"
            | "m3"
            | "m²"
            | "m³"
            | "M²"
            | "M³"
            | "km2"
            | "Km2"
            | "KM2"
            | "Ha"
            | "HA"
            | "KG"
            | "Kg"
            | "MW"
            | "Km"
            | "KM"
            | "Cm"
            | "Kw"
            | "Kkal"
            | "kWh"
            | "KWh"
            | "MWh"
            | "GWh"
    )
}

/// A word before the colon of a list.
pub(super) fn lists(key: &str) -> bool {
    matches!(key, "meliputi" | "mencakup" | "berupa" | "yaitu" | "lain")
}

/// A word of sentences that explain rather than name.
pub(super) fn tells(key: &str) -> bool {
    matches!(
        key,
        "adalah"
            | "merupakan"
            | "ialah"
            | "berarti"
            | "bersumber"
            | "dihimpun"
            | "berapa"
            | "apakah"
            | "yaitu"
            | "jadi"
            | "misal"
            | "misalnya"
            | "menyatakan"
            | "menunjukkan"
            | "bahwa"
            | "maka"
            | "karena"
            | "sehingga"
            | "jika"
            | "apabila"
            | "menakar"
            | "melihat"
            | "mengetahui"
    )
}

/// A word that only frames a formula, wherever it stands.
pub(super) fn frames(key: &str) -> bool {
    apparatus(key)
        || heading(key)
        || copula(key)
        || reckoning(key)
        || joins_operator(key)
        || follows_operator(key)
        || opens_definitions(key)
        || operator_stem(key).is_some()
        || prefix_operator(key).is_some()
        || referring_operator(key).is_some()
        || ratio_head(key)
        || percent_head(key)
        || part_of_fraction(key)
        || matches!(key, "di" | "mana" | "log" | "ln" | "akar" | "jumlah" | "rata" | "rerata" | "dgn" | "terhadap")
}

/// What heads the upper part of a fraction, also misspelt.
pub(super) fn numerator_head(key: &str) -> bool {
    matches!(key, "numerator" | "nominator" | "pembilang")
}

/// What heads the lower part of a fraction, also misspelt.
pub(super) fn denominator_head(key: &str) -> bool {
    matches!(key, "denominator" | "denumerator" | "penyebut")
}

/// A head of either part.
pub(super) fn part_of_fraction(key: &str) -> bool {
    numerator_head(key) || denominator_head(key)
}

/// A word that begins an explanation beside a formula, with whatever numbers it has.
pub(super) fn explains(key: &str) -> bool {
    begins_remark(key)
        || matches!(
            key,
            "skala"
                | "maksimal"
                | "tertinggi"
                | "data"
                | "langkah"
                | "contoh"
                | "misal"
                | "misalnya"
                | "kategori"
                | "realisasi"
                | "periode"
                | "per"
                | "lihat"
                | "hasilnya"
        )
}

/// A word that begins a condition.
pub(super) fn condition(key: &str) -> bool {
    matches!(key, "jika" | "bila" | "apabila" | "bilamana" | "kalau" | "kecuali")
}

/// A letter that counts what a symbol stands for: `f i`, `KLU t`.
pub(super) fn index(key: &str) -> bool {
    matches!(key, "i" | "j" | "k" | "n" | "t")
}

/// A passive verb that computes behind its operands or within a clause, and is no operator between two.
pub(super) fn computed(key: &str) -> bool {
    matches!(
        key,
        "dijumlahkan"
            | "dijumlah"
            | "dikuadratkan"
            | "diakarkan"
            | "dipangkatkan"
            | "dirata-ratakan"
            | "dirataratakan"
            | "diratakan"
            | "diselisihkan"
            | "dipersentasekan"
    )
}

/// A verb that makes a sentence of a name, unless `yang` stands before it.
pub(super) fn sentence_verb(key: &str) -> bool {
    matches!(
        key,
        "menggunakan"
            | "adalah"
            | "merupakan"
            | "ialah"
            | "berarti"
            | "bersumber"
            | "menunjukkan"
            | "meningkat"
            | "menurun"
            | "menyatakan"
            | "menggambarkan"
            | "tergolong"
            | "bahwa"
            | "karena"
            | "sehingga"
            | "jika"
            | "apabila"
    )
}

/// The word that a misspelt one nearly is, and whether it is an operator.
pub(super) fn near_miss(key: &str) -> Option<(&'static str, bool)> {
    let [first, second, ..] = key.as_bytes() else { return None };
    let near = |candidates: &'static [&'static str]| {
        candidates.iter().copied().find(|word| {
            // The beginning is rarely misspelt, and an ending in -kan is another verb form.
            let start = word.as_bytes();
            let begins = *first == start[0] || *first == start[1] && *second == start[0];
            begins && word.len().abs_diff(key.len()) <= 1 && one_slip(word, key)
        })
    };
    if matches!(
        key,
        "dibagikan" | "dikalahkan" | "dibangi" | "diberi" | "dibagian" | "dikaji" | "dijual" | "jumlahnya" | "dibayar"
    ) {
        return None;
    }
    near(&NEAR_OPERATORS).map(|word| (word, true)).or_else(|| near(&NEAR_HEADS).map(|word| (word, false)))
}

/// Whether one letter too many, too few or wrong, or two that changed places, make `written` of a word in ASCII.
fn one_slip(word: &str, written: &str) -> bool {
    let pairs = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let before = pairs(word, written);
    let (word, written) = (&word[before..], &written[before..]);
    let behind = word.bytes().rev().zip(written.bytes().rev()).take_while(|(a, b)| a == b).count();
    let (word, written) = (&word[..word.len() - behind], &written[..written.len() - behind]);
    let mut letters = written.chars();
    match (word.as_bytes(), letters.next(), letters.next(), letters.next()) {
        ([] | [_], Some(_), None, None) | ([_], None, None, None) => true,
        ([first, second], Some(a), Some(b), None) => a == char::from(*second) && b == char::from(*first),
        _ => false,
    }
}

/// The stem of an operator that a misspelt one nearly is, behind a separate `di`.
pub(super) fn near_stem(key: &str) -> Option<&'static str> {
    const STEMS: [&str; 5] = ["bagi", "kali", "kalikan", "tambah", "kurangi"];
    // Places and verbs that are one letter away.
    let other = matches!(key, "bali" | "kaji" | "bagian" | "kalis" | "kuali" | "beri" | "kurang" | "tambahi" | "kala");
    let near = |stem: &str| key.starts_with(&stem[..1]) && one_slip(stem, key);
    if other || operator_stem(key).is_some() { None } else { STEMS.into_iter().find(|stem| near(stem)) }
}

/// Whether a word behind a number nearly is `persen`.
pub(super) fn near_percent(key: &str) -> bool {
    let words_apart = matches!(key, "person" | "perses" | "peren");
    (5..=7).contains(&key.len()) && !words_apart && one_slip("persen", key)
}

/// `word` with the capitals of what is written: a first capital, or capitals throughout.
pub(super) fn like_written(word: &str, written: &str) -> String {
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => word.to_uppercase(),
        (Some(first), _) if first.is_uppercase() => word[..1].to_uppercase() + &word[1..],
        _ => word.to_owned(),
    }
}
