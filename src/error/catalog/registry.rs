//! Registry files.

use super::{Entry, Text};

pub(in crate::error) const BAD_TOML: Entry = Entry {
    name: "bad-toml",
    indonesian: Text {
        message: "{berkas}: baris {baris} bukan TOML yang benar, di sekitar: {dekat}",
        help: "Periksa tanda kutip, kurung siku dan tanda sama dengan di baris itu.",
        why: "Berkas registri ditulis dalam TOML: satu kolom per baris, teksnya dalam tanda kutip.",
    },
    english: Text {
        message: "{berkas}: line {baris} is not correct TOML, near: {dekat}",
        help: "Check the quotes, brackets and equals signs on that line.",
        why: "Registry files are TOML: one field a line, texts in quotes.",
    },
};

pub(in crate::error) const MISSING_FIELD: Entry = Entry {
    name: "missing-field",
    indonesian: Text {
        message: "{berkas}, {entri}: kolom `{kolom}` belum diisi.",
        help: "Tambahkan baris {kolom} = ... pada entri itu.",
        why: "Tanpa kolom ini indikatornya tidak dapat dihitung atau ditemukan.",
    },
    english: Text {
        message: "{berkas}, {entri}: the field `{kolom}` is missing.",
        help: "Add a line {kolom} = ... to that entry.",
        why: "Without this field the indicator cannot be computed or found.",
    },
};

pub(in crate::error) const UNKNOWN_FIELD: Entry = Entry {
    name: "unknown-field",
    indonesian: Text {
        message: "{berkas}, {entri}: kolom `{kolom}` tidak dikenal.{mirip}",
        help: "Periksa ejaannya; keterangan bebas dapat ditulis di `catatan`.",
        why: "Kolom yang salah eja akan terabaikan diam-diam, jadi ditolak.",
    },
    english: Text {
        message: "{berkas}, {entri}: the field `{kolom}` is not known.{near}",
        help: "Check its spelling; free remarks belong in `catatan`.",
        why: "A misspelt field would be ignored in silence, so it is refused.",
    },
};

pub(in crate::error) const BAD_FIELD: Entry = Entry {
    name: "bad-field",
    indonesian: Text {
        message: "{berkas}, {entri}, kolom `{kolom}`: {kenapa}.",
        help: "Perbaiki nilai kolom `{kolom}`; contoh isinya ada di docs/registri.md.",
        why: "Nilai kolom ini tidak sesuai dengan yang diperlukan untuk menghitung atau memeriksa indikatornya.",
    },
    english: Text {
        message: "{berkas}, {entri}, field `{kolom}`: {why}.",
        help: "Correct the value of the field `{kolom}`; docs/registri.md shows an example.",
        why: "The value of this field does not fit what computing or checking the indicator needs.",
    },
};

pub(in crate::error) const DUPLICATE_ENTRY: Entry = Entry {
    name: "duplicate-entry",
    indonesian: Text {
        message: "{berkas}, {entri}: {kolom} \"{nilai}\" dipakai dua kali, yang pertama di {lain}.",
        help: "Beri nilai yang berbeda, atau hapus salah satunya.",
        why: "Nilai ini menjadi penunjuk satu entri, jadi harus tunggal.",
    },
    english: Text {
        message: "{berkas}, {entri}: {kolom} \"{nilai}\" is used twice, first in {lain}.",
        help: "Give one of them another value, or remove one.",
        why: "This value points at one entry, so it must be its own.",
    },
};

pub(in crate::error) const UNKNOWN_REFERENCE: Entry = Entry {
    name: "unknown-reference",
    indonesian: Text {
        message: "{berkas}, {entri}, kolom `{kolom}`: \"{nilai}\" tidak ada.{mirip}",
        help: "Periksa ejaannya, atau tambahkan entri yang dimaksud.",
        why: "Kolom ini menunjuk entri lain; yang ditunjuk tidak ditemukan.",
    },
    english: Text {
        message: "{berkas}, {entri}, field `{kolom}`: there is no \"{nilai}\".{near}",
        help: "Check its spelling, or add the entry that is meant.",
        why: "This field points at another entry, which was not found.",
    },
};
