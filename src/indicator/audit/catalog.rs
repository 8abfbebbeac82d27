//! The rules of the audit: for each its name, what it says and what to do, in Indonesian and English.
//!
//! `{word}` in a text stands for an argument of the finding. The tone is that of a colleague: what does not agree, and
//! the two ways to mend it, the name or the formula.

use crate::Language;
use crate::error::{Args, fill};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

struct Entry {
    name: &'static str,
    why: &'static str,
    example: &'static str,
    id: &'static str,
    id_advice: &'static str,
    en: &'static str,
    en_advice: &'static str,
}

macro_rules! rules {
    ($( $(#[$about:meta])* $variant:ident $name:literal {
        why: $why:literal; example: $example:literal;
        id: $id:literal, $id_advice:literal; en: $en:literal, $en_advice:literal;
    } )*) => {
        /// A rule of the audit. The name never changes its meaning.
        ///
        /// ```
        /// use rumusan::indicator::audit::Rule;
        ///
        /// assert_eq!(Rule::CutOff.as_str(), "cut-off");
        /// assert_eq!(Rule::from_name("cut-off"), Some(Rule::CutOff));
        /// for rule in Rule::ALL {
        ///     assert!(!rule.why().is_empty() && !rule.example().is_empty());
        /// }
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule { $( $(#[$about])* $variant, )* }

        const ENTRIES: &[Entry] = &[
            $( Entry { name: $name, why: $why, example: $example, id: $id, id_advice: $id_advice, en: $en, en_advice: $en_advice }, )*
        ];

        impl Rule {
            /// Every rule, in the order of the documentation.
            ///
            /// ```
            /// use rumusan::indicator::audit::Rule;
            ///
            /// assert!(Rule::ALL.contains(&Rule::CutOff));
            /// ```
            pub const ALL: &'static [Rule] = &[ $( Rule::$variant, )* ];
        }
    };
}

rules! {
    // ---- texts that cannot be read -------------------------------------------------------------------------------
    /// The formula ends in the middle, as at the edge of a cell.
    CutOff "cut-off" {
        why: "A cell that is too small loses its end in print; whoever computes from the document guesses the rest.";
        example: "Jumlah PPKS di bagi Jumlah Penyandang";
        id: "Rumusnya terpotong, sehingga tidak ada angka{lain}.",
            "Perlu diklarifikasi dengan dokumen asli: lengkapi rumusnya, atau ganti dengan rumus yang sesuai dengan nama indikator.";
        en: "The formula is cut off, so that there is no figure{other}.",
            "To be clarified with the original: complete the formula, or replace it by one that fits the indicator's name.";
    }
    /// The cell explains instead of computing.
    NotAFormula "not-a-formula" {
        why: "A figure whose formula is an explanation cannot be recomputed by anybody else.";
        example: "ada 31 indikator kandidat yang bersumber dari survei BPS";
        id: "Kolom rumus berisi penjelasan, bukan rumus.",
            "Perlu diklarifikasi: tulis besaran dan operasinya, atau nyatakan bahwa nilainya diambil dari publikasi dan sebutkan publikasinya.";
        en: "The cell of the formula holds an explanation, no formula.",
            "To be clarified: write the quantities and the operation, or say that the figure is taken from a publication, and which.";
    }
    /// The formula cannot be read for another reason.
    Unreadable "unreadable" {
        why: "What a careful reader cannot read with certainty, two offices will compute differently.";
        example: "Jumlah A dibagi dikali 100%";
        id: "Rumusnya tidak terbaca: {kenapa}",
            "Perlu diklarifikasi: {saran}";
        en: "The formula cannot be read: {why}",
            "To be clarified: {advice}";
    }
    /// Two quantities with no operator between them, as in `A dibagi 100% B`.
    MissingOperator "missing-operator" {
        why: "By the letter 100% is the denominator and the second quantity stands alone: the figure would be wrong or none.";
        example: "Jumlah LPM binaan dibagi 100% jumlah LPM";
        id: "Ada operator yang hilang: menurut huruf \"{tertulis}\" tidak dapat dihitung. {pesan}",
            "Perlu diklarifikasi: tulis operator di antara semua besaran, pembagian dulu, lalu dikali 100%, misalnya \"Jumlah A dibagi Jumlah B dikali 100%\".";
        en: "An operator is missing: by the letter \"{tertulis}\" cannot be computed. {message}",
            "To be clarified: write an operator between all quantities, the division first, then the factor 100%, as in \"Jumlah A dibagi Jumlah B dikali 100%\".";
    }
    /// A sign with two possible readings.
    AmbiguousSign "ambiguous-sign" {
        why: "Where a sign can be an operator or a part of a name, two readers can compute two figures.";
        example: "Korban bencana : jumlah seluruh korban bencana";
        id: "Tanda \"{tanda}\" dapat dibaca dengan dua cara: {pesan}",
            "Perlu diklarifikasi: tulis operatornya dengan kata (dibagi, dikali, dikurangi), atau beri tanda kutip pada nama besarannya.";
        en: "The sign \"{tanda}\" can be read in two ways: {message}",
            "To be clarified: write the operator as a word (dibagi, dikali, dikurangi), or put the name of the quantity in quotes.";
    }
    /// The accepted reading is not what the reader makes of the text.
    ReadingDiffers "reading-differs" {
        why: "Figures come from the accepted reading; where a fresh reading differs, one of the two should be looked at again.";
        example: "bacaan \"A\" / \"B\", teks \"A dibagi B dikali 100%\"";
        id: "Bacaan yang disetujui berbeda dari bacaan langsung atas teksnya: {bacaan}",
            "Periksa `bacaan` terhadap teks rumusnya; bila memang dimaksud berbeda, tulis alasannya di `alasan_bacaan`.";
        en: "The accepted reading differs from what the text reads as: {bacaan}",
            "Check `bacaan` against the text; where the difference is meant, give the reason in `alasan_bacaan`.";
    }
    // ---- the name against the formula ----------------------------------------------------------------------------
    /// A percentage by its name, a count by its formula.
    CountUnderPercentName "count-under-percent-name" {
        why: "A count under the name of a percentage is compared with a target in percent: 46 graves become 46%.";
        example: "Persentase makam yang terawat = Jumlah makam pahlawan yang terawat";
        id: "Namanya \"{kepala}\", tetapi rumusnya hanya menghitung jumlah{satuan}.",
            "Perlu diklarifikasi: tambahkan pembagi dan x 100% pada rumusnya, atau ganti nama indikatornya menjadi \"Jumlah ...\".";
        en: "Its name says \"{kepala}\", but its formula only counts{unit}.",
            "To be clarified: give the formula a denominator and x 100%, or call the indicator \"Jumlah ...\".";
    }
    /// A percentage by its name, a bare ratio by its formula.
    NoPercentUnderPercentName "no-percent-under-percent-name" {
        why: "Without x 100% the figure is a share such as 0,75, which a table of percentages prints as 0,75%.";
        example: "Persentase korban yang dibantu = Korban dibantu : seluruh korban";
        id: "Namanya \"{kepala}\", tetapi rumusnya pembagian tanpa x 100%.",
            "Perlu diklarifikasi: tambahkan x 100% pada rumusnya, atau sebut indikatornya rasio.";
        en: "Its name says \"{kepala}\", but its formula is a division without x 100%.",
            "To be clarified: add x 100% to the formula, or call the indicator a ratio.";
    }
    /// A count by its name, a percentage or a ratio by its formula.
    PercentUnderCountName "percent-under-count-name" {
        why: "A share under the name of a count is compared with a target that counts: 17 of 154 becomes 11.";
        example: "Jumlah Posyantek di desa = Posyantek terbentuk dibagi jumlah desa x 100%";
        id: "Namanya \"{kepala}\", tetapi rumusnya menghasilkan {hasil}.",
            "Perlu diklarifikasi: ganti nama indikatornya menjadi \"Persentase ...\" atau \"Rasio ...\", atau cukup hitung pembilangnya.";
        en: "Its name says \"{kepala}\", but its formula gives {result}.",
            "To be clarified: call the indicator \"Persentase ...\" or \"Rasio ...\", or count the numerator alone.";
    }
    /// The base of a rate differs between the name and the formula.
    RateBaseDiffers "rate-base-differs" {
        why: "Per 10.000 and per 100.000 differ by a factor of ten, and both look plausible in print.";
        example: "Rasio kekerasan per 100.000 perempuan = korban / perempuan x 10.000";
        id: "Namanya menyebut per {nama}, sedangkan rumusnya mengalikan dengan {rumus}.",
            "Perlu diklarifikasi: samakan bilangan di nama dan di rumus.";
        en: "Its name says per {nama}, while its formula multiplies by {rumus}.",
            "To be clarified: bring the number in the name and the one in the formula together.";
    }
    /// Units that contradict each other.
    UnitClash "unit-clash" {
        why: "Villages and people cannot be added, and a formula in percent does not give rupiah.";
        example: "Jumlah desa + Jumlah penduduk";
        id: "Satuannya bertentangan: {kenapa}",
            "Perlu diklarifikasi: perbaiki rumus atau satuannya; penjumlahan yang memang dimaksud dinyatakan dengan satuan gabungan, misalnya desa/kelurahan.";
        en: "Units contradict each other: {why}",
            "To be clarified: correct the formula or the unit; a sum that is meant is declared by a joint unit, such as desa/kelurahan.";
    }
    /// The label of the formula is the name of another indicator.
    LabelNamesAnother "label-names-another" {
        why: "Two rows that were swapped report each other's figure.";
        example: "IDG (Indeks Pemberdayaan Gender) dengan rumus \"IPG : 1/3 [...]\"";
        id: "Rumusnya berlabel \"{label}\", yaitu nama indikator lain; kemungkinan isinya tertukar dengan n {tertukar}.",
            "Perlu diklarifikasi: tukar kembali rumusnya, atau perbaiki nama indikatornya.";
        en: "Its formula is labelled \"{label}\", the name of another indicator; it was probably swapped with n {tertukar}.",
            "To be clarified: put the formulas back, or correct the indicator's name.";
    }
    /// The formula has no word in common with the name.
    UnlikeName "unlike-name" {
        why: "A formula about something else than the name is usually one that was copied from another row.";
        example: "Jumlah lembaga yang dilatih PUG = Jumlah SKPD yang menyusun ARG";
        id: "Yang dihitung rumusnya ({dihitung}) tidak tampak berhubungan dengan nama indikatornya.",
            "Perlu diklarifikasi: sesuaikan rumusnya dengan nama indikator, atau nama indikator dengan yang dihitung.";
        en: "What its formula counts ({dihitung}) does not seem to be what its name speaks of.",
            "To be clarified: bring the formula to the name, or the name to what is counted.";
    }
    /// Several indicators in one cell with one formula.
    SeveralIndicators "several-indicators" {
        why: "One formula gives one figure: of two indicators in a cell one stays without.";
        example: "Persentase LKD yang dibiayai dan Persentase BUMDes yang berkembang";
        id: "Namanya memuat lebih dari satu indikator ({bagian}), sedangkan rumusnya satu.",
            "Perlu diklarifikasi: pisahkan menjadi satu indikator per baris, masing-masing dengan rumusnya.";
        en: "Its name holds more than one indicator ({bagian}), while there is one formula.",
            "To be clarified: part it into one indicator a row, each with its formula.";
    }
    // ---- rows against each other ---------------------------------------------------------------------------------
    /// One formula under names that have little in common.
    SharedFormula "shared-formula" {
        why: "A formula that was copied into another row reports one figure twice, once under a wrong name.";
        example: "Jumlah warga KAT dan Persentase PSKS terampil dengan rumus yang sama";
        id: "Rumusnya sama dengan n {lain}.{hubungan}",
            "Perlu diklarifikasi: bila memang satu besaran, tulis sekali dan rujuk; bila tidak, tulis rumusnya sendiri.";
        en: "Its formula is that of n {lain}.{relation}",
            "To be clarified: where it is one quantity, write it once and refer to it; where not, give the row its own formula.";
    }
    /// One name for two quantities.
    OneNameTwoQuantities "one-name-two-quantities" {
        why: "In a table of data one name has one value: two quantities under one name overwrite each other.";
        example: "\"Jumlah seluruh kasus yang ditangani\", sekali kasus perempuan, sekali kasus anak";
        id: "Satu nama dipakai untuk besaran yang berbeda: {nama}.",
            "Perlu diklarifikasi: beri tiap besaran namanya sendiri di dalam rumus.";
        en: "One name stands for different quantities: {nama}.",
            "To be clarified: give each quantity a name of its own in the formula.";
    }
    /// Several names for one quantity.
    SeveralNamesOneQuantity "several-names-one-quantity" {
        why: "One quantity under several names is collected several times, with several values.";
        example: "Jumlah desa, Jumlah seluruh desa, jumlah desa SeKabupaten";
        id: "Besaran \"{besaran}\" ditulis dengan {banyak} nama: {nama}.",
            "Sebaiknya pakai satu nama di semua rumus.";
        en: "The quantity \"{besaran}\" is written with {banyak} names: {nama}.",
            "Better use one name in all formulas.";
    }
    // ---- inside the formula --------------------------------------------------------------------------------------
    /// A percentage whose numerator is not part of its denominator.
    NumeratorOutsideDenominator "numerator-outside-denominator" {
        why: "A share of something else can exceed 100% and does not say how much is done.";
        example: "Jumlah karya inovasi dibagi jumlah desa x 100%";
        id: "Pembilang \"{pembilang}\" bukan bagian dari penyebut \"{penyebut}\", sehingga hasilnya bukan persentase dari keseluruhan.",
            "Perlu diklarifikasi: hitung pembilang dalam besaran yang sama dengan penyebut (misalnya desa yang memilikinya), atau sebut hasilnya rata-rata per penyebut.";
        en: "The numerator \"{pembilang}\" is not part of the denominator \"{penyebut}\", so the result is no share of a whole.",
            "To be clarified: count the numerator in what the denominator counts (such as villages that have one), or call the result a mean per denominator.";
    }
    /// A symbol that nothing explains.
    UndefinedSymbol "undefined-symbol" {
        why: "A symbol without an explanation is filled in by guess.";
        example: "1/3 (Ipar + IDM + lin - Dist)";
        id: "Lambang tanpa penjelasan: {lambang}.",
            "Sebaiknya jelaskan lambangnya di bawah rumus (Ket : ...), dengan sumber angkanya.";
        en: "Symbols without an explanation: {lambang}.",
            "Better explain them below the formula (Ket : ...), with the source of their figures.";
    }
    /// A definition that the formula does not use.
    UnusedDefinition "unused-definition" {
        why: "A quantity that is explained but not used was probably forgotten in the formula.";
        example: "x dibagi y, Ket : x : ..., y : ..., z : ...";
        id: "Keterangan \"{nama}\" tidak dipakai di rumusnya.",
            "Perlu diklarifikasi: pakai besarannya di rumus, atau hapus keterangannya.";
        en: "The definition of \"{nama}\" is not used in the formula.",
            "To be clarified: use the quantity in the formula, or remove its definition.";
    }
    // ---- cells that are empty ------------------------------------------------------------------------------------
    /// An indicator without a formula.
    NoFormula "no-formula" {
        why: "Without a formula each office counts as it thinks; the name alone decides.";
        example: "Jumlah kampung siaga yang dibentuk, kolom rumus kosong";
        id: "Kolom rumusnya kosong; dianggap satu besaran menurut nama indikatornya.",
            "Sebaiknya tulis apa yang dihitung, walaupun hanya satu besaran.";
        en: "The cell of the formula is empty; one quantity named by the indicator is assumed.",
            "Better write what is counted, even where it is one quantity.";
    }
    /// A cell that should say something is empty.
    EmptyCell "empty-cell" {
        why: "A figure without a source or somebody responsible cannot be asked about.";
        example: "kolom Sumber Data kosong";
        id: "Kolom {kolom} kosong.",
            "Sebaiknya diisi.";
        en: "The cell {kolom} is empty.",
            "Better fill it in.";
    }
    /// The name says what should be, not what is measured.
    NameWithoutMeasure "name-without-measure" {
        why: "A state that is reached or not has no unit and no target in figures.";
        example: "Terwujudnya database perangkat desa";
        id: "Namanya (\"{kata} ...\") menyebut keadaan yang diinginkan, bukan ukuran.",
            "Sebaiknya sebut ukurannya, misalnya \"Jumlah ...\" atau \"Persentase ...\".";
        en: "Its name (\"{kata} ...\") says what should be, not what is measured.",
            "Better name the measure, such as \"Jumlah ...\" or \"Persentase ...\".";
    }
    /// The first word of the name is misspelt.
    MisspeltHead "misspelt-head" {
        why: "Searching and sorting by the first word misses the row.";
        example: "umlah KP-Spams di desa";
        id: "Kata pertama namanya, \"{kata}\", tampaknya salah ketik untuk \"{maksud}\".",
            "Sebaiknya diperbaiki.";
        en: "The first word of its name, \"{kata}\", seems to be a slip for \"{maksud}\".",
            "Better correct it.";
    }
}

impl Rule {
    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }

    /// The name in data and documentation, such as `cut-off`.
    ///
    /// ```
    /// use rumusan::indicator::audit::Rule;
    ///
    /// assert_eq!(Rule::CutOff.as_str(), "cut-off");
    /// ```
    pub fn as_str(self) -> &'static str {
        self.entry().name
    }

    /// The rule of that name.
    ///
    /// ```
    /// use rumusan::indicator::audit::Rule;
    ///
    /// assert_eq!(Rule::from_name("cut-off"), Some(Rule::CutOff));
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == name)
    }

    /// Why it matters, for the documentation.
    ///
    /// ```
    /// use rumusan::indicator::audit::Rule;
    ///
    /// assert!(Rule::CutOff.why().contains("loses its end"));
    /// ```
    pub fn why(self) -> &'static str {
        self.entry().why
    }

    /// A text that it finds fault with.
    ///
    /// ```
    /// use rumusan::indicator::audit::Rule;
    ///
    /// assert_eq!(Rule::CutOff.example(), "Jumlah PPKS di bagi Jumlah Penyandang");
    /// ```
    pub fn example(self) -> &'static str {
        self.entry().example
    }

    /// What it says, with an ellipsis where a finding names names.
    ///
    /// ```
    /// use rumusan::{Language, indicator::audit::Rule};
    ///
    /// assert_eq!(Rule::UnusedDefinition.message(Language::Indonesian), "Keterangan \"…\" tidak dipakai di rumusnya.");
    /// ```
    pub fn message(self, language: Language) -> String {
        fill(self.message_template(language), &Args::new())
    }

    /// What it advises.
    ///
    /// ```
    /// use rumusan::{Language, indicator::audit::Rule};
    ///
    /// assert!(Rule::CutOff.advice(Language::English).ends_with('.'));
    /// ```
    pub fn advice(self, language: Language) -> String {
        fill(self.advice_template(language), &Args::new())
    }

    pub(super) fn message_template(self, language: Language) -> &'static str {
        match language {
            Language::Indonesian => self.entry().id,
            Language::English => self.entry().en,
        }
    }

    pub(super) fn advice_template(self, language: Language) -> &'static str {
        match language {
            Language::Indonesian => self.entry().id_advice,
            Language::English => self.entry().en_advice,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom(format!("unknown rule {name}")))
    }
}
