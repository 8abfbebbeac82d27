//! Names that look as if the reader had swallowed something: each is a doubt, said aloud.

use super::operand::is_hundred;
use super::roles::{Context, part_key};
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Severity};
use crate::formula::{Expr, Formula, Name, NodeKind, Operator};

/// A name of more words than this is a sentence.
pub(super) const LONG_NAME: usize = 45;

/// Why a name is doubtful, in both languages.
type Reason = (&'static str, &'static str);

/// A bracket of a name that was meant to compute.
const COMPUTES_IN_BRACKET: Reason = ("kurungnya berisi operasi hitung", "its bracket holds arithmetic");

/// The note on a name that does not look like one.
pub(super) fn doubt(name: &str, span: Span, run: &[&Token<'_>]) -> Option<Note> {
    let note = |id: &str, en: &str| {
        Note::new(Code::OddName, Severity::Doubt, span).with("nama", shorten(name)).with("kenapa", id).with("why", en)
    };
    if let Some((id, en)) = reason(name, run) {
        return Some(note(id, en));
    }
    if let Some(place) = two_quantities(run) {
        let two = note("berisi dua besaran", "it holds two quantities");
        // In `paket yang dibagi Jumlah desa` the operator is there, as a verb.
        let verb = run.iter().any(|token| token.is_word() && words::operator(&token.key).is_some());
        return Some(if verb { two } else { two.suggest(place, "dibagi ") });
    }
    let last = scaled(run)?;
    let (id, en) = ("berakhir dengan angka yang dapat berarti pengali", "it ends with a number that could multiply it");
    Some(note(id, en).suggest(Span::at(last.start), "x "))
}

/// Where the second of two quantities begins: `Jumlah A Jumlah B`, `Jumlah A per Jumlah B`, `Jumlah A \ Jumlah B`.
fn two_quantities(run: &[&Token<'_>]) -> Option<Span> {
    let head = |token: &Token<'_>| {
        token.is_word() && matches!(&*token.key, "jumlah" | "jml" | "jlh" | "jmlh" | "total" | "banyaknya")
    };
    // `luas RTH privat luas kawasan`, `Bobot bongkar Bobot muat`: the same first word again.
    let again = |at: usize| {
        let capitals = || run[0].text.starts_with(char::is_uppercase) && run[at].text == run[0].text;
        let same = run[at].is_word() && run[at].key == run[0].key && (words::count_head(&run[at].key) || capitals());
        let joined =
            || words::never_last(&run[at - 1].key) || words::quantity_head(&run[at - 1].key) || !run[at - 1].is_word();
        (same && !joined() && run[..at].iter().all(|token| token.is_word())).then_some(run[at].span)
    };
    // `kerusakan barujumlah kapal`: two that ran together.
    let glued = |token: &&Token<'_>| {
        token.is_word()
            && token.key.len() > "jumlah".len()
            && token.key.ends_with("jumlah")
            && !matches!(&*token.key, "sejumlah" | "berjumlah" | "menjumlah" | "penjumlah")
    };
    if let Some(token) = run.iter().copied().find(|token| glued(token)) {
        return Some(Span::at(token.span.end - "jumlah".len()));
    }
    if let Some(place) = (2..run.len()).find_map(again) {
        return Some(Span::at(place.start));
    }
    // `Kepadatan Penduduk per km2 Jumlah penduduk ...`: in sentence case, a capital head begins anew.
    let begins = |at: usize| {
        let sentence = run.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
        // `Kepadatan penduduk Jumlah penduduk`
        let lower = || run[1..at].iter().all(|token| token.is_word() && token.text.starts_with(char::is_lowercase));
        if head(run[at]) && run[at].text.starts_with(char::is_uppercase) && sentence && lower() {
            return !words::never_last(&run[at - 1].key);
        }
        head(run[at])
            && sentence
            && !words::never_last(&run[at - 1].key)
            && (run[at - 1].is_number() || run[at - 1].is_symbol())
    };
    // `HP saat ini Jumlah Pengunjung Keluar`, `Bobot Jembatan Jumlah Nilai Maksimum`: titles that begin anew.
    let title = |at: usize| {
        matches!(run[at].text, "Jumlah" | "Jml" | "Banyaknya" | "Total")
            && run[at - 1].is_word()
            && !words::never_last(&run[at - 1].key)
            && !words::quantity_head(&run[at - 1].key)
            && run.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase))
    };
    // `Jumlah Beban Tenun` above `Standar Penyelesaian Obyek`: a line that begins another one.
    let line = |at: usize| {
        run[at].line > run[at - 1].line
            && matches!(
                run[at].text,
                "Standar" | "Norma" | "Jumlah" | "Total" | "Target" | "Kapasitas" | "Luas" | "Volume"
            )
            && !words::never_last(&run[at - 1].key)
            && run[at - 1].is_word()
    };
    if let Some(at) = (2..run.len()).find(|at| line(*at)) {
        return Some(Span::at(run[at].span.start));
    }
    // `Persentase kapal Jumlah kapal terpasang`: a label ran into the quantity behind it.
    let titled = |at: usize| {
        words::indicator_head(&run[0].key)
            && head(run[at])
            && run[at].text.starts_with(char::is_uppercase)
            && !words::never_last(&run[at - 1].key)
    };
    // `jumlah personel luas hutan (ha)`: another measure begins.
    let measure = |at: usize| {
        matches!(&*run[at].key, "luas" | "jumlah" | "jml" | "banyaknya")
            && words::count_head(&run[0].key)
            && (run[0].key != "total"
                && run[at].is_word()
                && run[at - 1].is_word()
                && !words::never_last(&run[at - 1].key)
                && !words::quantity_head(&run[at - 1].key)
                && run[..at].iter().all(|token| token.is_word())
                || at > 3 && run[at - 1].is_close())
    };
    // `Rata-rata ketersediaan pangan (kg) Jumlah penduduk (jiwa)`
    let behind_unit =
        |at: usize| at > 3 && run[at - 1].is_close() && head(run[at]) && run[at].text.starts_with(char::is_uppercase);
    // `BW Total Pokok`, `Kepatuhan 80% Jumlah kapal`: a capital head behind a symbol or a percentage.
    let behind_symbol = |at: &usize| {
        head(run[*at])
            && run[*at].text.starts_with(char::is_uppercase)
            && (run[at - 1].is_symbol() && *at == 1 || run[at - 1].is_percent())
    };
    if let Some(at) = (1..run.len()).find(behind_symbol) {
        return Some(Span::at(run[at].span.start));
    }
    if !run.first().is_some_and(|first| head(first)) {
        let second = |at: &usize| begins(*at) || title(*at) || titled(*at) || measure(*at) || behind_unit(*at);
        return (2..run.len()).find(second).map(|at| Span::at(run[at].span.start));
    }
    if let Some(at) = (2..run.len()).find(|at| measure(*at)) {
        return Some(Span::at(run[at].span.start));
    }
    let mut depth = 0;
    (2..run.len()).find_map(|at| {
        depth = super::frame::deepen(depth, run[at - 1]);
        let before = run[at - 1];
        if !head(run[at]) {
            return None;
        }
        // In `Jumlah desa dengan Jumlah penduduk` the second one describes the first.
        // `Jumlah kendaraan yang Jumlah seluruh kendaraan`: two columns side by side.
        let beside = before.is_key("yang") && run[at].text.starts_with(char::is_uppercase);
        let describes = !beside
            && (words::quantity_head(&before.key)
                || words::never_last(&before.key) && !matches!(&*before.key, "per" | "bagi" | "dan" | "atau"));
        let joined =
            matches!(&*before.key, "per" | "bagi") || matches!(before.kind, Kind::Sign('\\' | '|' | '%' | '~'));
        let from = if joined { before.span.start } else { run[at].span.start };
        let begins = joined || run[at].text.starts_with(char::is_uppercase);
        (depth == 0 && begins && !describes).then(|| Span::new(from, run[at].span.start))
    })
}

/// The number at the end of a name that could multiply it: `Jumlah desa melapor 100%`.
fn scaled(run: &[&Token<'_>]) -> Option<Span> {
    let [.., before, last] = run else { return None };
    let hundred = matches!(&last.kind, Kind::Percent(value) if is_hundred(value));
    let compares = matches!(
        &*before.key,
        "mencapai"
            | "sebesar"
            | "dengan"
            | "minimal"
            | "maksimal"
            | "di"
            | "atas"
            | "bawah"
            | "dari"
            | "hingga"
            | "sampai"
    );
    (hundred && before.is_word() && !compares).then_some(last.span)
}

fn reason(name: &str, run: &[&Token<'_>]) -> Option<Reason> {
    if name.chars().all(|c| matches!(c, '.' | '…')) {
        return Some(("menggantikan besaran yang tidak ditulis", "it stands for quantities that are not written"));
    }
    if name.bytes().filter(|b| *b == b' ').count() >= LONG_NAME {
        return Some(("sepanjang kalimat", "it is as long as a sentence"));
    }
    // `Jumlah hasil kali A dan B`, where `hasil kali` was not seen to compute.
    if run.len() == 2 && run[1].is_key("hasil") && words::count_head(&run[0].key) {
        return Some(("terpotong sesudah \"hasil\"", "it is cut off behind \"hasil\""));
    }
    // `Target (Realisasi Target)`: a bracket that ends with the name before it was meant to compute.
    let again = run.len() > 4
        && run[1].is_open()
        && run[run.len() - 1].is_close()
        && run[run.len() - 2].is_word()
        && run[run.len() - 2].key == run[0].key;
    // `pelayaran berisiko pelayaran berisiko tinggi`: two columns side by side.
    let beside = run.windows(4).any(|four| {
        four.iter().all(|token| token.is_word() && token.key.len() > 3)
            && four[0].key == four[2].key
            && four[1].key == four[3].key
            && four[0].key != four[1].key
    });
    if twice(name) || again || beside {
        return Some(("kata-katanya tertulis dua kali", "its words are written twice"));
    }
    let telling = |at: usize| {
        if !run[at].is_word() || !words::sentence_verb(&run[at].key) {
            return false;
        }
        // `ibu yang meninggal karena hamil`: the clause that says which.
        let which =
            run[at].is_key("karena") && run[..at].iter().any(|token| token.is_key("yang") || token.is_key("yg"));
        !(which || at > 0 && words::verb_before(&run[at - 1].key))
    };
    // `tunjangan dasar yaitu ...`
    let counts = run.first().is_some_and(|first| words::count_head(&first.key));
    let explains = !counts && run.iter().skip(1).any(|token| token.is_key("yaitu"));
    if explains || (0..run.len()).any(telling) {
        return Some(("berisi kata kerja kalimat penjelasan", "it holds the verb of an explanation"));
    }
    // `Total dari A, B, dan C`
    let total = run.len() > 3 && words::count_head(&run[0].key) && run[1].is_key("dari");
    let listed = total
        && run.windows(2).any(|two| two[0].is_symbol() && two[1].is_sign(','))
        && matches!(run, [.., and, last] if and.is_key("dan") && last.is_symbol());
    if listed {
        return Some(("berisi beberapa besaran", "it holds several quantities"));
    }
    // Most names are words alone.
    let signs = run.iter().any(|token| matches!(token.kind, Kind::Sign(_)));
    if signs && let Some(reason) = signs_of_no_name(run) {
        return Some(reason);
    }
    if let Some(reason) = glued_arithmetic(run) {
        return Some(reason);
    }
    let english = run.windows(2).any(|pair| {
        matches!((&*pair[0].key, &*pair[1].key), ("divided" | "multiplied", "by")) || pair[0].is_key("times")
    });
    if english {
        return Some(("berisi operasi dalam bahasa Inggris", "its operation is in English"));
    }
    // `jumlah desa Rumus: N / D`: a heading that the name ran into.
    let heading = run
        .iter()
        .skip(1)
        .any(|token| matches!(token.text, "Rumus" | "Formula" | "Formulasi" | "Penyebut" | "Denominator"))
        || run.windows(2).any(|two| {
            matches!(&*two[0].key, "dengan" | "menggunakan" | "memakai") && matches!(&*two[1].key, "rumus" | "formula")
        });
    if heading {
        return Some(("berisi judul kolom rumus", "it holds the heading of a formula"));
    }
    // `JmlKec k JmlPetani`: words that a print ran together.
    let camel = |token: &Token<'_>| {
        token.text.len() > 5
            && token.text != token.key
            && token.text.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase())
    };
    if run.iter().filter(|token| token.is_word() && camel(token)).count() > 1 {
        return Some(("berisi kata-kata yang tergabung", "its words ran together"));
    }
    let cell = run.len() > 2
        && run[run.len() - 1].is_number()
        && run[run.len() - 1].spaced
        && !matches!(run[run.len() - 2].kind, Kind::Sign('<' | '>' | '≤' | '≥'))
        && run[run.len() - 2].text.chars().count() == 1;
    if cell {
        return Some(("berakhir dengan angka, mungkin isi sel lain", "it ends with a number, perhaps of another cell"));
    }
    if let Some(reason) = two_periods(run) {
        return Some(reason);
    }
    if let Some(reason) = other_cells(run) {
        return Some(reason);
    }
    if !signs {
        return None;
    }
    let stop = run.windows(3).any(|three| {
        three[1].is_sign('.')
            && three[2].spaced
            && three[0].text.chars().count() > 3
            && three[2].text.starts_with(char::is_uppercase)
    });
    if stop {
        return Some(("berisi lebih dari satu kalimat", "it holds more than one sentence"));
    }
    // `i (KTJj x MTj)`: a symbol, then a bracket that computes.
    let bracket = run.iter().position(|token| token.is_open());
    let heads =
        |at: usize| run[at - 1].is_symbol() && run[at].spaced || words::synonymous_head(&run[at - 1].key) && at == 1;
    if let Some(at) = bracket.filter(|at| *at > 0 && heads(*at)) {
        let signs = run[at..].windows(2).any(|pair| {
            (matches!(pair[0].kind, Kind::Sign('+' | '×' | '/' | '−')) || pair[0].is_key("x") || pair[0].is_sign('-'))
                && pair[0].spaced
                && pair[1].spaced
        });
        if signs {
            return Some(COMPUTES_IN_BRACKET);
        }
    }
    None
}

/// `86.455 jiwa% wajib KTP`, `84.120 jiwa KTP`, `Persen 85 90 95`: values of other cells of the row.
fn other_cells(run: &[&Token<'_>]) -> Option<Reason> {
    let percent = (1..run.len()).any(|at| run[at].is_sign('%') && !run[at].spaced && run[at - 1].is_word());
    let amount = run.len() > 2
        && run[0].is_number()
        && run[0].text.contains('.')
        && !run[0].is_scale()
        && run[1].text.starts_with(char::is_lowercase)
        && run[2].text.starts_with(char::is_uppercase);
    if percent || amount {
        return Some(("berisi nilai dari sel lain", "it holds a value of another cell"));
    }
    let value = |token: &Token<'_>| token.is_number() || token.is_percent();
    let row = run.windows(2).any(|two| value(two[0]) && value(two[1]) && two[1].spaced);
    row.then_some(("berisi beberapa angka berturut-turut", "it holds several numbers in a row"))
}

/// `Populasi tahun berjalan tahun lalu`: two years side by side, and nothing between them.
fn two_periods(run: &[&Token<'_>]) -> Option<Reason> {
    let period = |token: &Token<'_>| {
        token.is_number()
            || matches!(&*token.key, "berjalan" | "lalu" | "ini" | "sebelumnya" | "sekarang" | "n" | "t" | "dasar")
    };
    let beside =
        |four: &[&Token<'_>]| four[0].is_key("tahun") && period(four[1]) && four[2].is_key("tahun") && period(four[3]);
    run.windows(4)
        .any(beside)
        .then_some(("berisi dua tahun tanpa tanda di antaranya", "it holds two years with no sign between"))
}

/// Signs that compare or equate, and such as no name has.
fn signs_of_no_name(run: &[&Token<'_>]) -> Option<Reason> {
    // `biaya yang meliputi : gaji, sewa`
    let lists = run.windows(2).any(|two| two[1].is_sign(':') && words::lists(&two[0].key));
    if lists {
        return Some(("berisi daftar sesudah titik dua", "it holds a list behind a colon"));
    }
    let compared = run.windows(2).enumerate().any(|(at, pair)| {
        // `AA > 90`: a grade and its bound.
        let grade = at == 1 && run[0].is_symbol();
        matches!(pair[0].kind, Kind::Sign('<' | '>' | '≤' | '≥' | '≠'))
            && (grade || !pair[1].is_number())
            && !pair[1].is_percent()
            && !pair[1].is_sign('-')
    });
    // Outside of brackets, or with a symbol in them: `A/B (A = jumlah desa)`.
    let defines = run.windows(3).any(|three| three[0].is_open() && three[1].is_symbol() && three[2].is_sign('='));
    if compared || defines || equals_outside(run) {
        return Some(("berisi tanda pembanding atau sama dengan", "it holds a sign of comparison or equality"));
    }
    let stray = run.iter().any(|token| {
        matches!(
            token.kind,
            Kind::Sign('#' | '|' | '~' | '@' | '\\' | '√' | '∛' | '∜' | '±' | '�' | '\u{1F000}'..='\u{1FAFF}')
        )
    });
    stray.then_some(("berisi tanda yang tidak wajar", "it holds signs that no name has"))
}

/// Arithmetic that is glued to words or written in other forms: `B x3`, `2 nilai A`, `pi ln pi`, `N.e2`.
fn glued_arithmetic(run: &[&Token<'_>]) -> Option<Reason> {
    let times = |token: &Token<'_>| match token.text.as_bytes() {
        // `Bobot xNilai`
        [b'x', capital, _, _, ..] if capital.is_ascii_uppercase() => true,
        [b'x' | b'X', digits @ ..] | [digits @ .., b'x' | b'X'] => {
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    // Most names are words alone.
    let others = run.iter().any(|token| !token.is_word());
    let (first, rest) = run.split_first()?;
    let quoted = |token: &&&Token<'_>| {
        let inner = token.text.trim_matches(|c: char| matches!(c, '"' | '“' | '”') || c.is_whitespace());
        token.kind == Kind::Quoted && run.len() > 1 && words::operator(&inner.to_lowercase()).is_some()
    };
    if others && run.iter().any(|token| quoted(&token)) {
        return Some(("berisi operator di dalam tanda petik", "it holds an operator in quotes"));
    }
    if rest.iter().any(|token| token.is_word() && times(token)) {
        return Some(("x di dalamnya dapat berarti kali", "an x in it could mean times"));
    }
    let commands = |token: &Token<'_>| matches!(&*token.key, "membandingkan" | "membagi" | "mengalikan");
    if rest.windows(2).any(|two| two[0].is_key("dengan") && commands(two[1])) {
        return Some(("berisi kata hitungan", "it holds a word of arithmetic"));
    }
    let counted = first.is_number() || first.is_percent();
    if counted && rest.first().is_some_and(|next| next.is_symbol() || next.is_word() && words::quantity_head(&next.key))
    {
        return Some(("angka di depannya dapat berarti pengali", "the number before it could be a factor"));
    }
    let function = |token: &Token<'_>| token.is_word() && matches!(&*token.key, "ln" | "log" | "akar" | "sigma");
    if rest.iter().any(|token| function(token))
        || rest.iter().any(|token| token.is_word() && words::computed(&token.key))
    {
        return Some(("berisi kata hitungan", "it holds a word of arithmetic"));
    }
    // `Pendapatan  Belanja`: where a sign was lost in print, its blanks stay.
    let wide = |two: &[&Token<'_>]| {
        two[0].line == two[1].line
            && two[1].span.start > two[0].span.end + 1
            && (two[1].text.starts_with(char::is_uppercase)
                || two[1].is_symbol()
                || two[1].is_number()
                || two[1].is_percent())
    };
    if run.windows(2).filter(|two| wide(two)).count() == 1 {
        return Some(("jarak lebar di dalamnya dapat menggantikan tanda", "the wide gap in it could stand for a sign"));
    }
    if let Some(reason) = swallowed(run) {
        return Some(reason);
    }
    if others && let Some(reason) = numbers_within(run) {
        return Some(reason);
    }
    let joint = others
        && run.windows(3).any(|three| {
            three[0].is_symbol()
                && three[2].is_symbol()
                && three[1].is_sign('.')
                && !three[1].spaced
                && !three[2].spaced
        });
    // `U1 s/d U9` stands for all that lies between.
    let until = rest.iter().any(|token| matches!(&*token.key, "s/d" | "s.d")) && first.is_symbol();
    if until {
        return Some(("menyebut rentang besaran", "it names a range of quantities"));
    }
    let symbols = run.len() > 1 && run.iter().all(|token| super::products::is_letter(token));
    if joint || symbols && run.iter().skip(1).any(|token| !words::index(&token.key)) {
        return Some(("lambang-lambang di dalamnya dapat berarti hasil kali", "its symbols could be a product"));
    }
    if !others {
        return None;
    }
    // `Nilai rerata (Indeks Diri + Indeks Keluarga)`: quantities of several words are added in the bracket.
    let open = run.iter().position(|token| token.is_open());
    let sum = open.and_then(|open| {
        let plus = (open..run.len()).find(|at| run[*at].is_sign('+') && run[*at].spaced)?;
        let words_in = |side: &[&Token<'_>]| side.iter().filter(|token| token.is_word()).count();
        Some((words_in(&run[open..plus]), words_in(&run[plus..])))
    });
    if sum.is_some_and(|(left, right)| left > 1 && right > 1) {
        return Some(COMPUTES_IN_BRACKET);
    }
    // `Harga produk (Harga bahan baku + Upah)`: what stands before the bracket begins again in it.
    let again = run.windows(2).position(|two| two[0].is_open() && two[1].key == first.key && first.is_word());
    let adds = |token: &&&Token<'_>| matches!(token.kind, Kind::Sign('+' | '×' | '−' | '–')) && token.spaced;
    if again.is_some_and(|at| at > 1 && run[at..].iter().any(|token| adds(&token))) {
        return Some(COMPUTES_IN_BRACKET);
    }
    None
}

/// Numbers and percentages in a name that could be arithmetic.
fn numbers_within(run: &[&Token<'_>]) -> Option<Reason> {
    let states = |key: &str| matches!(key, "sebesar" | "tercatat" | "penurunan" | "kenaikan" | "peningkatan");
    if run.windows(2).any(|two| states(&two[0].key) && (two[1].is_number() || two[1].is_percent())) {
        return Some(("menyebut nilainya", "it states its value"));
    }
    // `Uji Berkala (324/360)`: numbers are divided in the bracket.
    let quotient = run.windows(4).any(|four| {
        four[0].is_open() && four[1].is_number() && matches!(four[2].kind, Kind::Sign('/' | ':')) && four[3].is_number()
    });
    if quotient {
        return Some(COMPUTES_IN_BRACKET);
    }
    // `Susut (s), Pakan (f) dan Tercecer (w)`: several names, each with its symbol.
    let parts = (3..run.len())
        .any(|at| run[at - 1].is_close() && (run[at].is_sign(',') || run[at].is_key("dan")) && run[at - 2].is_symbol());
    if parts && run.last().is_some_and(|last| last.is_close()) {
        return Some(("berisi beberapa besaran dengan lambangnya", "it holds several quantities with their symbols"));
    }
    // `Jumlah yang ditimbang (3+4+5+6)`: numbers are added in the bracket.
    let added = run
        .windows(4)
        .any(|four| four[0].is_open() && four[1].is_number() && four[2].is_sign('+') && four[3].is_number());
    // `(1-7) (-)`
    let sign = run.windows(3).any(|three| three[0].is_open() && three[1].is_sign('-') && three[2].is_close());
    if added || sign {
        return Some(COMPUTES_IN_BRACKET);
    }
    // `Jumlah tenaga di kota` / `100.000 penduduk kota`: a line that begins with a number.
    let below = |two: &[&Token<'_>]| two[1].line > two[0].line && two[1].is_number() && two[1].text.len() > 2;
    if run.windows(2).any(below) {
        return Some(("berisi baris yang diawali angka", "it holds a line that begins with a number"));
    }
    // `koef(1–rusak)`
    let difference = run.windows(4).any(|four| {
        four[0].is_open()
            && four[1].text == "1"
            && matches!(four[2].kind, Kind::Sign('-' | '–' | '−'))
            && four[3].is_word()
    });
    if difference && run[0].is_word() && run[1].is_open() {
        return Some(COMPUTES_IN_BRACKET);
    }
    // `N(e)2`, `N 1`: what touches a bracket, or follows a letter, is no part of its name.
    let behind = |two: &[&Token<'_>]| {
        two[1].is_number()
            && (two[0].is_close() && !two[1].spaced
                || run.len() == 2 && two[1].spaced && super::products::is_letter(two[0]))
    };
    if run.windows(2).any(behind) {
        return Some(("angka di belakangnya dapat berarti hitungan", "the number behind it could be arithmetic"));
    }
    // `fp_i(Fc_i+Fc_j)`: a letter before a sum of letters.
    let sum = run.windows(3).any(|three| {
        super::products::is_letter(three[0]) && three[1].is_sign('+') && super::products::is_letter(three[2])
    });
    if sum && run[0].is_symbol() && run.get(1).is_some_and(|next| next.is_open()) {
        return Some(COMPUTES_IN_BRACKET);
    }
    let stated = |two: &[&Token<'_>]| matches!(&*two[0].key, "standar" | "target") && two[1].is_percent();
    if run.windows(2).last().is_some_and(stated) {
        return Some(("berakhir dengan nilai standar atau target", "it ends with a standard or target"));
    }
    let decimal = |two: &[&Token<'_>]| {
        two[1].is_number()
            && two[1].text.contains(',')
            && two[1].spaced
            && (two[0].is_symbol() || two[0].is_word() && run.len() == 2)
    };
    if run.windows(2).last().is_some_and(decimal) {
        return Some(("berakhir dengan angka desimal", "it ends with a decimal number"));
    }
    let hundred = |token: &Token<'_>| matches!(&token.kind, Kind::Percent(value) if is_hundred(value));
    let factor = matches!(run, [_, middle @ .., _] if middle.iter().any(|token| hundred(token) && token.spaced));
    factor.then_some(("100% di dalamnya dapat berarti pengali", "the 100% in it could be a factor"))
}

/// Arithmetic in words that a name took in: `total dari (A dikali B)`, `A kuadrat`, `A, B dan C`, `dari A`.
fn swallowed(run: &[&Token<'_>]) -> Option<Reason> {
    let operator = |token: &&&Token<'_>| token.is_word() && words::operator(&token.key).is_some();
    let sign = |token: &&&Token<'_>| matches!(token.kind, Kind::Sign('+' | '×' | '/' | '−')) || token.is_key("x");
    let computes = |open: usize| {
        let close = run[open..].iter().position(|token| token.is_close()).map_or(run.len(), |at| open + at);
        let inside = &run[open + 1..close];
        open > 0 && run[open - 1].is_key("dari") && inside.iter().any(|token| operator(&token) || sign(&token))
    };
    if (0..run.len()).any(|at| run[at].is_open() && computes(at)) {
        return Some(COMPUTES_IN_BRACKET);
    }
    // `Denominator untuk menghitung rasio (A dibagi B)`
    let divided = |at: usize| {
        at > 0 && words::operator(&run[at].key) == Some(Operator::Divide) && !words::verb_before(&run[at - 1].key)
    };
    let opened = run.iter().position(|token| token.is_open());
    if opened.is_some_and(|open| (open + 1..run.len()).any(divided)) {
        return Some(COMPUTES_IN_BRACKET);
    }
    let (first, last) = (run.first()?, run.last()?);
    if super::officers::stands_in(run) {
        return Some(("berisi nama jabatan", "it holds the title of an officer"));
    }
    if run.len() > 1 && first.is_key("dari") {
        return Some(("diawali \"dari\", yang dapat berarti pengali", "it begins with \"dari\", which could multiply"));
    }
    // `tiga perempat jumlah desa`
    let fraction = |words: &[&str]| super::number_words::fraction(words).is_some();
    if let [first, second, ..] = run
        && (fraction(&[&first.key]) || fraction(&[&first.key, &second.key]))
    {
        return Some((
            "diawali pecahan, yang dapat berarti pengali",
            "it begins with a fraction, which could multiply",
        ));
    }
    if run.len() > 1 && last.is_key("kuadrat") && !run[run.len() - 2].is_key("meter") {
        return Some(("berakhir dengan \"kuadrat\", yang dapat berarti pangkat", "its \"kuadrat\" could be a power"));
    }
    // `A, B dan C`, `A-B`: letters alone, with signs or words between.
    let letter =
        |token: &Token<'_>| token.is_word() && token.text.len() == 1 && token.is_symbol() && !token.is_key("x");
    let between = |token: &Token<'_>| {
        token.is_sign(',') || token.is_key("dan") || matches!(token.kind, Kind::Sign('-' | '/')) && !token.spaced
    };
    let letters = run.iter().filter(|token| letter(token)).count();
    let several = letters >= 2 && run.iter().all(|token| letter(token) || between(token));
    let parted = run.iter().any(|token| between(token));
    (several && parted).then_some(("berisi beberapa lambang", "it holds several symbols"))
}

/// In longer formulas a name is not compared with the others.
const MOST_NODES: usize = 1_000;

/// What only the rest of the formula shows of a name: `realisasi-target` beside `target`, `B per seribu` and `B >= 20%` at
/// the end.
pub(super) fn beside_others(expr: &Expr, span: Span, run: &[&Token<'_>], last: bool) -> Option<Note> {
    if expr.nodes().len() < 2 {
        return None;
    }
    let note = |id: &str, en: &str| {
        let name = run.iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
        Note::new(Code::OddName, Severity::Doubt, span).with("nama", shorten(&name)).with("kenapa", id).with("why", en)
    };
    let others = || {
        expr.nodes().iter().filter(|node| node.span != span).filter_map(|node| match &node.kind {
            NodeKind::Variable(name) => Some(name.key()),
            _ => None,
        })
    };
    let glued = (1..run.len().saturating_sub(1))
        .filter(|at| matches!(run[*at].kind, Kind::Sign('-' | '–' | '−')) && !run[*at].spaced && !run[at + 1].spaced)
        .filter(|at| run[at - 1].is_word() && run[at + 1].is_word());
    let text = |part: &[&Token<'_>]| part.iter().map(|token| &*token.key).collect::<Vec<_>>().join(" ");
    for at in glued.filter(|_| expr.nodes().len() <= MOST_NODES) {
        let (left, right) = (text(&run[..at]), text(&run[at + 1..]));
        if others().any(|other| other == left || other == right) {
            return Some(note("tanda hubungnya dapat berarti kurang", "the hyphen in it could be a minus"));
        }
    }
    let scale = |token: &Token<'_>| token.is_scale() || matches!(&*token.key, "seribu" | "sejuta");
    let per = run.iter().rposition(|token| token.is_key("per"));
    if per
        .is_some_and(|per| per > 0 && last && run.len() <= per + 3 && run.get(per + 1).is_some_and(|next| scale(next)))
    {
        return Some(note(
            "\"per\" di akhirnya dapat berarti pengali",
            "the \"per\" at its end could scale the figure",
        ));
    }
    // `selisih PAD tahun n dengan tahun n-1`: a year alone left its quantity out.
    let period = |token: &&Token<'_>| {
        token.is_number()
            || token.is_sign('-')
            || matches!(&*token.key, "lalu" | "ini" | "sebelumnya" | "berjalan" | "n" | "t" | "n-1" | "t-1")
    };
    if let [year, rest @ ..] = run
        && matches!(&*year.key, "tahun" | "thn")
        && !rest.is_empty()
        && rest.iter().all(period)
    {
        return Some(note("hanya menyebut tahunnya", "it names a year alone"));
    }
    // `Xmin Xmaks` beside `Xmin`: two symbols of one letter.
    if let [first, second] = run
        && first.is_word()
        && second.is_word()
        && first.text.starts_with(char::is_uppercase)
        && first.text.chars().next() == second.text.chars().next()
        && expr.nodes().len() <= MOST_NODES
        && others()
            .any(|other| other == &*first.key || other == &*second.key || other == first.text || other == second.text)
    {
        return Some(note("berisi dua besaran", "it holds two quantities"));
    }
    // `TPB UPP` in a formula of symbols, `BK` above `LR`: a sign between them was lost.
    let symbols = run.len() > 1 && run.iter().all(|token| token.is_symbol() && token.text.chars().count() > 1);
    let lines = symbols && run.windows(2).any(|two| two[1].line > two[0].line);
    let shouted = |name: &str| !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() > 1;
    let others_too = || {
        expr.nodes().iter().all(|node| match &node.kind {
            NodeKind::Variable(name) => node.span == span || shouted(name.as_str()),
            _ => true,
        })
    };
    // `JP TIK` beside `JP`
    let qualified =
        || others().any(|other| run.first().is_some_and(|first| other == &*first.key || other == first.text));
    if lines || symbols && run.len() == 2 && expr.nodes().len() <= MOST_NODES && !qualified() && others_too() {
        return Some(note("berisi dua lambang tanpa tanda di antaranya", "it holds two symbols with no sign between"));
    }
    let [.., sign, bound] = run else { return None };
    // `BDM 100` behind a sign of multiplication.
    let shout = sign.is_symbol() && sign.text.chars().count() > 1;
    if last && shout && bound.is_number() && bound.is_scale() && bound.spaced {
        return Some(note(
            "berakhir dengan angka yang dapat berarti pengali",
            "it ends with a number that could scale it",
        ));
    }
    let compares = matches!(sign.kind, Kind::Sign('<' | '>' | '≤' | '≥')) && (bound.is_number() || bound.is_percent());
    (last && compares)
        .then(|| note("berakhir dengan batas nilai, mungkin sebuah target", "it ends with a bound, perhaps a target"))
}

fn equals_outside(run: &[&Token<'_>]) -> bool {
    let mut depth = 0;
    run.iter().any(|token| {
        depth = super::frame::deepen(depth, token);
        depth == 0 && token.is_sign('=')
    })
}

/// Whether the second half of a name repeats the first.
fn twice(name: &str) -> bool {
    let middle = name.len() / 2;
    let Some((half, rest)) = name.split_at_checked(middle) else { return false };
    half.contains(' ') && rest.strip_prefix(' ') == Some(half)
}

/// The first words of a name, for a message.
pub(super) fn shorten(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() > 8 { format!("{} …", words[..8].join(" ")) } else { name.to_owned() }
}

/// Two defined symbols side by side in one name: the sign between them is lost.
pub(super) fn two_symbols(run: &[&Token<'_>], context: &Context) -> Option<Error> {
    if context.defined.is_empty() {
        return None;
    }
    let keys: Vec<&str> = run.iter().map(|token| part_key(token)).collect();
    if context.defined.iter().any(|name| *name == keys) {
        return None;
    }
    let mut found: Vec<usize> = Vec::new();
    for name in context.defined.iter().filter(|name| name[0].chars().count() > 1) {
        if let Some(at) = keys.iter().position(|key| *key == name[0]).filter(|at| run[*at].is_symbol())
            && !found.contains(&at)
        {
            found.push(at);
        }
    }
    if found.len() < 2 {
        return None;
    }
    found.sort_unstable();
    let (left, right) = (run[found[0]], run[found[1]]);
    Some(
        Error::new(Code::MissingOperator)
            .at(left.span.hull(right.span))
            .with("kiri", left.text)
            .with("kanan", right.text),
    )
}

/// The note on a formula of numbers alone, without a label or result that says what they are.
pub(super) fn only_numbers(formula: &Formula, text: &str) -> Option<Note> {
    let expr = formula.expr();
    let numbers = !expr.nodes().iter().any(|node| matches!(node.kind, NodeKind::Variable(_)));
    // `(1) Jumlah A (2) Jumlah B (3) = (1)/(2)`: the numbers name columns.
    let columns = |label: &Name| ["(1)", "(2)", "(3)"].iter().any(|column| label.as_str().contains(column));
    let bare = formula.label().is_none_or(columns) && formula.results().is_empty();
    (numbers && bare)
        .then(|| Note::new(Code::OnlyNumbers, Severity::Doubt, expr.span()).with("angka", expr.span().of(text)))
}

/// The note on several labels that are given numbers alone, `WTP = 4, WDP = 3`: a table of values rather than a formula.
/// Small letters are quantities that a formula elsewhere uses.
pub(super) fn only_values(formulas: &[Formula]) -> Option<Note> {
    let value = |formula: &Formula| {
        let numbers = !formula.expr().nodes().iter().any(|node| matches!(node.kind, NodeKind::Variable(_)));
        numbers && formula.label().is_some_and(|label| label.as_str().starts_with(char::is_uppercase))
    };
    formulas.iter().all(value).then(|| {
        let expr = formulas[0].expr();
        Note::new(Code::OnlyNumbers, Severity::Doubt, expr.span()).with("angka", expr)
    })
}

/// `Kabid Pemerintahan / Seksi Keuangan`, `Non kumulatif - Tahunan`: words with one kind of sign between, none of which says
/// that something is counted or scaled. Such a sign can as well part the words.
pub(super) fn parted_words(expr: &Expr, body: &[Token<'_>]) -> Option<Note> {
    let sign = body.iter().find(|token| matches!(token.kind, Kind::Sign('/' | '-' | '–' | '−')))?;
    let plain = body.iter().all(|token| {
        let operator = words::operator(&token.key).is_some() || words::prefix_operator(&token.key).is_some();
        token.is_word() && !token.is_symbol() && !operator
            || token.kind == sign.kind && token.spaced
            || token.is_sign('&')
    });
    let counts = |token: &Token<'_>| words::quantity_head(&token.key) || words::indicator_head(&token.key);
    let binary = expr.nodes().len() > 1;
    let several = body.split(|token| token.kind == sign.kind).any(|words| words.len() > 1);
    (plain && binary && several && !body.iter().any(counts)).then(|| {
        let divides = sign.is_sign('/');
        Note::new(Code::AmbiguousSign, Severity::Doubt, sign.span)
            .with("tanda", sign.text)
            .with("peran", if divides { "pembagian" } else { "pengurangan" })
            .with("peran_lain", "pemisah kata")
            .with("role", if divides { "a division" } else { "a subtraction" })
            .with("other_role", "a mark between words")
    })
}

/// `= 235 hari x 5 jam 30 menit`: in what comes out, a name that begins with a number was meant as a number.
pub(super) fn counted_names(result: &Expr) -> Vec<Note> {
    let counted = result.nodes().iter().filter_map(|node| match &node.kind {
        NodeKind::Variable(name) if name.as_str().starts_with(|c: char| c.is_ascii_digit()) => Some((node.span, name)),
        _ => None,
    });
    let note = |(span, name): (Span, &Name)| {
        Note::new(Code::OddName, Severity::Doubt, span)
            .with("nama", shorten(name.as_str()))
            .with("kenapa", "angka di depannya dapat berarti pengali")
            .with("why", "the number before it could be a factor")
    };
    counted.map(note).collect()
}
