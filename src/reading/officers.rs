//! Columns that stand beside the formula in a table, who answers for it and where its figures come from, and that a print ran
//! into its lines: `Jumlah sisa perkara Majelis Hakim dan Laporan Bulanan yang diselesaikan Panitera Laporan Tahunan`.

use super::frame;
use super::token::{Kind, Token};
use crate::Span;
use crate::error::{Code, Note, Severity};

/// How many words a title such as `Kepala Bidang dan` has before its report.
const MOST_WORDS: usize = 5;
/// Texts with more of them are no formula.
const MANY: usize = 8;

/// Drops the title of an officer and the report beside it, wherever they stand within a formula, and officers behind its
/// end; each is a doubt.
pub(super) fn drop_columns(tokens: &mut Vec<Token<'_>>) -> Vec<Note> {
    if !tokens.iter().any(|token| is_title(token)) {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let note = |place: Span| Note::new(Code::IgnoredText, Severity::Doubt, place);
    let mut at = 1;
    while at < tokens.len() && notes.len() < MANY {
        if let Some(end) = report_behind(tokens, at) {
            notes.push(note(tokens[at].span.hull(tokens[end].span)));
            tokens.drain(at..=end);
        } else {
            at += 1;
        }
    }
    let behind = (3..tokens.len()).find(|at| {
        is_title(&tokens[*at])
            && tokens[at - 1].is_scale()
            && tokens[*at..].iter().all(|token| token.is_word() || token.kind == Kind::Break)
            && !frame::computes(&tokens[*at..])
    });
    if let Some(at) = behind {
        notes.push(note(tokens[at].span.hull(tokens[tokens.len() - 1].span)));
        tokens.truncate(at);
    }
    notes
}

/// Where the report ends that stands beside the title at `at`.
fn report_behind(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if !is_title(&tokens[at]) || tokens[at - 1].kind == Kind::Break {
        return None;
    }
    let words = tokens[at + 1..].iter().take(MOST_WORDS).take_while(|token| token.is_word()).count();
    (at + 1..at + words)
        .find(|word| {
            let (report, period) = (&tokens[*word], &tokens[word + 1]);
            report.text == "Laporan"
                && period.is_word()
                && matches!(&*period.key, "bulanan" | "tahunan" | "triwulan" | "triwulanan" | "semester" | "semesteran")
        })
        .map(|report| report + 1)
}

/// Whether a name took in a title that stands beside it: run into a count, or on a line of its own.
pub(super) fn stands_in(run: &[&Token<'_>]) -> bool {
    runs_into_count(run) || on_its_own_line(run)
}

/// `Jumlah perkara yang selesai` / `Panitera Muda`: a line of nothing but a title.
fn on_its_own_line(run: &[&Token<'_>]) -> bool {
    let titled =
        |token: &Token<'_>| token.is_word() && (token.text.starts_with(char::is_uppercase) || token.is_key("dan"));
    (1..run.len()).any(|at| {
        let line = run[at].line;
        let width = run[at..].iter().take_while(|token| token.line == line).count();
        run[at - 1].line < line
            && is_title(run[at])
            && width <= MOST_WORDS
            && run[at..at + width].iter().all(|token| titled(token))
            && !super::words::never_last(&run[at - 1].key)
            && !super::words::count_head(&run[at - 1].key)
    })
}

/// `Sekretaris Daerah jumlah ASN`: a title in the column beside a quantity, run into it.
fn runs_into_count(run: &[&Token<'_>]) -> bool {
    let count = run
        .iter()
        .take(MOST_WORDS + 1)
        .position(|token| super::words::count_head(&token.key) && token.text.starts_with(char::is_lowercase));
    count.is_some_and(|count| count > 1 && is_title(run[0]) && run[..count].iter().all(|token| token.is_word()))
}

/// The first word of the title of an officer.
fn is_title(token: &Token<'_>) -> bool {
    token.is_word()
        && token.text.starts_with(char::is_uppercase)
        && matches!(
            &*token.key,
            "kepala"
                | "ketua"
                | "sekretaris"
                | "panitera"
                | "bendahara"
                | "majelis"
                | "hakim"
                | "kasubag"
                | "kasubbag"
                | "kabid"
                | "kasi"
                | "direktur"
                | "inspektur"
                | "camat"
                | "lurah"
                | "jurusita"
                | "pansek"
        )
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn columns_beside_a_formula_are_dropped_aloud() {
        let doubted = |text: &str, reading: &str| {
            let read = Reader::new().read(text).unwrap();
            assert_eq!(read.to_sexpr(), reading);
            assert!(read.notes().any(|note| note.severity() == Severity::Doubt));
        };
        doubted(
            "Jumlah sisa Majelis Hakim dan Laporan Bulanan izin yang terbit Panitera Laporan Tahunan dibagi sisa izin x 100%",
            "(* (/ \"Jumlah sisa izin yang terbit\" \"sisa izin\") 100%)",
        );
        doubted(
            "Izin terbit dibagi izin masuk x 100% Sekretaris Kasubag Keuangan",
            "(* (/ \"Izin terbit\" \"izin masuk\") 100%)",
        );
    }

    #[test]
    fn titles_that_a_name_took_in_are_doubted() {
        for text in [
            "Jumlah A / Sekretaris Daerah jumlah B x 100%",
            "Jumlah perkara yang selesai\nPanitera Muda\ndibagi jumlah perkara x 100%",
        ] {
            let read = Reader::new().read(text).unwrap();
            assert!(read.notes().any(|note| note.severity() == Severity::Doubt), "{text}");
        }
    }

    #[test]
    fn officers_who_are_counted_stay() {
        let reading = Reader::new().read("Jumlah Kepala Desa yang hadir / Jumlah Kepala Desa x 100%").unwrap();
        assert_eq!(reading.to_sexpr(), "(* (/ \"Jumlah Kepala Desa yang hadir\" \"Jumlah Kepala Desa\") 100%)");
        assert_eq!(reading.notes().count(), 0);
    }
}
