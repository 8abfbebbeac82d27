//! Words that part a label from its formula: `TATO adalah ...`, `IKB dihitung dengan rumus ...`, `... sebesar ...`.

use super::frame::{MOST_LABELS, computes, deepen};
use super::token::{Kind, Token};
use super::words;

/// How many tokens a label before such a count has at most.
pub(super) const MOST_TOLD: usize = 12;

/// `Angka karam adalah jumlah kapal karam`, `Serapan dihitung sebagai total volume garam`: a sentence that says which count a
/// figure is, and nothing more. Gives the end of its label and where the count begins.
pub(super) fn told_count(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let at = (1..tokens.len().min(MOST_TOLD))
        .find(|at| tokens[*at].is_word() && (words::copula(&tokens[*at].key) || words::reckoning(&tokens[*at].key)))?;
    let as_what = usize::from(tokens.get(at + 1).is_some_and(|next| next.is_key("sebagai")));
    let after = at + 1 + as_what;
    let copula = words::copula(&tokens[at].key) || as_what == 1;
    let counts = tokens.get(after).is_some_and(|next| next.is_word() && words::count_head(&next.key));
    let (before, rest) = (&tokens[..at], &tokens[after..]);
    let named = before.iter().all(|token| token.is_word() || token.is_open() || token.is_close());
    let tells = rest.iter().any(|token| {
        token.is_word()
            && (words::tells(&token.key) || words::reckoning(&token.key) || words::sentence_verb(&token.key))
            || matches!(token.kind, Kind::Sign('.' | ':' | ';' | '='))
    });
    (copula && counts && named && !tells && rest.len() > 2 && !computes(tokens)).then_some((at, after))
}

/// How many tokens only say what kind of figure follows: `gambaran dari kemampuan daerah yang dicerminkan melalui`, `ukuran
/// yang menggambarkan`.
fn tells_of(tokens: &[Token<'_>]) -> usize {
    let figure = tokens.first().is_some_and(|first| {
        matches!(&*first.key, "gambaran" | "kemampuan" | "ukuran" | "besaran" | "angka" | "indikator" | "tingkat")
    });
    let verb = |token: &Token<'_>| {
        matches!(
            &*token.key,
            "menggambarkan"
                | "menunjukkan"
                | "mencerminkan"
                | "menyatakan"
                | "dicerminkan"
                | "ditunjukkan"
                | "digambarkan"
        )
    };
    let which = tokens.windows(2).take(MOST_TOLD).position(|two| two[0].is_key("yang") && verb(&two[1]));
    let Some(which) =
        which.filter(|at| figure && tokens[..*at].iter().all(|token| token.is_word() || token.is_sign('-')))
    else {
        return 0;
    };
    let joint = tokens
        .get(which + 2)
        .is_some_and(|next| matches!(&*next.key, "melalui" | "oleh" | "dengan" | "dari" | "sebagai"));
    which + 2 + usize::from(joint)
}

/// A word that parts a label from its formula: the end of the label, and the first token of the formula.
pub(super) fn copula_at(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let mut looked = 0;
    let mut depth = 0;
    let mut found: Option<(usize, usize)> = None;
    for (at, token) in tokens.iter().enumerate() {
        depth = deepen(depth, token);
        if depth > 0 || !token.is_word() {
            continue;
        }
        // `APK sama dengan jumlah A dibagi jumlah B`
        let equals = token.is_key("sama")
            && tokens.get(at + 1).is_some_and(|next| next.is_key("dengan"))
            && tokens.get(at + 2).is_some_and(|next| words::count_head(&next.key))
            && !computes(&tokens[..at]);
        // `..., merupakan salah satu indikator`: a clause behind what was told.
        let clause = found.is_some() && at > 0 && tokens[at - 1].is_sign(',');
        let parts = words::copula(&token.key) || token.key == "sebesar" || words::reckoning(&token.key) || equals;
        if !parts || clause {
            continue;
        }
        let explains = matches!(&*token.key, "yakni" | "yaitu");
        let quantity = tokens.get(at + 1).is_some_and(|next| next.is_word() && words::quantity_head(&next.key));
        let titled = found.is_none()
            && tokens.first().is_some_and(|first| {
                words::indicator_head(&first.key) || first.is_key("rata") || words::mean_word(&first.key)
            });
        // `Rasio ketergantungan, yaitu perbandingan antara A dengan B`
        let ratio = tokens.get(at + 1).is_some_and(|next| words::ratio_head(&next.key))
            && tokens.get(at + 2).is_some_and(|next| next.is_key("antara"));
        let group = ratio || tokens.get(at + 1).is_some_and(Token::is_open);
        let amounts = token.key == "sebesar"
            && tokens.get(at + 1).is_some_and(|next| next.is_open() || next.is_number() || next.is_percent());
        let is_copula = words::copula(&token.key) && (!explains || (quantity || group) && titled) || amounts || equals;
        // `dihitung per triwulan dengan ...`
        let per = tokens.get(at + 1).is_some_and(|next| next.is_key("per"))
            && tokens.get(at + 3).is_some_and(|next| next.is_key("dengan"));
        let is_reckoning = words::reckoning(&token.key)
            && (per || tokens.get(at + 1).is_some_and(|next| next.is_word() && words::apparatus(&next.key)));
        if !(is_copula || is_reckoning) {
            continue;
        }
        let mut after = at + 1 + if per { 2 } else { 0 };
        while tokens.get(after).is_some_and(|next| {
            next.is_word()
                && words::apparatus(&next.key)
                && !matches!(&*next.key, "hasil" | "nilai" | "angka" | "antara")
                // `dihitung atas dasar A`
                || next.is_key("dasar") && tokens[after - 1].is_key("atas")
                || next.is_sign(':')
                || next.is_sign(',')
        }) {
            after += 1;
        }
        after += tells_of(&tokens[after..]);
        // Noise such as `besaran yang menakar`, `angka yang didapat dari` before a formula in words.
        looked += 1;
        if looked > MOST_LABELS {
            break;
        }
        let rest = tokens.get(after..)?;
        if rest.is_empty() || !computes(rest) {
            continue;
        }
        // A verb inside the first quantity is not the frame: `jumlah kasus yang dilakukan ...`.
        let defines = matches!(&*token.key, "diartikan" | "didefinisikan" | "diformulasikan");
        // `Nilai Tukar Nelayan yang diperoleh dari perbandingan A terhadap B`, `FTE akan didapatkan dari A dibagi B`
        let says = is_reckoning
            && at <= MOST_TOLD
            && tokens.get(at + 1).is_some_and(|next| matches!(&*next.key, "dari" | "dengan"))
            && !tokens[..at - usize::from(at > 0)].iter().any(|token| token.is_key("yang"))
            && (tokens[at.saturating_sub(1)].is_key("akan")
                || (titled || tokens[0].is_key("nilai"))
                    && rest
                        .first()
                        .is_some_and(|next| next.is_word() && (words::ratio_head(&next.key) || next.key == "hasil")));
        let inside = at > 0 && words::verb_before(&tokens[at - 1].key) && is_reckoning && !defines && !says;
        let computed = computes(&tokens[..at]) && !is_copula && !words::reckoning(&token.key);
        if inside || computed {
            continue;
        }
        found = Some((found.map_or(at, |(before, _)| before), after));
        if is_copula && rest.first().is_none_or(|next| !words::reckoning(&next.key)) {
            break;
        }
    }
    found
}
