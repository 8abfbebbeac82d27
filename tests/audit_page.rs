//! `docs/audit.md` says what the rules of the audit say. `PERBARUI=1 cargo test --test audit_page` writes it anew.

#![cfg(feature = "registry")]

use rumusan::Language;
use rumusan::indicator::audit::Rule;
use std::fmt::Write as _;

const INTRODUCTION: &str = "\
# The audit

`Registry::audit()` says where the name, the unit and the formula of an indicator, or two rows of a registry, do not agree.
An error means that there is no figure, or that by the letter it is wrong; a warning that something contradicts itself; the
rest is information. A finding that was accepted stays silent: `diterima = [{ kode = \"shared-formula\", alasan = \"...\" }]`.

This page is written from the rules themselves.
";

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for rule in Rule::ALL {
        let (id, en) = (Language::Indonesian, Language::English);
        let _ = write!(page, "\n## {rule}\n\n{}\n\nExample: `{}`\n\n", rule.why(), rule.example().replace('\n', " "));
        let _ = writeln!(page, "- {}\n  *{}*", rule.message(id), rule.advice(id));
        let _ = writeln!(page, "- {}\n  *{}*", rule.message(en), rule.advice(en));
    }
    page
}

#[test]
fn the_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/audit.md");
    if std::env::var_os("PERBARUI").is_some() {
        std::fs::write(path, page()).expect("the page can be written");
    }
    let written = std::fs::read_to_string(path).expect("the page is part of the repository");
    assert_eq!(written.replace("\r\n", "\n"), page(), "PERBARUI=1 cargo test --test audit_page writes it anew");
}
