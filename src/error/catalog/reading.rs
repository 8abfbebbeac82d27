//! Texts that cannot be read.

use super::{Entry, Text};

pub(in crate::error) const EMPTY_TEXT: Entry = Entry {
    name: "empty-text",
    indonesian: Text {
        message: "Selnya kosong: belum ada rumus untuk dibaca.",
        help: "Tulis rumusnya, misalnya: Jumlah desa yang melapor dibagi Jumlah desa dikali 100%.",
        why: "Teks tanpa huruf, angka atau tanda tidak berisi apa pun yang dapat dihitung. Kosong tidak dianggap \
                  nol.",
    },
    english: Text {
        message: "The text is empty: there is no formula to read.",
        help: "Write the formula, for example: Jumlah desa yang melapor dibagi Jumlah desa dikali 100%.",
        why: "A text without letters, digits or signs holds nothing that could be computed. Empty is not taken \
                  as zero.",
    },
};

pub(in crate::error) const NOT_A_FORMULA: Entry = Entry {
    name: "not-a-formula",
    indonesian: Text {
        message: "Teks ini bukan rumus: {kenapa}.",
        help: "Tulis besaran dan operasinya, misalnya: Jumlah desa yang melapor dibagi Jumlah desa dikali 100%. \
                   Penjelasan, rujukan dan tanggal ditulis di kolom lain.",
        why: "Yang dapat dihitung hanyalah besaran (Jumlah desa) dan operasi di antaranya (dibagi, dikali, \
                  ditambah, dikurangi). Menebak rumus dari kalimat, tanggal atau rujukan dapat memberi angka yang \
                  salah, jadi teksnya ditolak.",
    },
    english: Text {
        message: "This text is not a formula: {why}.",
        help: "Write the quantities and the operation, for example: Jumlah desa yang melapor dibagi Jumlah desa \
                   dikali 100%. Explanations, references and dates belong in another column.",
        why: "Only quantities (Jumlah desa) and the operations between them (dibagi, dikali, ditambah, \
                  dikurangi) can be computed. Guessing a formula from a sentence, a date or a reference could give a \
                  wrong figure, so the text is refused.",
    },
};

pub(in crate::error) const PASTED_TABLE: Entry = Entry {
    name: "pasted-table",
    indonesian: Text {
        message: "Teks ini potongan tabel, bukan satu rumus: ada {banyak} sel, dimulai dengan \"{sel}\".",
        help: "Salin hanya sel yang berisi rumus; angka dan judul kolom lain ditinggalkan.",
        why: "Sel-sel satu baris tabel tidak dihubungkan oleh operasi hitung. Kalau dibaca bersama, judul dan \
                  angka dari kolom lain ikut masuk ke nama besaran.",
    },
    english: Text {
        message: "This text is a piece of a table, not one formula: it has {banyak} cells, the first is \
                      \"{sel}\".",
        help: "Copy only the cell that holds the formula; leave the other columns out.",
        why: "No operation joins the cells of a row. Read together, headings and figures of other columns would \
                  become part of the names.",
    },
};

pub(in crate::error) const CUT_OFF: Entry = Entry {
    name: "cut-off",
    indonesian: Text {
        message: "Rumus terpotong setelah \"{akhir}\".",
        help: "Lengkapi rumusnya dari dokumen asli; bagian yang hilang tidak ditebak.",
        why: "Kata terakhirnya masih menunggu lanjutan, seperti \"yang\", \"untuk\" atau \"penyandang\". \
                  Biasanya teksnya terpotong di tepi sel atau tepi halaman.",
    },
    english: Text {
        message: "The formula is cut off after \"{akhir}\".",
        help: "Complete the formula from the original document; the missing part is not guessed.",
        why: "Its last word still waits for another, such as \"yang\", \"untuk\" or \"penyandang\". Most often \
                  the text was cut at the edge of a cell or page.",
    },
};

pub(in crate::error) const MISSING_OPERAND: Entry = Entry {
    name: "missing-operand",
    indonesian: Text {
        message: "Di {sisi} \"{operator}\" tidak ada besaran.",
        help: "Tulis besaran yang hilang di {sisi} \"{operator}\", atau hapus \"{operator}\".",
        why: "Dibagi, dikali, ditambah dan dikurangi selalu menghubungkan dua besaran. Besaran yang tidak \
                  tertulis tidak dianggap nol atau satu.",
    },
    english: Text {
        message: "There is no quantity {side} \"{sign}\".",
        help: "Write the missing quantity {side} \"{sign}\", or remove \"{sign}\".",
        why: "Dibagi, dikali, ditambah and dikurangi always join two quantities. A quantity that is not written \
                  is not taken as zero or one.",
    },
};

pub(in crate::error) const DOUBLED_OPERATOR: Entry = Entry {
    name: "doubled-operator",
    indonesian: Text {
        message: "\"{kiri}\" dan \"{kanan}\" tertulis berurutan; tidak ada besaran di antaranya.",
        help: "Hapus salah satunya, atau tulis besaran yang hilang di antara keduanya.",
        why: "Operator yang tertulis dua kali biasanya salah ketik, tetapi dapat juga berarti ada besaran yang \
                  hilang. Keduanya memberi angka yang berbeda, jadi penulislah yang memutuskan. Pangkat ditulis ^, bukan **.",
    },
    english: Text {
        message: "\"{kiri}\" and \"{kanan}\" follow each other with no quantity between them.",
        help: "Remove one of them, or write the quantity that is missing between the two.",
        why: "An operator that is written twice is most often a slip, but a quantity may be missing as well. The two give different figures, so the author decides. A power is written ^, not **.",
    },
};

pub(in crate::error) const EMPTY_BRACKETS: Entry = Entry {
    name: "empty-brackets",
    indonesian: Text {
        message: "Kurung \"{kurung}\" kosong: tidak ada besaran di dalamnya.",
        help: "Tulis besarannya di dalam kurung, atau hapus kurungnya.",
        why: "Kurung mengelompokkan besaran yang dihitung lebih dulu. Kurung yang kosong sering berarti rumusnya \
                  hilang saat disalin, misalnya pecahan yang digambar.",
    },
    english: Text {
        message: "The brackets \"{kurung}\" are empty: there is no quantity inside.",
        help: "Write the quantity inside the brackets, or remove them.",
        why: "Brackets hold what is computed first. Empty ones often mean that the formula was lost when it was \
                  copied, such as a drawn fraction.",
    },
};

pub(in crate::error) const MISSING_OPERATOR: Entry = Entry {
    name: "missing-operator",
    indonesian: Text {
        message: "Tidak ada operator antara \"{kiri}\" dan \"{kanan}\".",
        help: "Tulis dibagi, dikali, ditambah atau dikurangi di antara keduanya.",
        why: "Dua besaran yang berdampingan tanpa operator dapat berarti pembagian, perkalian atau penjumlahan. \
                  Hasilnya berbeda jauh, jadi tidak ditebak.",
    },
    english: Text {
        message: "There is no operator between \"{kiri}\" and \"{kanan}\".",
        help: "Write dibagi, dikali, ditambah or dikurangi between the two.",
        why: "Two quantities side by side without an operator can mean a division, a product or a sum. The \
                  figures differ widely, so none is guessed.",
    },
};

pub(in crate::error) const UNBALANCED_BRACKET: Entry = Entry {
    name: "unbalanced-bracket",
    indonesian: Text {
        message: "Kurung \"{kurung}\" tidak punya pasangan; {cara}.",
        help: "Tambahkan kurung pasangannya di tempat yang dimaksud, atau hapus kurung ini.",
        why: "Kurung menentukan bagian mana yang dihitung lebih dulu. Tanpa pasangannya, batas bagian itu tidak \
                  diketahui.",
    },
    english: Text {
        message: "The bracket \"{kurung}\" has no partner; {way}.",
        help: "Add its partner where it is meant to be, or remove this bracket.",
        why: "Brackets say which part is computed first. Without the partner, nothing says where that part ends.",
    },
};

pub(in crate::error) const BAD_NUMBER: Entry = Entry {
    name: "bad-number",
    indonesian: Text {
        message: "\"{angka}\" bukan angka yang jelas.",
        help: "Pakai paling banyak satu koma untuk desimal, dan titik hanya untuk memisahkan tiap tiga digit \
                   ribuan, misalnya 1.234,5.",
        why: "Dua tanda desimal, atau kelompok ribuan yang tidak tiga digit, dapat dibaca sebagai beberapa angka \
                  yang berbeda. Angkanya tidak ditebak.",
    },
    english: Text {
        message: "\"{angka}\" is not a clear number.",
        help: "Use at most one comma for decimals, and points only between groups of three digits, for example \
                   1.234,5.",
        why: "Two decimal marks, or groups of thousands that are not three digits long, can be read as several \
                  different numbers. None is guessed.",
    },
};

pub(in crate::error) const BAD_CANONICAL: Entry = Entry {
    name: "bad-canonical",
    indonesian: Text {
        message: "Bacaan kanonik ini tidak dapat dibaca mulai dari: {dekat}",
        help: "Nama ditulis dalam tanda kutip, operatornya + - * / ^, desimal memakai koma: \"Jumlah A\" / \
                   \"Jumlah B\" * 100%.",
        why: "Bacaan kanonik adalah bahasa yang setiap tandanya hanya punya satu arti, jadi di dalamnya tidak \
                  ada yang diperbaiki diam-diam.",
    },
    english: Text {
        message: "The canonical reading cannot be read from here on: {dekat}",
        help: "Names stand in quotes, operators are + - * / ^, decimals have a comma: \"Jumlah A\" / \"Jumlah \
                   B\" * 100%.",
        why: "The canonical reading is a language in which every sign has one meaning, so nothing in it is \
                  mended in silence.",
    },
};

pub(in crate::error) const SPREADSHEET_ERROR: Entry = Entry {
    name: "spreadsheet-error",
    indonesian: Text {
        message: "\"{teks}\" adalah pesan kesalahan dari lembar kerja (Excel), bukan rumus atau angka.",
        help: "Buka berkas asalnya, cari sel yang menampilkan {teks}, lalu tulis rumus atau nama besaran yang \
                   dimaksud di sini.",
        why: "Excel menampilkan pesan itu bila selnya gagal dihitung, misalnya karena pembaginya nol. Nilai yang \
                  seharusnya ada di sana tidak ikut tersalin.",
    },
    english: Text {
        message: "\"{teks}\" is an error value of a spreadsheet (Excel), not a formula or a number.",
        help: "Open the original file, find the cell that shows {teks}, and write here the formula or quantity \
                   that was meant.",
        why: "Excel shows that value where a cell could not be computed, for example because its divisor is \
                  zero. What should have stood there was not copied.",
    },
};

pub(in crate::error) const CELL_REFERENCE: Entry = Entry {
    name: "cell-reference",
    indonesian: Text {
        message: "\"{teks}\" menunjuk sel lembar kerja (Excel); isi sel itu tidak diketahui di sini.",
        help: "Ganti alamat sel dengan nama besarannya, misalnya: Jumlah desa yang melapor / Jumlah desa * 100%.",
        why: "Alamat seperti B2 hanya berarti di berkas asalnya. Rumus indikator harus menyebut besarannya \
                  supaya orang lain dapat memeriksa dan menghitungnya kembali.",
    },
    english: Text {
        message: "\"{teks}\" points at cells of a spreadsheet (Excel); what they hold is not known here.",
        help: "Put the names of the quantities in place of the cells, for example: Jumlah desa yang melapor / \
                   Jumlah desa * 100%.",
        why: "An address such as B2 means something in its own file alone. The formula of an indicator must name \
                  its quantities so that others can check and compute it again.",
    },
};

pub(in crate::error) const SEVERAL_FORMULAS: Entry = Entry {
    name: "several-formulas",
    indonesian: Text {
        message: "Teks ini berisi {banyak} rumus, padahal satu yang diharapkan.",
        help: "Pisahkan menjadi satu rumus per sel, atau pilih salah satunya.",
        why: "Satu indikator punya satu rumus. Kalau ada beberapa, tidak jelas angka mana yang dilaporkan.",
    },
    english: Text {
        message: "This text holds {banyak} formulas where one is wanted.",
        help: "Part them into one formula a cell, or pick one of them.",
        why: "An indicator has one formula. With several, nothing says which figure is reported.",
    },
};

pub(in crate::error) const LAYOUT_LOST: Entry = Entry {
    name: "layout-lost",
    indonesian: Text {
        message: "Susunan rumusnya hilang: beberapa pecahan berjajar dalam baris yang sama.",
        help: "Tulis rumusnya dalam satu baris, misalnya (A / B) x 100%.",
        why: "Rumus yang digambar dengan pembilang di atas penyebut kehilangan garisnya saat disalin. Kalau ada \
                  beberapa pecahan, tidak dapat dipastikan lagi baris mana milik pecahan mana.",
    },
    english: Text {
        message: "The layout of the formula is lost: several fractions stand side by side on the same lines.",
        help: "Write the formula on one line, for example (A / B) x 100%.",
        why: "A formula drawn with a numerator above a denominator loses its bars when it is copied. With \
                  several fractions, nothing says any more which line belongs to which.",
    },
};
