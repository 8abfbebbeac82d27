//! Why there is no figure.

use super::{Entry, Text};

pub(in crate::error) const UNKNOWN_NAME: Entry = Entry {
    name: "unknown-name",
    indonesian: Text {
        message: "Nama \"{nama}\" tidak ada dalam data.{mirip}",
        help: "Periksa ejaannya, atau tambahkan nilai \"{nama}\" ke data.",
        why: "Nama dicocokkan huruf demi huruf, tanpa membedakan huruf besar dan spasi. Nama yang hanya mirip \
                  tidak dianggap sama, supaya nilai besaran lain tidak terpakai.",
    },
    english: Text {
        message: "The name \"{nama}\" is not in the data.{near}",
        help: "Check its spelling, or add the value of \"{nama}\" to the data.",
        why: "Names are compared letter by letter, case and white space aside. A name that is only alike is not \
                  taken as the same, so that no value of another quantity is used.",
    },
};

pub(in crate::error) const EMPTY_CELL: Entry = Entry {
    name: "empty-cell",
    indonesian: Text {
        message: "Nilai \"{nama}\" belum diisi.",
        help: "Isi nilai \"{nama}\" dari sumber datanya. Kalau memang nol, tulis 0.",
        why: "Kosong berarti datanya belum ada, sedangkan nol adalah hasil hitungan. Kalau disamakan, capaian \
                  dilaporkan salah.",
    },
    english: Text {
        message: "The value of \"{nama}\" is not filled in.",
        help: "Fill in the value of \"{nama}\" from its source. If it really is zero, write 0.",
        why: "Empty means that the data are not there yet, while zero is a result of counting. Taking one for \
                  the other reports a wrong achievement.",
    },
};

pub(in crate::error) const ZERO_DENOMINATOR: Entry = Entry {
    name: "zero-denominator",
    indonesian: Text {
        message: "Penyebut \"{penyebut}\" bernilai nol, jadi hasilnya tidak ada.",
        help: "Periksa data \"{penyebut}\". Kalau memang nol, laporkan n/a dengan keterangannya, bukan 0% atau \
                   100%.",
        why: "Pembagian dengan nol tidak punya hasil. Angka 0 atau 100 di tempat itu akan terbaca sebagai \
                  capaian.",
    },
    english: Text {
        message: "The denominator \"{penyebut}\" is zero, so there is no result.",
        help: "Check the data of \"{penyebut}\". If it really is zero, report n/a with a remark, not 0% or 100%.",
        why: "A division by zero has no result. A 0 or 100 in its place would be read as an achievement.",
    },
};

pub(in crate::error) const NO_DATA: Entry = Entry {
    name: "no-data",
    indonesian: Text {
        message: "Tidak ada baris data untuk \"{nama}\".",
        help: "Isi sedikitnya satu baris, atau periksa saringan datanya.",
        why: "Jumlah atau rata-rata atas nol baris tidak punya arti yang disepakati, jadi tidak dianggap nol.",
    },
    english: Text {
        message: "There are no rows of data for \"{nama}\".",
        help: "Fill in at least one row, or check what the data are filtered by.",
        why: "A sum or a mean over no rows has no agreed meaning, so it is not taken as zero.",
    },
};

pub(in crate::error) const ROWS_OUTSIDE_AGGREGATE: Entry = Entry {
    name: "rows-outside-aggregate",
    indonesian: Text {
        message: "\"{nama}\" berisi banyak baris, padahal di sini diperlukan satu nilai.",
        help: "Bungkus dengan jumlah(...) atau rata-rata(...), atau hitung per baris.",
        why: "Satu rumus memberi satu angka; cara meringkas baris-barisnya harus tertulis, karena jumlah dan \
                  rata-rata memberi angka yang berbeda.",
    },
    english: Text {
        message: "\"{nama}\" holds rows where one value is wanted.",
        help: "Wrap it in jumlah(...) or rata-rata(...), or evaluate row by row.",
        why: "One formula gives one figure; how rows are summed up must be written, since a sum and a mean \
                  differ.",
    },
};

pub(in crate::error) const ROW_COUNT_DIFFERS: Entry = Entry {
    name: "row-count-differs",
    indonesian: Text {
        message: "\"{nama}\" punya {banyak} baris, sedangkan yang lain {lain} baris.",
        help: "Samakan banyak barisnya; sel yang kosong tetap satu baris.",
        why: "Baris dipasangkan menurut urutannya. Kalau banyaknya berbeda, baris satu wilayah dapat terpasang \
                  dengan wilayah lain.",
    },
    english: Text {
        message: "\"{nama}\" has {banyak} rows where the others have {lain}.",
        help: "Give every column the same number of rows; an empty cell is still a row.",
        why: "Rows are paired by their order. With different numbers of rows, those of one region could meet \
                  those of another.",
    },
};

pub(in crate::error) const BAD_VALUE: Entry = Entry {
    name: "bad-value",
    indonesian: Text {
        message: "Nilai \"{nilai}\" untuk \"{nama}\" bukan angka.",
        help: "Tulis angkanya saja; satuan dan keterangan ditulis di kolom lain. Desimalnya koma di tabel Indonesia (1.234,5), \
                   titik di data dari program (1234.5).",
        why: "Nilai yang bercampur kata atau tanda lain dapat dibaca dengan beberapa cara, jadi tidak ditebak.",
    },
    english: Text {
        message: "The value \"{nilai}\" of \"{nama}\" is not a number.",
        help: "Write the number alone; units and remarks belong in another column. Decimals have a comma in Indonesian tables \
                   (1.234,5), a point in data from programs (1234.5).",
        why: "A value mixed with words or other signs could be read in several ways, so it is not guessed.",
    },
};

pub(in crate::error) const NOT_COMPUTABLE: Entry = Entry {
    name: "not-computable",
    indonesian: Text {
        message: "\"{operasi}\" tidak dapat dihitung untuk nilai ini: {kenapa}.",
        help: "Periksa nilai besaran di dalamnya dan tanda di depannya. Kalau nilainya memang begitu, laporkan n/a dengan keterangannya.",
        why: "Beberapa operasi tidak punya hasil untuk semua angka, misalnya akar dari angka negatif atau \
                  logaritma dari nol.",
    },
    english: Text {
        message: "\"{operasi}\" cannot be computed for this value: {why}.",
        help: "Check the values inside and their signs. If they really are so, report n/a with a remark.",
        why: "Some operations have no result for every number, such as the root of a negative number or the \
                  logarithm of zero.",
    },
};

pub(in crate::error) const UNDECIDED_ROUNDING: Entry = Entry {
    name: "undecided-rounding",
    indonesian: Text {
        message: "Digit terakhir tidak dapat dibuktikan: hasilnya terlalu dekat dengan batas pembulatan.",
        help: "Minta digit lebih sedikit atau lebih banyak.",
        why: "Akar dan logaritma dihitung di antara dua batas yang terus dipersempit. Kalau batas pembulatan \
                  tetap berada di antara keduanya, digit terakhirnya belum pasti dan tidak ditebak.",
    },
    english: Text {
        message: "The last digit could not be proved: the result is too near to a rounding boundary.",
        help: "Ask for fewer or more digits.",
        why: "Roots and logarithms are computed between two bounds that are drawn together. Where a rounding \
                  boundary stays between them, the last digit is not certain, and it is not guessed.",
    },
};

pub(in crate::error) const OUT_OF_RANGE: Entry = Entry {
    name: "out-of-range",
    indonesian: Text {
        message: "Hasilnya terlalu besar, atau digitnya terlalu banyak, untuk tipe angka yang diminta.",
        help: "Minta digit yang lebih sedikit, atau ambil hasilnya sebagai teks, yang memuat semua digit.",
        why: "Tipe angka yang tetap ukurannya tidak memuat semua hasil. Hasil yang tidak muat tidak dipotong \
                  diam-diam.",
    },
    english: Text {
        message: "The result is too large, or has too many digits, for the number type that was asked for.",
        help: "Ask for fewer digits, or take the result as text, which holds them all.",
        why: "A number type of a fixed size does not hold every result. What does not fit is not cut off in \
                  silence.",
    },
};

pub(in crate::error) const BAD_ROUNDING: Entry = Entry {
    name: "bad-rounding",
    indonesian: Text {
        message: "Cara pembulatan \"{cara}\" tidak dikenal.",
        help: "Pilih half-up, half-even, down, floor, atau ceiling.",
        why: "Cara pembulatan mengubah angka yang dicetak, jadi harus salah satu yang dikenal.",
    },
    english: Text {
        message: "The rounding \"{cara}\" is not known.",
        help: "Choose half-up, half-even, down, floor or ceiling.",
        why: "The way of rounding changes the printed figure, so it must be a known one.",
    },
};

pub(in crate::error) const DEFINITION_CYCLE: Entry = Entry {
    name: "definition-cycle",
    indonesian: Text {
        message: "Definisi \"{nama}\" berputar kembali ke dirinya sendiri.",
        help: "Definisikan \"{nama}\" dengan besaran lain, atau hapus definisinya.",
        why: "Nilai sebuah nama tidak dapat dihitung dari nilai nama itu sendiri.",
    },
    english: Text {
        message: "The definition of \"{nama}\" leads back to itself.",
        help: "Define \"{nama}\" by other quantities, or remove the definition.",
        why: "The value of a name cannot be computed from the value of that same name.",
    },
};

pub(in crate::error) const DEFINITION_TWICE: Entry = Entry {
    name: "definition-twice",
    indonesian: Text {
        message: "\"{nama}\" didefinisikan dua kali dengan isi yang berbeda.",
        help: "Simpan satu definisi saja, atau beri nama yang berbeda.",
        why: "Satu lambang dengan dua arti memberi dua angka; yang mana yang dimaksud tidak ditebak.",
    },
    english: Text {
        message: "\"{nama}\" is defined twice, and the definitions differ.",
        help: "Keep one of the definitions, or give them different names.",
        why: "One symbol with two meanings gives two figures; which one is meant is not guessed.",
    },
};

pub(in crate::error) const DUPLICATE_NAME: Entry = Entry {
    name: "duplicate-name",
    indonesian: Text {
        message: "Nama \"{nama}\" muncul dua kali dalam data.",
        help: "Hapus salah satunya, atau beri nama yang berbeda.",
        why: "Satu nama dengan dua nilai memberi dua hasil; yang mana yang dimaksud tidak ditebak.",
    },
    english: Text {
        message: "The name \"{nama}\" stands twice in the data.",
        help: "Remove one of them, or give them different names.",
        why: "One name with two values gives two results; which one is meant is not guessed.",
    },
};

pub(in crate::error) const BAD_TABLE: Entry = Entry {
    name: "bad-table",
    indonesian: Text {
        message: "Tabel tidak dapat dibaca, baris {baris}: {kenapa}.",
        help: "Periksa tanda pemisah dan tanda kutip; sel yang berisi tanda pemisah ditulis dalam tanda kutip.",
        why: "Sel yang bergeser satu kolom memberi nilai yang salah pada nama yang benar, jadi tabel seperti itu ditolak.",
    },
    english: Text {
        message: "The table cannot be read, line {baris}: {why}.",
        help: "Check delimiters and quotes; a cell that holds a delimiter stands in quotes.",
        why: "Cells that slip by one column give wrong values under right names, so such a table is refused.",
    },
};

pub(in crate::error) const AMBIGUOUS_CELL: Entry = Entry {
    name: "ambiguous-cell",
    indonesian: Text {
        message: "Sel \"{angka}\" untuk \"{nama}\" dibaca {nilai}, tetapi dapat juga berarti {lain}.",
        help: "Tentukan cara tulis angkanya (Indonesia atau Inggris) saat membuka tabel.",
        why: "Titik dan koma dipakai terbalik di dokumen Indonesia dan Inggris; 1.234 dapat berarti seribu lebih atau satu lebih.",
    },
    english: Text {
        message: "The cell \"{angka}\" of \"{nama}\" was read as {value}, but it can also mean {other}.",
        help: "Say how the table writes numbers (Indonesian or English) when opening it.",
        why: "Points and commas change places between Indonesian and English documents; 1.234 can be more than a thousand or a little more than one.",
    },
};

pub(in crate::error) const NO_READING: Entry = Entry {
    name: "no-reading",
    indonesian: Text {
        message: "Tidak ada angka untuk \"{nama}\": {kenapa}",
        help: "Cari rumus lengkapnya di dokumen asli atau pada penanggung jawabnya, lalu tulis bacaan yang disetujui di `bacaan`.",
        why: "Angka hanya dihitung dari bacaan yang disetujui. Rumus yang terpotong tidak ditebak.",
    },
    english: Text {
        message: "There is no figure for \"{nama}\": {why}",
        help: "Find the whole formula in the original document or with who is responsible for it, and write its accepted reading in `bacaan`.",
        why: "Figures come from the accepted reading alone. A formula that is cut off is not guessed.",
    },
};
