//! The one table of codes: for each its name, message and help in Indonesian and English.
//!
//! `{word}` in a text stands for an argument of the error or note. The pages in `docs/kesalahan/` are made from here.

use super::Args;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A language for messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Bahasa Indonesia, the default.
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The texts of a code.
pub(crate) struct Entry {
    name: &'static str,
    id: &'static str,
    id_help: &'static str,
    en: &'static str,
    en_help: &'static str,
}

impl Entry {
    pub(crate) fn message(&self, language: Language) -> &'static str {
        match language {
            Language::Indonesian => self.id,
            Language::English => self.en,
        }
    }

    pub(crate) fn help(&self, language: Language) -> &'static str {
        match language {
            Language::Indonesian => self.id_help,
            Language::English => self.en_help,
        }
    }
}

/// `template` with each `{word}` replaced by its argument; a word without an argument becomes an ellipsis.
pub(crate) fn fill(template: &str, args: &Args) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((key, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        text.push_str(super::argument(args, key).unwrap_or("…"));
        rest = tail;
    }
    text.push_str(rest);
    text
}

macro_rules! codes {
    ($( $(#[$about:meta])* $variant:ident $name:literal { id: $id:literal, $id_help:literal; en: $en:literal, $en_help:literal; } )*) => {
        /// A stable code of an error or a note. The name never changes its meaning.
        ///
        /// ```
        /// use rumusan::Code;
        ///
        /// assert_eq!(Code::ZeroDenominator.as_str(), "zero-denominator");
        /// assert_eq!(Code::from_name("zero-denominator"), Some(Code::ZeroDenominator));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $( $(#[$about])* $variant, )* }

        const ENTRIES: &[Entry] = &[
            $( Entry { name: $name, id: $id, id_help: $id_help, en: $en, en_help: $en_help }, )*
        ];

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )* ];
        }
    };
}

codes! {
    // ---- texts that cannot be read -------------------------------------------------------------------------------
    /// Nothing stands in the text.
    EmptyText "empty-text" {
        id: "Selnya kosong: tidak ada rumus untuk dibaca.",
            "Tulis rumusnya, misalnya: Jumlah desa yang melapor dibagi Jumlah desa dikali 100%.";
        en: "The text is empty: there is no formula to read.",
            "Write the formula, for example: Jumlah desa yang melapor dibagi Jumlah desa dikali 100%.";
    }
    /// A text that computes nothing.
    NotAFormula "not-a-formula" {
        id: "Teks ini bukan rumus: {kenapa}.",
            "Tulis besaran dan operasinya, misalnya: Jumlah A dibagi Jumlah B dikali 100%. Penjelasan dapat ditaruh di kolom lain.";
        en: "This text is not a formula: {why}.",
            "Write the quantities and the operation, for example: Jumlah A dibagi Jumlah B dikali 100%. An explanation belongs in another column.";
    }
    /// The text ends in the middle, as at the edge of a cell.
    CutOff "cut-off" {
        id: "Rumus terpotong setelah \"{akhir}\".",
            "Lengkapi rumusnya dari dokumen asli; bagian yang hilang tidak ditebak.";
        en: "The formula is cut off after \"{akhir}\".",
            "Complete the formula from the original document; the missing part is not guessed.";
    }
    /// An operator without a quantity on one side.
    MissingOperand "missing-operand" {
        id: "Operator \"{operator}\" tidak punya besaran di sebelah {sisi}.",
            "Tulis besaran yang hilang, atau hapus operatornya.";
        en: "The operator \"{operator}\" has no quantity on its {side}.",
            "Write the missing quantity, or remove the operator.";
    }
    /// Two quantities with nothing between them.
    MissingOperator "missing-operator" {
        id: "Tidak ada operator antara \"{kiri}\" dan \"{kanan}\".",
            "Tulis dibagi, dikali, ditambah atau dikurangi di antara keduanya.";
        en: "There is no operator between \"{kiri}\" and \"{kanan}\".",
            "Write dibagi, dikali, ditambah or dikurangi between the two.";
    }
    /// A bracket without its partner.
    UnbalancedBracket "unbalanced-bracket" {
        id: "Kurung \"{kurung}\" tidak punya pasangan.",
            "Tambahkan kurung pasangannya, atau hapus kurung ini.";
        en: "The bracket \"{kurung}\" has no partner.",
            "Add its partner, or remove this bracket.";
    }
    /// A number that is not written as numbers are.
    BadNumber "bad-number" {
        id: "\"{angka}\" bukan angka yang jelas.",
            "Tulis desimal dengan koma dan ribuan dengan titik, misalnya 1.234,5.";
        en: "\"{angka}\" is not a clear number.",
            "Write decimals with a comma and thousands with a point, for example 1.234,5.";
    }
    /// A canonical text that breaks the rules of the canonical language.
    BadCanonical "bad-canonical" {
        id: "Bacaan kanonik salah di \"{dekat}\".",
            "Nama ditulis dalam tanda kutip, operator + - * / ^, desimal dengan koma: \"Jumlah A\" / \"Jumlah B\" * 100%.";
        en: "The canonical reading is wrong at \"{dekat}\".",
            "Names stand in quotes, operators are + - * / ^, decimals have a comma: \"Jumlah A\" / \"Jumlah B\" * 100%.";
    }
    /// An Excel error value in the text.
    SpreadsheetError "spreadsheet-error" {
        id: "\"{teks}\" adalah pesan kesalahan dari lembar kerja, bukan rumus.",
            "Buka berkas asalnya dan tulis rumus yang menghasilkan pesan itu.";
        en: "\"{teks}\" is an error value of a spreadsheet, not a formula.",
            "Open the original file and write the formula that produced it.";
    }
    /// A formula over cells of a sheet.
    CellReference "cell-reference" {
        id: "\"{teks}\" menunjuk sel lembar kerja; isi sel itu tidak diketahui di sini.",
            "Ganti dengan nama besarannya, misalnya: Jumlah desa yang melapor / Jumlah desa * 100%.";
        en: "\"{teks}\" points at cells of a spreadsheet; what they hold is not known here.",
            "Put the names of the quantities in their place, for example: Jumlah desa yang melapor / Jumlah desa * 100%.";
    }
    /// Several formulas where one is wanted.
    SeveralFormulas "several-formulas" {
        id: "Teks ini berisi {banyak} rumus, padahal satu yang diharapkan.",
            "Pisahkan menjadi satu rumus per sel, atau pilih salah satunya.";
        en: "This text holds {banyak} formulas where one is wanted.",
            "Part them into one formula a cell, or pick one of them.";
    }
    // ---- limits --------------------------------------------------------------------------------------------------
    /// More bytes than the limit.
    TextTooLong "text-too-long" {
        id: "Teksnya {panjang} bita, lebih dari batas {batas}.",
            "Persingkat teksnya, atau naikkan batas `bytes`.";
        en: "The text has {panjang} bytes, more than the limit of {batas}.",
            "Shorten the text, or raise the limit `bytes`.";
    }
    /// Brackets nested deeper than the limit.
    TooDeep "too-deep" {
        id: "Kurung bersarang lebih dalam dari batas {batas}.",
            "Pecah rumusnya dengan definisi (Ket : ...), atau naikkan batas `depth`.";
        en: "Brackets are nested deeper than the limit of {batas}.",
            "Part the formula with definitions (Ket : ...), or raise the limit `depth`.";
    }
    /// More terms than the limit.
    TooManyTerms "too-many-terms" {
        id: "Rumusnya punya lebih dari {batas} suku.",
            "Pakai jumlah(...) atas baris data, atau naikkan batas `terms`.";
        en: "The formula has more than {batas} terms.",
            "Use jumlah(...) over rows of data, or raise the limit `terms`.";
    }
    /// A number with more digits than the limit.
    NumberTooLong "number-too-long" {
        id: "Ada angka dengan lebih dari {batas} digit.",
            "Periksa angka itu, atau naikkan batas `digits`.";
        en: "A number has more than {batas} digits.",
            "Check that number, or raise the limit `digits`.";
    }
    // ---- no figure -----------------------------------------------------------------------------------------------
    /// A name that the data do not have.
    UnknownName "unknown-name" {
        id: "Nama \"{nama}\" tidak ada dalam data.{mirip}",
            "Periksa ejaannya, atau tambahkan nilainya ke data.";
        en: "The name \"{nama}\" is not in the data.{near}",
            "Check its spelling, or add its value to the data.";
    }
    /// A name whose cell is empty.
    EmptyCell "empty-cell" {
        id: "Nilai \"{nama}\" belum diisi.",
            "Isi nilainya; kosong tidak sama dengan nol.";
        en: "The value of \"{nama}\" is not filled in.",
            "Fill in the value; empty is not zero.";
    }
    /// A division by zero.
    ZeroDenominator "zero-denominator" {
        id: "Penyebut \"{penyebut}\" bernilai nol.",
            "Hasil bagi dengan nol tidak ada; laporkan n/a atau periksa datanya.";
        en: "The denominator \"{penyebut}\" is zero.",
            "There is no quotient by zero; report n/a or check the data.";
    }
    /// An aggregate over no rows.
    NoData "no-data" {
        id: "Tidak ada baris data untuk \"{nama}\".",
            "Isi sedikitnya satu baris.";
        en: "There are no rows of data for \"{nama}\".",
            "Fill in at least one row.";
    }
    /// Rows where one value is wanted.
    RowsOutsideAggregate "rows-outside-aggregate" {
        id: "\"{nama}\" berisi banyak baris, padahal di sini diperlukan satu nilai.",
            "Bungkus dengan jumlah(...) atau rata-rata(...), atau hitung per baris.";
        en: "\"{nama}\" holds rows where one value is wanted.",
            "Wrap it in jumlah(...) or rata-rata(...), or evaluate row by row.";
    }
    /// Columns of different lengths.
    RowCountDiffers "row-count-differs" {
        id: "\"{nama}\" punya {banyak} baris, sedangkan yang lain {lain}.",
            "Samakan banyak barisnya; sel kosong tetap satu baris.";
        en: "\"{nama}\" has {banyak} rows where the others have {lain}.",
            "Give every column the same number of rows; an empty cell is still a row.";
    }
    /// A value in the data that is no number.
    BadValue "bad-value" {
        id: "Nilai \"{nilai}\" untuk \"{nama}\" bukan angka.",
            "Tulis angkanya saja; keterangan dapat ditaruh di kolom lain.";
        en: "The value \"{nilai}\" of \"{nama}\" is not a number.",
            "Write the number alone; remarks belong in another column.";
    }
    /// An operation that has no exact value yet, such as a root of a negative number.
    NotComputable "not-computable" {
        id: "\"{operasi}\" tidak dapat dihitung untuk nilai ini: {kenapa}.",
            "Periksa nilai masukannya.";
        en: "\"{operasi}\" cannot be computed for this value: {why}.",
            "Check the input values.";
    }
    /// A digit that could not be proved.
    UndecidedRounding "undecided-rounding" {
        id: "Digit terakhir tidak dapat dibuktikan: hasilnya terlalu dekat dengan batas pembulatan.",
            "Minta digit lebih sedikit atau lebih banyak.";
        en: "The last digit could not be proved: the result is too near to a rounding boundary.",
            "Ask for fewer or more digits.";
    }
    /// A number outside the range of a fixed type.
    OutOfRange "out-of-range" {
        id: "Hasilnya di luar jangkauan tipe keluaran.",
            "Pakai tipe yang lebih lebar, atau kurangi digitnya.";
        en: "The result is outside the range of the output type.",
            "Use a wider type, or ask for fewer digits.";
    }
    /// A way of rounding that does not exist.
    BadRounding "bad-rounding" {
        id: "Cara pembulatan \"{cara}\" tidak dikenal.",
            "Pilih half-up, half-even, down, floor, atau ceiling.";
        en: "The rounding \"{cara}\" is not known.",
            "Choose half-up, half-even, down, floor or ceiling.";
    }
    /// Definitions that lead back to themselves.
    DefinitionCycle "definition-cycle" {
        id: "Definisi \"{nama}\" berputar kembali ke dirinya sendiri.",
            "Definisikan namanya dengan besaran lain, atau hapus definisinya.";
        en: "The definition of \"{nama}\" leads back to itself.",
            "Define the name by other quantities, or remove the definition.";
    }
    /// A name with two different definitions.
    DefinitionTwice "definition-twice" {
        id: "\"{nama}\" didefinisikan dua kali dengan isi yang berbeda.",
            "Simpan satu definisi saja, atau beri nama yang berbeda.";
        en: "\"{nama}\" is defined twice, and the definitions differ.",
            "Keep one of the definitions, or give them different names.";
    }
    // ---- units ---------------------------------------------------------------------------------------------------
    /// Two units that cannot be joined.
    UnitClash "unit-clash" {
        id: "\"{kiri}\" bersatuan {satuan_kiri}, sedangkan \"{kanan}\" bersatuan {satuan_kanan}; keduanya tidak dapat {operasi}.",
            "Samakan satuannya, atau bagi yang satu dengan yang lain.";
        en: "\"{kiri}\" is in {satuan_kiri} while \"{kanan}\" is in {satuan_kanan}; they cannot be {operation}.",
            "Bring both to one unit, or divide one by the other.";
    }
    /// A formula that gives something else than the declared unit.
    DeclaredUnitClash "declared-unit-clash" {
        id: "Satuannya dinyatakan {satuan}, tetapi rumus \"{rumus}\" menghasilkan {satuan_rumus}.",
            "Perbaiki satuannya, atau rumusnya: pembagian yang hilang sering menjadi sebabnya.";
        en: "The unit is declared as {satuan}, but the formula \"{rumus}\" gives {satuan_rumus}.",
            "Correct the unit, or the formula: a division that was left out is often the cause.";
    }
    /// The factor of 100 stands twice.
    PercentTwice "percent-twice" {
        id: "Faktor 100 tertulis dua kali, sehingga persennya meleset seratus kali.",
            "Tulis salah satu saja: x 100% atau x 100.";
        en: "The factor of 100 is written twice, so the percentage would be off by a hundred times.",
            "Write only one of them: x 100% or x 100.";
    }
    /// A unit text that cannot be read.
    BadUnit "bad-unit" {
        id: "Satuan \"{satuan}\" tidak dapat dibaca.",
            "Tulis satuan yang dikenal, misalnya persen, desa, orang, rupiah, per 100.000 perempuan.";
        en: "The unit \"{satuan}\" cannot be read.",
            "Write a known unit, for example persen, desa, orang, rupiah, per 100.000 perempuan.";
    }
    // ---- registry files ------------------------------------------------------------------------------------------
    /// A registry file that is no TOML.
    BadToml "bad-toml" {
        id: "{berkas}: baris {baris} bukan TOML yang benar, dekat \"{dekat}\".",
            "Periksa tanda kutip, kurung siku dan tanda sama dengan di baris itu.";
        en: "{berkas}: line {baris} is not correct TOML, near \"{dekat}\".",
            "Check the quotes, brackets and equals signs on that line.";
    }
    /// A field that every entry needs.
    MissingField "missing-field" {
        id: "{berkas}, {entri}: kolom `{kolom}` belum diisi.",
            "Tambahkan baris {kolom} = ... pada entri itu.";
        en: "{berkas}, {entri}: the field `{kolom}` is missing.",
            "Add a line {kolom} = ... to that entry.";
    }
    /// A field that no entry has.
    UnknownField "unknown-field" {
        id: "{berkas}, {entri}: kolom `{kolom}` tidak dikenal.{mirip}",
            "Periksa ejaannya; keterangan bebas dapat ditulis di `catatan`.";
        en: "{berkas}, {entri}: the field `{kolom}` is not known.{near}",
            "Check its spelling; free remarks belong in `catatan`.";
    }
    /// A field whose value cannot be used.
    BadField "bad-field" {
        id: "{berkas}, {entri}, kolom `{kolom}`: {kenapa}.",
            "Perbaiki nilai kolom itu.";
        en: "{berkas}, {entri}, field `{kolom}`: {why}.",
            "Correct the value of that field.";
    }
    /// Two entries with one key.
    DuplicateEntry "duplicate-entry" {
        id: "{berkas}, {entri}: {kolom} \"{nilai}\" dipakai dua kali, yang pertama di {lain}.",
            "Beri nilai yang berbeda, atau hapus salah satunya.";
        en: "{berkas}, {entri}: {kolom} \"{nilai}\" is used twice, first in {lain}.",
            "Give one of them another value, or remove one.";
    }
    /// A field that points at nothing.
    UnknownReference "unknown-reference" {
        id: "{berkas}, {entri}, kolom `{kolom}`: \"{nilai}\" tidak ada.{mirip}",
            "Periksa ejaannya, atau tambahkan entri yang dimaksud.";
        en: "{berkas}, {entri}, field `{kolom}`: there is no \"{nilai}\".{near}",
            "Check its spelling, or add the entry that is meant.";
    }
    /// A number beside a percentage, which may have been meant as a percentage.
    NumberBesidePercent "number-beside-percent" {
        id: "Angka {angka} berdiri di samping persen; dihitung sebagai angka biasa, tetapi mungkin maksudnya {angka}%.",
            "Tulis {angka}% bila yang dimaksud persen; hanya 1 (yaitu 100%) yang boleh ditulis tanpa tanda persen.";
        en: "The number {angka} stands beside a percentage; it was taken as a plain number, but {angka}% may be meant.",
            "Write {angka}% if a percentage is meant; only 1 (that is 100%) may stand without the sign.";
    }
    // ---- notes of the reader -------------------------------------------------------------------------------------
    /// `A dibagi 100% B` and `A x 100% B`, read as A / B x 100%.
    PercentMoved "percent-moved" {
        id: "\"{tertulis}\" dibaca sebagai pembagian yang dikali {persen}.",
            "Tulis pembagiannya dulu, lalu dikali {persen}.";
        en: "\"{tertulis}\" was read as a division that is then multiplied by {persen}.",
            "Write the division first, then multiply by {persen}.";
    }
    /// A fraction drawn over lines without a bar.
    FractionByLines "fraction-by-lines" {
        id: "Baris-baris ini dibaca sebagai pecahan: yang di atas dibagi yang di bawah.",
            "Tulis pembagiannya dengan kata dibagi atau tanda /.";
        en: "These lines were read as a fraction: what is above divided by what is below.",
            "Write the division with the word dibagi or the sign /.";
    }
    /// Several fractions side by side whose layout cannot be restored.
    LayoutLost "layout-lost" {
        id: "Susunan rumusnya hilang: beberapa pecahan berjajar dalam baris yang sama.",
            "Tulis rumusnya dalam satu baris, misalnya (A / B) x 100%.";
        en: "The layout of the formula is lost: several fractions stand side by side on the same lines.",
            "Write the formula on one line, for example (A / B) x 100%.";
    }
    /// A percentage behind a quantity with no sign between.
    MissingTimes "missing-times" {
        id: "Di depan \"{angka}\" tidak ada tanda kali; dibaca sebagai dikali {angka}.",
            "Tulis x atau dikali di depannya.";
        en: "There is no sign of multiplication before \"{angka}\"; it was read as multiplied by {angka}.",
            "Write x or dikali before it.";
    }
    /// A growth formula without the brackets round its difference.
    MissingBracket "missing-bracket" {
        id: "Selisih ini dibaca sebagai satu pembilang, walaupun kurungnya tidak ditulis.",
            "Tulis kurungnya: (A - B) / B x 100%.";
        en: "This difference was read as one numerator although its brackets are not written.",
            "Write the brackets: (A - B) / B x 100%.";
    }
    /// A number whose mark can part thousands or open decimals.
    AmbiguousNumber "ambiguous-number" {
        id: "\"{angka}\" dibaca {dibaca}, tetapi tandanya dapat berarti lain.",
            "Tulis ribuan tanpa titik, atau desimal dengan koma dan bukan tiga digit.";
        en: "\"{angka}\" was read as {dibaca}, but its mark could mean the other thing.",
            "Write thousands without a point, or decimals with a comma and not exactly three digits.";
    }
    /// A division by a round number with a noun, which most often means a rate.
    RateBase "rate-base" {
        id: "\"{nama}\" dibaca sebagai nama satu besaran; kalau maksudnya per {angka} {benda}, tulis: dibagi {benda} dikali {angka}.",
            "Tulis pembagiannya dan pengalinya secara terpisah.";
        en: "\"{nama}\" was read as the name of one quantity; if a rate per {angka} {benda} is meant, write: dibagi {benda} dikali {angka}.",
            "Write the division and the factor apart.";
    }
    /// A word near to an operator.
    MisspeltWord "misspelt-word" {
        id: "\"{tertulis}\" dibaca sebagai \"{mirip}\".",
            "Perbaiki ejaannya.";
        en: "\"{tertulis}\" was read as \"{mirip}\".",
            "Correct the spelling.";
    }
    /// A text without arithmetic that is taken as the name of one quantity.
    OneQuantity "one-quantity" {
        id: "Teks ini tidak berisi operasi hitung; seluruhnya dibaca sebagai nama satu besaran.",
            "Kalau maksudnya rumus, tulis operasinya; kalau maksudnya penjelasan, taruh di kolom lain.";
        en: "This text holds no arithmetic; the whole of it was read as the name of one quantity.",
            "If a formula is meant, write its operation; if an explanation, put it into another column.";
    }
    /// A name that does not look like one, in which an operation may have been missed.
    OddName "odd-name" {
        id: "\"{nama}\" dibaca sebagai satu nama, tetapi {kenapa}; mungkin ada operasi yang tidak terbaca di dalamnya.",
            "Tulis operasinya dengan kata dibagi, dikali, ditambah atau dikurangi, atau beri tanda kutip pada namanya.";
        en: "\"{nama}\" was read as one name, but {why}; an operation inside it may have been missed.",
            "Write the operation as dibagi, dikali, ditambah or dikurangi, or put the name in quotes.";
    }
    /// Two things that are compared, which may be a ratio or no formula at all.
    Comparison "comparison" {
        id: "\"membandingkan\" dibaca sebagai pembagian; dapat juga hanya berarti melihat perbedaannya.",
            "Kalau maksudnya rasio, tulis dibagi; kalau bukan rumus, taruh penjelasannya di kolom lain.";
        en: "\"membandingkan\" was read as a division; it may only mean looking at the difference.",
            "If a ratio is meant, write dibagi; if it is no formula, put the explanation into another column.";
    }
    /// `-1` behind a bracket, which may be an exponent that lost its place.
    ExponentLost "exponent-lost" {
        id: "-1 di belakang kurung dibaca sebagai dikurangi 1; mungkin maksudnya pangkat -1.",
            "Tulis ^ -1 untuk pangkat, atau - 1 dengan spasi untuk pengurangan.";
        en: "-1 behind a bracket was read as minus 1; the power -1 may be meant.",
            "Write ^ -1 for a power, or - 1 with blanks for a subtraction.";
    }
    /// A part of the text that looks like arithmetic and was not read.
    IgnoredText "ignored-text" {
        id: "Bagian ini tidak ikut dibaca, padahal tampak seperti bagian rumus.",
            "Tulis rumusnya sebagai satu kalimat, dan penjelasannya di kolom lain.";
        en: "This part was not read although it looks like a part of the formula.",
            "Write the formula as one sentence, and explanations in another column.";
    }
    /// A bracketed or worded part behind which another word could part the operands.
    AmbiguousPart "ambiguous-part" {
        id: "Kata \"{kata}\" dibaca sebagai batas kedua besaran; kata yang sama di tempat lain dapat juga membatasinya.",
            "Tulis dengan kata dibagi, atau beri tanda kutip pada namanya.";
        en: "The word \"{kata}\" was read as parting the two quantities; another one could part them as well.",
            "Write it with the word dibagi, or put the names in quotes.";
    }
    /// A sign that could be an operator or a part of a name.
    AmbiguousSign "ambiguous-sign" {
        id: "Tanda \"{tanda}\" dibaca sebagai {peran}, tetapi dapat juga dibaca sebagai {peran_lain}.",
            "Tulis dengan kata (dibagi, dikali, dikurangi) atau beri tanda kutip pada namanya.";
        en: "The sign \"{tanda}\" was read as {role}, but it could also be {other_role}.",
            "Write it as a word (dibagi, dikali, dikurangi), or put the name in quotes.";
    }
}

impl Code {
    pub(crate) fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }

    /// The name in data and documentation, such as `zero-denominator`.
    pub fn as_str(self) -> &'static str {
        self.entry().name
    }

    /// The code of that name.
    ///
    /// ```
    /// assert_eq!(rumusan::Code::from_name("no such code"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Whether it belongs to the reading of a text, limits left out.
    pub(crate) fn is_reading(self) -> bool {
        self <= Code::SeveralFormulas || self >= Code::PercentMoved
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom(format!("unknown code {name}")))
    }
}
