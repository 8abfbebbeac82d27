//! The prompt: what it answers to each line.

#![cfg(feature = "csv")]

#[path = "../examples/repl/session.rs"]
mod session;

use session::{Action, Session};

fn conversation(session: &mut Session, lines: &[&str]) -> String {
    let answer = |line: &&str| match session.answer(line) {
        Action::Show(text) => format!("> {line}\n{text}"),
        other => format!("> {line}\n{other:?}"),
    };
    lines.iter().map(answer).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_conversation() {
    assert!(Session::greeting().contains(":bantuan"));
    let mut session = Session::new();
    insta::assert_snapshot!(conversation(
        &mut session,
        &[
            ":daftar",
            ":isi Jumlah desa yang melapor = 144",
            ":isi Jumlah desa = 154",
            "Jumlah desa yang melapor / Jumlah desa x 100%",
            ":jelaskan",
            "Jumlah desa maju / Jumlah desa",
            ":isi Jumlah penduduk = 1.234.567",
            ":isi Jumlah penduduk = banyak",
            "Jumlah desa + Jumlah penduduk",
            ":satuan %",
            "Jumlah desa yang melapor : Jumlah desa",
            ":satuan",
            ":daftar",
            "Jumlah desa dibagi",
            ":jelas",
            ":muat data/contoh.csv",
            ":keluar",
        ]
    ));
}

#[test]
fn a_file_is_loaded_from_its_bytes() {
    let mut session = Session::new();
    insta::assert_snapshot!(
        session.load("contoh.csv", b"nama;nilai\nJumlah desa;154\nKepadatan;1.234\nJumlah penduduk;1.234\n")
    );
    insta::assert_snapshot!(session.load("rusak.csv", b"A,1\nB,1,5\n"));
    insta::assert_snapshot!(conversation(&mut session, &["Jumlah penduduk / Jumlah desa", ":bantuan"]));
}
