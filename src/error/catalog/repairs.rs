//! What the reader mended or was in doubt about.

use super::{Entry, Text};

pub(in crate::error) const MISSPELT_WORD: Entry = Entry {
    name: "misspelt-word",
    indonesian: Text {
        message: "\"{tertulis}\" dibaca sebagai \"{mirip}\".",
        help: "Tulis \"{mirip}\" kalau itu yang dimaksud; kalau \"{tertulis}\" bagian dari nama, beri tanda \
                   kutip pada namanya.",
        why: "Kata ini hampir sama dengan kata hitungan. Kalau tidak dibaca begitu, kata ini akan menyatu dengan nama besaran \
                  di sampingnya, dan hitungannya hilang.",
    },
    english: Text {
        message: "\"{tertulis}\" was read as \"{mirip}\".",
        help: "Write \"{mirip}\" if that is meant; if \"{tertulis}\" is part of a name, put the name in quotes.",
        why: "This word is nearly a word of arithmetic. If it were not read as one, it would become part of the name beside it, \
                  and the arithmetic would be lost.",
    },
};

pub(in crate::error) const MISSPELT_NAME: Entry = Entry {
    name: "misspelt-name",
    indonesian: Text {
        message: "\"{tertulis}\" di dalam nama mirip \"{mirip}\"; namanya dibaca seperti tertulis.",
        help: "Tulis \"{mirip}\" kalau itu yang dimaksud.",
        why: "Nama dicocokkan dengan data seperti tertulis. Satu huruf yang berbeda membuat nilainya tidak \
                  ditemukan.",
    },
    english: Text {
        message: "\"{tertulis}\" in a name is near to \"{mirip}\"; the name was read as it is written.",
        help: "Write \"{mirip}\" if that is meant.",
        why: "Names are looked up in the data as they are written. One letter that differs, and the value is not \
                  found.",
    },
};

pub(in crate::error) const DOUBLED_SIGN: Entry = Entry {
    name: "doubled-sign",
    indonesian: Text {
        message: "Tanda \"{tanda}\" tertulis dua kali; dibaca satu kali.",
        help: "Hapus salah satu tanda \"{tanda}\".",
        why: "Dua tanda persen dapat juga berarti per sepuluh ribu, tetapi hampir selalu salah ketik.",
    },
    english: Text {
        message: "The sign \"{tanda}\" is written twice; it was read once.",
        help: "Remove one of the signs \"{tanda}\".",
        why: "Two percent signs could also mean in ten thousand, but they nearly always are a slip.",
    },
};

pub(in crate::error) const PERCENT_MOVED: Entry = Entry {
    name: "percent-moved",
    indonesian: Text {
        message: "\"{tertulis}\" dibaca sebagai pembagian yang dikali {persen}.",
        help: "Tulis pembagiannya dulu, lalu dikali {persen}: A dibagi B x {persen}.",
        why: "Menurut urutannya, persen di sini menjadi pembagi atau pengali besaran pertama saja, dan tidak ada operator \
                  sebelum besaran kedua. Yang dimaksud hampir selalu A dibagi B x 100%.",
    },
    english: Text {
        message: "\"{tertulis}\" was read as a division that is then multiplied by {persen}.",
        help: "Write the division first, then multiply by {persen}: A dibagi B x {persen}.",
        why: "As written, the percentage would divide or multiply the first quantity alone, and no operator \
                  stands before the second one. What is meant nearly always is A dibagi B x 100%.",
    },
};

pub(in crate::error) const LOST_OPERATOR: Entry = Entry {
    name: "lost-operator",
    indonesian: Text {
        message: "Tidak ada operator antara \"{kiri}\" dan \"{kanan}\"; dibaca sebagai {dibaca}.",
        help: "Tulis operatornya: {dibaca}, atau yang lain kalau itu yang dimaksud.",
        why: "Garis pecahan dan tanda kurang sering hilang saat rumus disalin. Bentuk kedua besarannya menunjukkan tanda \
              mana yang hilang, tetapi tidak dengan pasti.",
    },
    english: Text {
        message: "There is no operator between \"{kiri}\" and \"{kanan}\"; it was read as {dibaca}.",
        help: "Write the operator: {dibaca}, or another one if that is meant.",
        why: "Fraction bars and minus signs are often lost when a formula is copied. The shape of both quantities shows \
              which sign is gone, but not for certain.",
    },
};

pub(in crate::error) const MISSING_TIMES: Entry = Entry {
    name: "missing-times",
    indonesian: Text {
        message: "Di depan \"{angka}\" tidak ada tanda kali; dibaca sebagai dikali {angka}.",
        help: "Tulis x atau dikali di depan \"{angka}\".",
        why: "Persen di belakang sebuah pembagian hampir selalu pengalinya, tetapi dapat juga bagian dari nama.",
    },
    english: Text {
        message: "There is no sign of multiplication before \"{angka}\"; it was read as multiplied by {angka}.",
        help: "Write x or dikali before \"{angka}\".",
        why: "A percentage behind a division nearly always multiplies it, but it could be part of a name as well.",
    },
};

pub(in crate::error) const FRACTION_BY_LINES: Entry = Entry {
    name: "fraction-by-lines",
    indonesian: Text {
        message: "Baris-baris ini dibaca sebagai pecahan: yang di atas dibagi yang di bawah.",
        help: "Tulis pembagiannya dengan kata dibagi atau tanda /.",
        why: "Garis pecahan sering hilang saat rumus disalin dari dokumen. Susunan barisnya masih menunjukkan \
                  pembagian, tetapi tidak dengan pasti.",
    },
    english: Text {
        message: "These lines were read as a fraction: what is above divided by what is below.",
        help: "Write the division with the word dibagi or the sign /.",
        why: "Fraction bars are often lost when a formula is copied from a document. The lines still show a \
                  division, but not for certain.",
    },
};

pub(in crate::error) const MISSING_BRACKET: Entry = Entry {
    name: "missing-bracket",
    indonesian: Text {
        message: "Bagian di depan pembagi dibaca sebagai satu pembilang, {saran}, walaupun kurungnya tidak ditulis.",
        help: "Tulis kurungnya: {saran}. Kalau hanya besaran terakhir yang dibagi, kurung ditulis di situ, misalnya A + (B / C).",
        why: "Tanpa kurung, pembagian dihitung lebih dulu, jadi hanya besaran terakhir yang dibagi. Sebuah jumlah desa \
                  ditambah atau dikurangi sebuah persentase hampir tidak pernah dimaksud.",
    },
    english: Text {
        message: "What stands before the division was read as one numerator, {saran}, although its brackets are not written.",
        help: "Write the brackets: {saran}. If only the last quantity is divided, put brackets there, for example A + (B / C).",
        why: "Without brackets the division comes first, so only the last quantity is divided. A number of villages plus or \
                  minus a percentage is hardly ever meant.",
    },
};

pub(in crate::error) const AMBIGUOUS_NUMBER: Entry = Entry {
    name: "ambiguous-number",
    indonesian: Text {
        message: "\"{angka}\" dibaca {dibaca}. Titik atau koma di depan tiga digit dapat memisahkan ribuan, dapat juga \
                      menandai desimal; nol di depan dapat berarti komanya hilang.",
        help: "Tulis ribuan tanpa titik (100000), dan desimal dengan koma yang tidak diikuti tepat tiga digit (0,5 atau 1,2340).",
        why: "Dokumen Indonesia memisahkan ribuan dengan titik dan desimal dengan koma, dokumen Inggris sebaliknya; kalau \
                  tertukar, angkanya meleset seribu kali.",
    },
    english: Text {
        message: "\"{angka}\" was read as {dibaca}, in Indonesian digits. A point or comma before three digits can part \
                      thousands or mark decimals; a leading zero can mean that its comma is lost.",
        help: "Write thousands without a point (100000), and decimals with a comma that exactly three digits do not follow (0,5 or 1,2340).",
        why: "Indonesian documents part thousands with points and decimals with a comma, English ones the other way round; \
                  taken for each other, the figure is off a thousand times.",
    },
};

pub(in crate::error) const RATE_BASE: Entry = Entry {
    name: "rate-base",
    indonesian: Text {
        message: "\"{nama}\" dibaca sebagai nama satu besaran; kalau maksudnya per {angka} {benda}, tulis: \
                      dibagi {benda} dikali {angka}.",
        help: "Tulis pembagiannya dan pengalinya secara terpisah.",
        why: "Angka bulat di depan penyebut biasanya pengali, seperti pada angka per 100.000 perempuan, tetapi dapat juga \
                  banyaknya.",
    },
    english: Text {
        message: "\"{nama}\" was read as the name of one quantity; if a rate per {angka} {benda} is meant, \
                      write: dibagi {benda} dikali {angka}.",
        help: "Write the division and the factor apart.",
        why: "A round number before a denominator most often is the factor of a rate, but it could be a count as \
                  well.",
    },
};

pub(in crate::error) const ONLY_NUMBERS: Entry = Entry {
    name: "only-numbers",
    indonesian: Text {
        message: "Teks ini hanya berisi angka (\"{angka}\"), tanpa nama besaran; hasilnya akan selalu sama.",
        help: "Tulis rumusnya, misalnya: Jumlah desa yang melapor dibagi Jumlah desa x 100%. Target dan hasil \
                   ditulis di kolom lain.",
        why: "Rumus indikator menyebut besaran yang diukur. Angka saja biasanya target, hasil, atau sisa rumus \
                  yang terpotong.",
    },
    english: Text {
        message: "This text holds only numbers (\"{angka}\") and no quantity; the result would always be the same.",
        help: "Write the formula, for example: Jumlah desa yang melapor dibagi Jumlah desa x 100%. Targets and \
                   results belong in other columns.",
        why: "The formula of an indicator names what is measured. A number alone most often is a target, a \
                  result, or the rest of a formula that was cut off.",
    },
};

pub(in crate::error) const RESULT_DIFFERS: Entry = Entry {
    name: "result-differs",
    indonesian: Text {
        message: "Hasil yang tertulis, {tertulis}, tidak sama dengan hitungannya, yaitu {hitungan}.",
        help: "Periksa angka dan tandanya: mungkin ada persen, kurung, atau pembagian yang hilang, atau hasilnya salah ketik.",
        why: "Rumus yang dihitung dengan angkanya sendiri harus memberi hasil yang tertulis. Kalau tidak, rumusnya terbaca lain \
                  dari maksudnya, atau dokumennya salah hitung.",
    },
    english: Text {
        message: "The stated result, {tertulis}, is not what the numbers before it give, which is {hitungan}.",
        help: "Check the numbers and signs: a percent sign, a bracket or a division may be lost, or the result mistyped.",
        why: "A formula worked out with its own numbers must give the result that it states. Where it does not, it was read \
                  otherwise than meant, or the document is wrong.",
    },
};

pub(in crate::error) const ONE_QUANTITY: Entry = Entry {
    name: "one-quantity",
    indonesian: Text {
        message: "Teks ini tidak berisi operasi hitung; seluruhnya dibaca sebagai nama satu besaran.",
        help: "Kalau memang satu jumlah, tidak ada yang perlu diubah. Kalau maksudnya rumus, tulis operasinya (dibagi, dikali, \
                   ditambah, dikurangi); kalau maksudnya penjelasan, tulis di kolom lain.",
        why: "Banyak indikator memang hanya satu jumlah. Tetapi kalimat penjelasan akan tampak sama, dan tidak \
                  pernah punya nilai.",
    },
    english: Text {
        message: "This text holds no arithmetic; the whole of it was read as the name of one quantity.",
        help: "If it is one count, nothing needs to change. If a formula is meant, write its operation (dibagi, dikali, \
                   ditambah, dikurangi); if an explanation, put it into another column.",
        why: "Many indicators are but one count. An explanation would look the same, though, and never has a \
                  value.",
    },
};

pub(in crate::error) const NOTHING_DIVIDED: Entry = Entry {
    name: "nothing-divided",
    indonesian: Text {
        message: "\"{nama}\" dikali {skala} tanpa dibagi apa pun; penyebutnya mungkin hilang.",
        help: "Tulis penyebutnya: dibagi Jumlah ... dikali 100%. Kalau besaran itu sudah berupa rasio, sebut begitu di namanya: Rasio ...",
        why: "Banyaknya sesuatu yang dikali 100 persen atau 1.000 bukan persentase atau angka; tanda bagi atau penyebutnya sering hilang saat disalin.",
    },
    english: Text {
        message: "\"{nama}\" is multiplied by {skala} although nothing divides it; its denominator may be missing.",
        help: "Write the denominator: dibagi Jumlah ... dikali 100%. If the quantity is a ratio already, say so in its name: Rasio ...",
        why: "A count times 100 percent or 1,000 is no percentage or rate; the sign of division or the denominator is often lost in copying.",
    },
};

pub(in crate::error) const ODD_NAME: Entry = Entry {
    name: "odd-name",
    indonesian: Text {
        message: "\"{nama}\" dibaca sebagai satu nama, tetapi {kenapa}; mungkin ada operasi yang tidak terbaca \
                      di dalamnya.",
        help: "Kalau ada operasi di dalamnya, tulis dengan kata dibagi, dikali, ditambah atau dikurangi. Kalau memang satu nama, rapikan tandanya atau beri tanda kutip.",
        why: "Operator yang tidak dikenali membuat dua besaran menyatu menjadi satu nama, dan hitungannya hilang.",
    },
    english: Text {
        message: "\"{nama}\" was read as one name, but {why}; an operation inside it may have been missed.",
        help: "If it holds an operation, write it as dibagi, dikali, ditambah or dikurangi. If it is one name, tidy its signs or put it in quotes.",
        why: "An operator that is not recognised makes one name of two quantities, and the arithmetic is lost.",
    },
};

pub(in crate::error) const COMPARISON: Entry = Entry {
    name: "comparison",
    indonesian: Text {
        message: "\"membandingkan\" dibaca sebagai pembagian; dapat juga hanya berarti melihat perbedaannya.",
        help: "Kalau maksudnya rasio, tulis dibagi; kalau bukan rumus, tulis penjelasannya di kolom lain.",
        why: "Membandingkan dua angka dapat berarti rasio, selisih, atau sekadar menilai mana yang lebih besar.",
    },
    english: Text {
        message: "\"membandingkan\" was read as a division; it may only mean looking at the difference.",
        help: "If a ratio is meant, write dibagi; if it is no formula, put the explanation into another column.",
        why: "Comparing two figures can mean a ratio, a difference, or only seeing which is larger.",
    },
};

pub(in crate::error) const EXPONENT_LOST: Entry = Entry {
    name: "exponent-lost",
    indonesian: Text {
        message: "\"{tanda}\" di sini dibaca sebagai {dibaca}; mungkin maksudnya {lain}.",
        help: "Tulis pangkat dengan tanda ^ dan kurung, misalnya ^ (1/n) atau ^ -1; tulis pengurangan dengan spasi, \
               - 1; tulis akar dengan kurung, √(A x B).",
        why: "Angka pangkat yang dicetak kecil menjadi angka biasa saat disalin.",
    },
    english: Text {
        message: "\"{tanda}\" was read here as {read}; {other} may be meant.",
        help: "Write a power with ^ and brackets, as in ^ (1/n) or ^ -1; a subtraction with blanks, - 1; a root with \
               brackets, √(A x B).",
        why: "An exponent in small print becomes plain text when it is copied.",
    },
};

pub(in crate::error) const IGNORED_TEXT: Entry = Entry {
    name: "ignored-text",
    indonesian: Text {
        message: "\"{bagian}\" tidak ikut dibaca, padahal tampak seperti bagian rumus.",
        help: "Tulis rumusnya sebagai satu kalimat, dan penjelasannya di kolom lain.",
        why: "Kalimat di belakang rumus biasanya keterangan. Yang ini berisi tanda atau kata yang dapat berarti \
                  hitungan.",
    },
    english: Text {
        message: "\"{bagian}\" was not read although it looks like a part of the formula.",
        help: "Write the formula as one sentence, and explanations in another column.",
        why: "Sentences behind a formula usually are remarks. This one holds signs or words that could be \
                  arithmetic.",
    },
};

pub(in crate::error) const REMARK: Entry = Entry {
    name: "remark",
    indonesian: Text {
        message: "Bagian ini dibaca sebagai keterangan di samping rumus, bukan bagian rumusnya.",
        help: "Kalau bagian ini ikut dihitung, tulis operasinya; kalau tidak, keterangan ditulis di kolom lain.",
        why: "Masa, catatan kaki dan alamat web sering ditulis di belakang rumus. Semuanya tidak mengubah hitungan.",
    },
    english: Text {
        message: "This part was read as a remark beside the formula, not as part of it.",
        help: "If this part counts, write its operation; if not, remarks belong in another column.",
        why: "Periods, footnotes and web addresses often stand behind a formula. None of them changes the arithmetic.",
    },
};

pub(in crate::error) const AMBIGUOUS_PART: Entry = Entry {
    name: "ambiguous-part",
    indonesian: Text {
        message: "Kata \"{kata}\" di sini dibaca sebagai bagian nama, tetapi dapat juga memisahkan dua besaran.",
        help: "Kalau yang dimaksud pembagian, tulis A dibagi B. Kalau \"{kata}\" bagian dari nama, beri tanda kutip pada namanya.",
        why: "\"dengan\", \"terhadap\" dan \"dan\" memisahkan dua besaran, tetapi juga sering menjadi bagian \
                  nama.",
    },
    english: Text {
        message: "The word \"{kata}\" here was read as part of a name, but it could part the two quantities as well.",
        help: "If a division is meant, write A dibagi B. If \"{kata}\" is part of a name, put that name in quotes.",
        why: "\"dengan\", \"terhadap\" and \"dan\" part two quantities, but they often belong to a name as well.",
    },
};

pub(in crate::error) const AMBIGUOUS_SIGN: Entry = Entry {
    name: "ambiguous-sign",
    indonesian: Text {
        message: "Tanda \"{tanda}\" dibaca sebagai {peran}, tetapi dapat juga dibaca sebagai {peran_lain}.",
        help: "Kalau maksudnya menghitung, tulis dengan kata: dibagi, dikali atau dikurangi. Kalau bagian dari nama, beri tanda \
                   kutip pada namanya.",
        why: "Tanda yang sama dapat menghitung atau menjadi bagian nama: / membagi dan juga berarti \"atau\", - \
                  mengurangi dan juga menyambung kata, x mengali dan juga sebuah lambang.",
    },
    english: Text {
        message: "The sign \"{tanda}\" was read as {role}, but it could also be {other_role}.",
        help: "If it computes, write it as a word: dibagi, dikali or dikurangi. If it is part of a name, put that name in quotes.",
        why: "The same sign can compute or belong to a name: / divides and also says \"or\", - subtracts and \
                  also joins words, x multiplies and is also a symbol.",
    },
};
