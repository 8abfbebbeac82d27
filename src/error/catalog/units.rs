//! Units that contradict each other.

use super::{Entry, Text};

pub(in crate::error) const UNIT_CLASH: Entry = Entry {
    name: "unit-clash",
    indonesian: Text {
        message: "\"{kiri}\" bersatuan {satuan_kiri}, sedangkan \"{kanan}\" bersatuan {satuan_kanan}; keduanya \
                      tidak dapat {operasi}.",
        help: "Samakan satuannya, atau bagi yang satu dengan yang lain. Kalau satuannya salah dikenali, nyatakan satuan besaran itu.",
        why: "Menjumlahkan desa dengan rupiah memberi angka yang tidak berarti. Pembagian dan perkalian boleh \
                  berbeda satuan, penjumlahan, pengurangan dan perbandingan tidak.",
    },
    english: Text {
        message: "\"{kiri}\" is in {satuan_kiri} while \"{kanan}\" is in {satuan_kanan}; they cannot be \
                      {operation}.",
        help: "Bring both to one unit, or divide one by the other. If a unit was taken wrongly, declare the unit of that quantity.",
        why: "Adding villages to rupiah gives a figure without meaning. Units may differ in a division or a \
                  product, not in a sum, a difference or a comparison.",
    },
};

pub(in crate::error) const DECLARED_UNIT_CLASH: Entry = Entry {
    name: "declared-unit-clash",
    indonesian: Text {
        message: "Satuannya dinyatakan {satuan}, tetapi rumus \"{rumus}\" menghasilkan {satuan_rumus}.",
        help: "Perbaiki satuannya, atau rumusnya: pembagian yang hilang sering menjadi sebabnya.",
        why: "Satuan di dokumen dan hasil rumus harus sama. Kalau tidak, salah satunya keliru, dan angkanya \
                  dapat terbaca seratus kali terlalu besar atau sebagai besaran lain.",
    },
    english: Text {
        message: "The unit is declared as {satuan}, but the formula \"{rumus}\" gives {satuan_rumus}.",
        help: "Correct the unit, or the formula: a division that was left out is often the cause.",
        why: "The unit of the document and the result of the formula must agree. Where they do not, one of them \
                  is wrong, and the figure could be read as a hundred times too large or as another quantity.",
    },
};

pub(in crate::error) const PERCENT_TWICE: Entry = Entry {
    name: "percent-twice",
    indonesian: Text {
        message: "Faktor 100 tertulis dua kali, sehingga persennya meleset seratus kali.",
        help: "Tulis salah satu saja: x 100% atau x 100.",
        why: "Persen sudah berarti per seratus. Dikali 100 lagi, 93,51% menjadi 9.351%.",
    },
    english: Text {
        message: "The factor of 100 is written twice, so the percentage would be off by a hundred times.",
        help: "Write only one of them: x 100% or x 100.",
        why: "Percent already means in a hundred. Multiplied by 100 again, 93.51% becomes 9,351%.",
    },
};

pub(in crate::error) const BAD_UNIT: Entry = Entry {
    name: "bad-unit",
    indonesian: Text {
        message: "Satuan \"{satuan}\" tidak dapat dibaca.",
        help: "Tulis satuan yang dikenal, misalnya persen, desa, orang, rupiah, per 100.000 perempuan.",
        why: "Satuan dipakai untuk memeriksa rumus, jadi isinya harus satu satuan, bukan kalimat.",
    },
    english: Text {
        message: "The unit \"{satuan}\" cannot be read.",
        help: "Write a known unit, for example persen, desa, orang, rupiah, per 100.000 perempuan.",
        why: "Units are what formulas are checked by, so the field must hold one unit, not a sentence.",
    },
};

pub(in crate::error) const NUMBER_BESIDE_PERCENT: Entry = Entry {
    name: "number-beside-percent",
    indonesian: Text {
        message: "Angka {angka} berdiri di samping persen; dihitung sebagai angka biasa, tetapi mungkin \
                      maksudnya {angka}%.",
        help: "Tulis {angka}% bila yang dimaksud persen; hanya 1 (yaitu 100%) yang boleh ditulis tanpa tanda \
                   persen.",
        why: "Persen adalah bilangan per seratus: 100 - 93% adalah 99,07, sedangkan 100% - 93% adalah 7%.",
    },
    english: Text {
        message: "The number {angka} stands beside a percentage; it was taken as a plain number, but {angka}% \
                      may be meant.",
        help: "Write {angka}% if a percentage is meant; only 1 (that is 100%) may stand without the sign.",
        why: "A percentage is a number of hundredths: 100 - 93% is 99.07, while 100% - 93% is 7%.",
    },
};

pub(in crate::error) const PERCENT_ASSUMED: Entry = Entry {
    name: "percent-assumed",
    indonesian: Text {
        message: "\"{nama}\" berdiri di samping persen, jadi dihitung sebagai persen: isi 50 berarti 50%.",
        help: "Kalau \"{nama}\" bukan persen, bagi dahulu dengan penyebutnya, atau nyatakan satuannya; isi boleh juga \
                   ditulis dengan tandanya, 50%.",
        why: "Yang ditambahkan pada atau dikurangkan dari sebuah persen harus persen juga. Tanpa satuan yang dinyatakan, \
                  itu disimpulkan dari rumusnya.",
    },
    english: Text {
        message: "\"{nama}\" stands beside a percentage, so it is taken in percent: a value of 50 means 50%.",
        help: "If \"{nama}\" is no percentage, divide it by its denominator first, or declare its unit; the value can also \
                   be written with its sign, 50%.",
        why: "What is added to a percentage or taken from it has to be a percentage. Where no unit is declared, that is \
                  concluded from the formula.",
    },
};
