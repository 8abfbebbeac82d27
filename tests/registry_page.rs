//! The registry file in `docs/registri.md` is read, computed and audited as the page says.

#![cfg(feature = "registry")]

use rumusan::{Dataset, Registry};

const PAGE: &str = include_str!("../docs/registri.md");

fn example() -> &'static str {
    let (_, after) = PAGE.split_once("```toml\n").expect("the page has an example");
    after.split_once("```").expect("the example ends").0
}

#[test]
fn the_example_is_a_registry() {
    let registry = Registry::from_toml("registri.md", example()).expect("the example can be read");
    assert_eq!(registry.all().len(), 5);
    assert_eq!(registry.by_program("administrasi-desa").count(), 5);
    let data = Dataset::new().with("Jumlah desa tepat waktu", 144).with("Jumlah desa layak anak", 77);
    let data = data.with("Jumlah desa", 154).with("Jumlah kampung siaga yang dibentuk", 6);
    let figures: Vec<String> = registry
        .all()
        .iter()
        .map(|one| one.evaluate(&data).map_or_else(|why| why.code().to_string(), |value| value.to_string()))
        .collect();
    assert_eq!(figures, ["93,51%", "50%", "6 kampung", "unknown-name", "no-reading"]);
}

/// Every field that a file can have is shown: the example written out again has the same keys.
#[test]
fn the_example_shows_every_field() {
    let written = Registry::from_toml("registri.md", example()).expect("the example can be read").to_toml();
    for field in [
        "n",
        "id",
        "jenjang",
        "induk",
        "nama",
        "makna",
        "alasan",
        "rumus",
        "ket",
        "sumber_referensi",
        "sumber_data",
        "penanggung_jawab",
        "bacaan",
        "alasan_bacaan",
        "tanpa_bacaan",
        "asumsi",
        "eksternal",
        "satuan",
        "satuan_dari",
        "arah",
        "catatan",
        "definisi",
        "ejaan_lain",
    ] {
        assert!(written.lines().any(|line| line.starts_with(&format!("{field} = "))), "{field}");
    }
    assert!(written.contains("diterima") && written.contains(".data]"));
}
