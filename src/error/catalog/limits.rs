//! Limits that protect the reader from texts that no person writes.

use super::{Entry, Text};

pub(in crate::error) const TEXT_TOO_LONG: Entry = Entry {
    name: "text-too-long",
    indonesian: Text {
        message: "Teksnya terlalu panjang: {panjang} byte, sedangkan batasnya {batas} byte.",
        help: "Salin hanya sel yang berisi rumus. Kalau teksnya memang sepanjang itu, naikkan batas `bytes`.",
        why: "Rumus datang dari siapa saja, dan teks yang sangat panjang dapat menghentikan sistem yang \
                  membacanya.",
    },
    english: Text {
        message: "The text is too long: it has {panjang} bytes, and the limit is {batas}.",
        help: "Copy only the cell that holds the formula. If the text really is that long, raise the limit \
                   `bytes`.",
        why: "Formulas come from anybody, and a very long text could bring down the system that reads it.",
    },
};

pub(in crate::error) const TOO_DEEP: Entry = Entry {
    name: "too-deep",
    indonesian: Text {
        message: "Kurungnya bersarang terlalu dalam; batasnya {batas} lapis.",
        help: "Pecah rumusnya dengan definisi, misalnya: A / B x 100%, Ket : A = ..., atau naikkan batas `depth`.",
        why: "Setiap lapis kurung memakai tempat di memori. Rumus dokumen jarang punya lebih dari lima lapis.",
    },
    english: Text {
        message: "The brackets are nested too deeply; the limit is {batas}.",
        help: "Part the formula with definitions, for example: A / B x 100%, Ket : A = ..., or raise the limit \
                   `depth`.",
        why: "Every level of brackets takes memory. Formulas of documents seldom have more than five levels.",
    },
};

pub(in crate::error) const TOO_MANY_TERMS: Entry = Entry {
    name: "too-many-terms",
    indonesian: Text {
        message: "Rumusnya punya lebih dari {batas} suku.",
        help: "Pakai jumlah(...) atas baris data, atau naikkan batas `terms`.",
        why: "Penjumlahan sepanjang itu biasanya satu kolom data yang ditulis satu per satu.",
    },
    english: Text {
        message: "The formula has more than {batas} terms.",
        help: "Use jumlah(...) over rows of data, or raise the limit `terms`.",
        why: "A sum of that length most often is one column of data, written out one by one.",
    },
};

pub(in crate::error) const NUMBER_TOO_LONG: Entry = Entry {
    name: "number-too-long",
    indonesian: Text {
        message: "Ada angka dengan lebih dari {batas} digit.",
        help: "Periksa angka itu; kalau memang benar, naikkan batas `digits`.",
        why: "Angka dihitung persis, tanpa dibulatkan, jadi angka yang sangat panjang memakan waktu dan memori.",
    },
    english: Text {
        message: "A number has more than {batas} digits.",
        help: "Check that number; if it is right, raise the limit `digits`.",
        why: "Numbers are computed exactly, without rounding, so a very long one takes time and memory.",
    },
};
