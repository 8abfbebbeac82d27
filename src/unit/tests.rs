use super::*;
use proptest::prelude::*;

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn spellings_of_one_unit_are_one_unit() {
    for (canonical, spellings) in [
        ("persen", vec!["%", "Persen", "persentase", "Prosentase", "prosen", "pct", "Persen (%)", "(%)", "persen."]),
        ("orang", vec!["Orang", "org", "Org.", "jiwa", "Jiwa"]),
        ("desa", vec!["Desa", " desa "]),
        ("kelurahan", vec!["kel.", "Kelurahan"]),
        ("desa/kelurahan", vec!["Desa/Kelurahan", "desa/kel", "desa / kelurahan", "kelurahan/desa"]),
        ("kasus", vec!["Kasus", "kejadian", "laporan kasus"]),
        ("kegiatan", vec!["Kegiatan", "Keg.", "rapat"]),
        ("kali", vec!["frekuensi"]),
        ("dokumen", vec!["Dokumen", "dok", "Dok.", "berkas"]),
        ("laporan", vec!["Laporan", "lap."]),
        ("rupiah", vec!["Rp", "Rp.", "Rupiah", "rupiah", "Rupiah (Rp)"]),
        ("juta rupiah", vec!["Rp juta", "Rp. juta", "Juta Rupiah", "juta rp"]),
        ("ribu rupiah", vec!["Rp 000", "(Rp 000)", "Rp.000", "ribu rupiah", "Rp ribu"]),
        ("miliar rupiah", vec!["Rp miliar", "Rp milyar", "Miliar Rupiah"]),
        ("indeks", vec!["Indeks", "index", "nilai", "skor", "angka"]),
        ("poin", vec!["Poin"]),
        ("persen poin", vec!["% poin", "poin persen"]),
        ("tanpa satuan", vec!["-", "tanpa satuan"]),
        ("rasio", vec!["Rasio", "ratio"]),
        ("permil", vec!["‰", "per mil", "Permil"]),
        (
            "per 1.000",
            vec!["per 1.000", "Per 1000", "per seribu".replace("seribu", "1 ribu").as_str(), "rasio per 1.000"],
        ),
        ("per 100.000 penduduk", vec!["per 100.000 penduduk", "per 100,000 penduduk", "Per 100 ribu penduduk"]),
        ("kasus per 100.000 penduduk", vec!["kasus/100.000 penduduk", "Kasus per 100.000 Penduduk"]),
        ("per 1.000 kelahiran hidup", vec!["per 1.000 kelahiran hidup", "per 1000 KH"]),
        ("km2", vec!["km²", "KM2", "Km2"]),
        ("ha", vec!["Ha", "hektar"]),
        ("orang per km2", vec!["orang/km2", "jiwa/km²", "orang per km2"]),
        ("rupiah per orang", vec!["Rp/orang", "rupiah per kapita"]),
        ("tahun", vec!["Th", "Thn", "tahun"]),
        ("BUMDes", vec!["BUMDes", "bumdes"]),
        ("ruang laktasi", vec!["Ruang Laktasi"]),
        ("ribu orang", vec!["ribu orang", "ribu jiwa"]),
    ] {
        for spelling in spellings {
            let read = unit(spelling);
            assert_eq!(read.canonical(), canonical, "{spelling}");
            assert_eq!(read, unit(canonical), "{spelling}");
            assert_eq!(read.to_string(), spelling.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

#[test]
fn texts_that_are_no_unit() {
    for text in ["", " ", "12 3", "per 7 orang", "desa + orang", "per 0 orang", &"x".repeat(500), "a/b/c/d;", "desa^x"]
    {
        assert!(Unit::parse(text).is_err(), "{text}: {:?}", Unit::parse(text));
    }
}

#[test]
fn a_stroke_divides_save_between_nouns_that_are_counted_together() {
    assert_eq!(unit("kabupaten/kota").dimension().exponents().len(), 1);
    assert_eq!(unit("orang/desa").dimension().exponents().len(), 2);
}

#[test]
fn every_factor_finds_its_own_partner() {
    let dimension = |text: &str| unit(text).dimension().clone();
    let (ours, theirs) = (dimension("BUMDes·ruang laktasi"), dimension("ruang laktasi·rupiah"));
    assert!(ours.is_alike(&theirs) && theirs.is_alike(&ours), "{ours} and {theirs}");
    let three = (dimension("BUMDes·Xyz·desa"), dimension("rupiah·BUMDes·kecamatan"));
    assert_eq!(three.0.is_alike(&three.1), three.1.is_alike(&three.0));
}

fn noun() -> impl Strategy<Value = Noun> {
    let nouns = ["desa", "korban", "perempuan", "rupiah", "tahun", "km2", "ruang laktasi", "BUMDes", "Xyz", "indeks"];
    prop::sample::select(nouns.to_vec()).prop_map(|text| Noun::new(text).unwrap())
}

fn dimension() -> impl Strategy<Value = Dimension> {
    prop::collection::vec((noun(), -3_i32..4), 0..4).prop_map(|parts| {
        parts.into_iter().fold(Dimension::default(), |all, (noun, own)| &all * &Dimension::of(noun).power(own))
    })
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        dimension().prop_map(Unit::of),
        (dimension(), 1_i64..7)
            .prop_map(|(dimension, power)| { Unit::rate(dimension, Number::from(10).checked_pow(power).unwrap()) }),
        prop::sample::select(vec![
            "persen",
            "persen poin",
            "permil",
            "poin",
            "rasio",
            "tanpa satuan",
            "juta rupiah",
            "indeks x 100"
        ])
        .prop_map(unit),
    ]
}

proptest! {
    #[test]
    fn dimensions_are_a_commutative_group(a in dimension(), b in dimension(), c in dimension()) {
        prop_assert_eq!(&a * &b, &b * &a);
        prop_assert_eq!(&(&a * &b) * &c, &a * &(&b * &c));
        prop_assert_eq!(&a * &Dimension::default(), a.clone());
        prop_assert!((&a * &a.inverse()).is_one());
        prop_assert_eq!(&a / &b, &a * &b.inverse());
        prop_assert_eq!(a.power(3), &(&a * &a) * &a);
        prop_assert_eq!(a.power(3).root(3), Some(a.clone()));
        prop_assert!(a.is_alike(&a));
        prop_assert_eq!(a.is_alike(&b), b.is_alike(&a));
    }

    #[test]
    fn a_printed_unit_reads_back(unit in any_unit()) {
        prop_assert_eq!(Unit::parse(&unit.canonical()).unwrap(), unit.clone());
        let json = serde_json::to_string(&unit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Unit>(&json).unwrap(), unit);
    }

    #[test]
    fn any_text_is_a_unit_or_an_error(text in "\\PC{0,40}") {
        if let Ok(unit) = Unit::parse(&text) {
            prop_assert_eq!(Unit::parse(&unit.to_string()).unwrap(), unit.clone());
            prop_assert_eq!(Unit::parse(&unit.canonical()).unwrap(), unit);
        }
    }
}
