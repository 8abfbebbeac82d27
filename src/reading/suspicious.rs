//! Trees that can be computed as written and are hardly meant so: each is a doubt, said aloud.

use super::problems::ambiguous_sign;
use super::token::Token;
use super::{mend, names, operand, words};
use crate::Number;
use crate::Span;
use crate::error::{Code, Note, Severity};
use crate::formula::{Expr, Function, NodeId, NodeKind, Operator};

/// More doubts than these say no more.
const MANY: usize = 4;

/// The doubts on the shape of a formula.
pub(super) fn doubts(expr: &Expr) -> Vec<Note> {
    let nodes = expr.nodes().iter();
    let mut found: Vec<Note> = nodes.filter_map(|node| shape(expr, &node.kind, node.span)).take(MANY).collect();
    found.extend(last_term_divided(expr).or_else(|| alike_but_divided(expr)));
    found.extend(arithmetic_in_names(expr));
    found.extend(turnover(expr));
    found.extend(weights_in_names(expr));
    found
}

fn shape(expr: &Expr, kind: &NodeKind, span: Span) -> Option<Note> {
    let NodeKind::Binary(operator, left, right) = kind else { return None };
    let (a, b) = (&expr.node(*left).kind, &expr.node(*right).kind);
    match (operator, a, b) {
        // `Jumlah desa ……… / Jumlah desa`, `A - B / B`
        (Operator::Divide, NodeKind::Variable(above), NodeKind::Variable(below)) if above.key() == below.key() => Some(
            Note::new(Code::OddName, Severity::Doubt, span)
                .with("nama", above)
                .with("kenapa", "dibagi dirinya sendiri, sehingga hasilnya selalu 1")
                .with("why", "it is divided by itself, so that it always gives 1"),
        ),
        // `Jumlah desa²`: the mark of a footnote.
        (Operator::Power, NodeKind::Variable(name), NodeKind::Number(power)) if is_marked(name.as_str(), power) => {
            Some(ambiguous_sign(span, power, ("pangkat", "tanda catatan kaki"), ("a power", "the mark of a footnote")))
        }
        (Operator::Divide, _, NodeKind::Percent(scale)) if *scale == Number::from(100) => Some(ambiguous_sign(
            span,
            "100%",
            ("pembagi", "pengali yang salah tempat"),
            ("a divisor", "a factor in the wrong place"),
        )),
        // `Target - (Realisasi - Target) / Target x 100%`: a count and a percentage make no sum.
        (Operator::Add | Operator::Subtract, NodeKind::Variable(name), _)
            if is_count(name.as_str()) && is_percentage(expr, *right) =>
        {
            Some(last_alone(span))
        }
        // `Realisasi tahun n - Realisasi tahun n-1 / Target`: what is compared is a difference of two alike.
        (Operator::Subtract, NodeKind::Variable(name), NodeKind::Binary(Operator::Divide, above, _))
            if of_one_kind(expr, *above, name.as_str()) > 0 && !is_named(expr, *right, name.as_str()) =>
        {
            Some(last_alone(span))
        }
        // `Total skor / skor maksimal x responden`: the most that can be reached is reached by each of them.
        (Operator::Multiply, NodeKind::Binary(Operator::Divide, _, below), NodeKind::Variable(factor))
            if matches!(&expr.node(*below).kind, NodeKind::Variable(below) if is_highest(below.as_str()))
                && !is_weight(factor.as_str()) =>
        {
            Some(factor_of_the_divisor(span))
        }
        // `∑ fi Yi + Yi-1`: what is added is most likely summed too.
        (Operator::Add, _, NodeKind::Variable(added))
            if summed_last(expr, *left).is_some_and(|last| {
                let index = added.as_str().strip_prefix(last).unwrap_or("");
                index.starts_with(['-', '+', '_', '('])
            }) =>
        {
            Some(ambiguous_sign(
                span,
                "+",
                ("akhir yang dijumlahkan", "bagian dari yang dijumlahkan"),
                ("the end of what is summed", "a part of what is summed"),
            ))
        }
        // `selisih A tahun n dan n-1`: the year alone, taken for a difference.
        (Operator::Subtract, _, NodeKind::Binary(Operator::Subtract, year, one))
            if matches!(&expr.node(*year).kind, NodeKind::Variable(year) if matches!(year.key(), "n" | "t"))
                && matches!(&expr.node(*one).kind, NodeKind::Number(one) if *one == Number::from(1)) =>
        {
            Some(ambiguous_sign(
                span,
                "-",
                ("pengurangan", "bagian dari tahun"),
                ("a subtraction", "a part of the year"),
            ))
        }
        // `Hari rawat / TT x hari x 100%`: what is scaled at the end is a quotient, so that the factor divides as well.
        (Operator::Multiply, NodeKind::Binary(Operator::Multiply, quotient, factor), NodeKind::Percent(_))
            if matches!(expr.node(*quotient).kind, NodeKind::Binary(Operator::Divide, _, below)
                if matches!(expr.node(below).kind, NodeKind::Variable(_)))
                && matches!(&expr.node(*factor).kind, NodeKind::Variable(name) if !is_weight(name.as_str())) =>
        {
            Some(factor_of_the_divisor(span))
        }
        // `biaya dibagi volume gas dikurangi volume susut`: what is taken away is of the kind of the divisor.
        (
            Operator::Add | Operator::Subtract,
            NodeKind::Binary(Operator::Divide, above, below),
            NodeKind::Variable(last),
        ) if of_one_kind(expr, *below, last.as_str()) > of_one_kind(expr, *above, last.as_str())
            || is_count(last.as_str()) && counts(expr, *above) && counts(expr, *below) =>
        {
            Some(ambiguous_sign(
                span,
                if *operator == Operator::Add { "+" } else { "-" },
                ("sesudah pembagian", "bagian dari pembagi"),
                ("after the division", "a part of the divisor"),
            ))
        }
        // `A / B - 1 x 100%`
        (Operator::Subtract, _, NodeKind::Binary(Operator::Multiply, one, scale))
            if matches!(&expr.node(*one).kind, NodeKind::Number(one) if *one == Number::from(1))
                && matches!(expr.node(*scale).kind, NodeKind::Percent(_)) =>
        {
            Some(ambiguous_sign(
                span,
                "x 100%",
                ("pengali angka 1 saja", "pengali seluruhnya"),
                ("a factor of the 1 alone", "of the whole"),
            ))
        }
        _ => None,
    }
}

/// How many words a node that is a name begins with in common with another name.
fn of_one_kind(expr: &Expr, node: NodeId, other: &str) -> usize {
    let NodeKind::Variable(name) = &expr.node(node).kind else { return 0 };
    mend::of_one_kind(name.as_str(), other)
}

/// The doubt that a divisor behind a sum belongs to all of it.
pub(super) fn last_alone(span: Span) -> Note {
    ambiguous_sign(
        span,
        "/",
        ("pembagi bagian terakhir saja", "pembagi seluruh jumlah atau selisih"),
        ("the divisor of the last part alone", "of the whole sum or difference"),
    )
}

fn factor_of_the_divisor(span: Span) -> Note {
    ambiguous_sign(
        span,
        "x",
        ("pengali hasil bagi", "bagian dari pembagi"),
        ("a factor of the quotient", "a part of the divisor"),
    )
}

/// Whether a node is a quotient with this name above or below.
fn is_named(expr: &Expr, node: NodeId, name: &str) -> bool {
    let NodeKind::Binary(_, left, right) = expr.node(node).kind else { return false };
    [left, right]
        .into_iter()
        .any(|side| matches!(&expr.node(side).kind, NodeKind::Variable(other) if other.as_str() == name))
}

fn counts(expr: &Expr, node: NodeId) -> bool {
    matches!(&expr.node(node).kind, NodeKind::Variable(name) if is_count(name.as_str()))
}

/// `skor maksimal`, `nilai tertinggi`
fn is_highest(name: &str) -> bool {
    let last = words::lowered(name.rsplit(' ').next().unwrap_or("")).into_owned();
    matches!(last.as_str(), "maksimal" | "maksimum" | "maks" | "max" | "tertinggi" | "ideal")
}

/// A weight or constant, by which a quotient is multiplied.
fn is_weight(name: &str) -> bool {
    let first = words::lowered(name.split(' ').next().unwrap_or("")).into_owned();
    matches!(first.as_str(), "bobot" | "konstanta" | "k" | "faktor" | "koefisien" | "persentase" | "tarif")
}

/// Two words or more, the last one in small letters.
fn is_marked(name: &str, power: &Number) -> bool {
    let small = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_lowercase);
    let last = name.rsplit_once(' ').is_some_and(|(_, last)| small(last));
    last && (*power == Number::from(2) || *power == Number::from(3))
}

/// A name of several words that is no figure in percent or points.
fn is_count(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    let figure = words::percent_head(&first)
        || words::indicator_head(&first)
        || words::ratio_head(&first)
        || matches!(first.as_str(), "nilai" | "skor" | "indeks" | "bobot");
    !figure && (words::quantity_head(&first) || matches!(first.as_str(), "target" | "realisasi" | "produksi"))
}

/// `... / B x 100%`
fn is_percentage(expr: &Expr, node: NodeId) -> bool {
    let NodeKind::Binary(Operator::Multiply, quotient, scale) = &expr.node(node).kind else { return false };
    matches!(expr.node(*quotient).kind, NodeKind::Binary(Operator::Divide, ..))
        && matches!(&expr.node(*scale).kind, NodeKind::Percent(scale) if *scale == Number::from(100))
}

/// The last name under the sum that ends a node.
fn summed_last(expr: &Expr, mut at: NodeId) -> Option<&str> {
    let mut under_sum = false;
    loop {
        at = match &expr.node(at).kind {
            NodeKind::Binary(_, _, right) => *right,
            NodeKind::Call(Function::Sum, arguments) => {
                under_sum = true;
                *arguments.last()?
            }
            NodeKind::Variable(name) if under_sum => return Some(name.as_str()),
            _ => return None,
        }
    }
}

fn is_sum(expr: &Expr) -> bool {
    matches!(expr.node(expr.root()).kind, NodeKind::Binary(Operator::Add, ..))
}

/// The terms of the sum that a formula is, from the last to the first.
fn terms(expr: &Expr) -> Vec<NodeId> {
    let mut terms = Vec::new();
    let mut at = expr.root();
    while let NodeKind::Binary(Operator::Add, left, right) = &expr.node(at).kind {
        terms.push(*right);
        at = *left;
    }
    terms.push(at);
    terms
}

/// `(A / B x 100%) + (C / D x 100%) / 2`: the last of two terms alone is divided by two.
fn last_term_divided(expr: &Expr) -> Option<Note> {
    if !is_sum(expr) {
        return None;
    }
    let terms = terms(expr);
    let divided = |node: NodeId| match &expr.node(node).kind {
        NodeKind::Binary(Operator::Divide, _, below) => match &expr.node(*below).kind {
            NodeKind::Number(below) => Some(below.clone()),
            _ => None,
        },
        _ => None,
    };
    let count = Number::from(i64::try_from(terms.len()).ok()?);
    let (last, others) = terms.split_first()?;
    let alone =
        !others.is_empty() && divided(*last) == Some(count) && others.iter().all(|term| divided(*term).is_none());
    alone.then(|| last_alone(expr.span()))
}

/// `Nilai A x bobot + nilai B x bobot / total bobot`, `∑ A + ∑ B / ∑ C`, `produksi + impor - ekspor / penduduk`: of terms that are
/// alike the last alone is divided.
fn alike_but_divided(expr: &Expr) -> Option<Note> {
    let NodeKind::Binary(Operator::Add | Operator::Subtract, mut left, mut right) = expr.node(expr.root()).kind else {
        return None;
    };
    if let NodeKind::Binary(Operator::Multiply, quotient, scale) = expr.node(right).kind
        && matches!(expr.node(scale).kind, NodeKind::Percent(_))
    {
        right = quotient;
    }
    let NodeKind::Binary(Operator::Divide, above, below) = expr.node(right).kind else { return None };
    let worded =
        |node: NodeId| matches!(&expr.node(node).kind, NodeKind::Variable(name) if name.as_str().chars().count() > 3);
    let alike = |node: NodeId| match (&expr.node(node).kind, &expr.node(above).kind) {
        (NodeKind::Variable(_), NodeKind::Variable(_)) => worded(node) && worded(above) && worded(below),
        (NodeKind::Binary(Operator::Multiply, ..), NodeKind::Binary(Operator::Multiply, ..)) => true,
        (NodeKind::Call(a, _), NodeKind::Call(b, _)) => a == b,
        _ => false,
    };
    let mut others = 0;
    while let NodeKind::Binary(Operator::Add | Operator::Subtract, before, last) = expr.node(left).kind {
        if !alike(last) {
            return None;
        }
        others += 1;
        left = before;
    }
    let plain = matches!(expr.node(above).kind, NodeKind::Variable(_));
    (alike(left) && (others > 0 || !plain)).then(|| last_alone(expr.span()))
}

/// `Pt-Pt-1`, `bobot 40%`, `2 kali jumlah B`: a name that holds what could be arithmetic.
fn arithmetic_in_names(expr: &Expr) -> Option<Note> {
    expr.nodes().iter().find_map(|node| {
        let NodeKind::Variable(name) = &node.kind else { return None };
        let text = words::lowered(name.as_str());
        let mut parts = text.split('-');
        let doubled = !text.contains(' ') && parts.clone().count() > 2 && parts.next() == parts.next();
        let weight = text.starts_with("bobot ") && text.ends_with('%') && text.matches(' ').count() == 1;
        let mut first = text.split(' ');
        let number = first.next().is_some_and(|first| {
            first.bytes().all(|byte| byte.is_ascii_digit()) || matches!(first, "dua" | "tiga" | "empat" | "kuadrat")
        });
        let times = number && (first.next() == Some("kali") || text.starts_with("kuadrat "));
        (doubled || weight || times).then(|| {
            Note::new(Code::OddName, Severity::Doubt, node.span)
                .with("nama", names::shorten(name.as_str()))
                .with("kenapa", "berisi hitungan yang mungkin bukan bagian nama")
                .with("why", "it holds arithmetic that may be no part of the name")
        })
    })
}

/// `Armada Netto Angkutan x 1 kali`: so a turnover is scaled, which is a quotient.
fn turnover(expr: &Expr) -> Option<Note> {
    let divides = expr.nodes().iter().any(|node| matches!(node.kind, NodeKind::Binary(Operator::Divide, ..)));
    let one = expr.nodes().iter().find_map(|node| match &node.kind {
        NodeKind::Binary(Operator::Multiply, left, right) => {
            let (left, right) = (expr.node(*left), expr.node(*right));
            match (&left.kind, &right.kind) {
                (NodeKind::Variable(name), NodeKind::Number(one)) if *one == Number::from(1) => Some((name, left.span)),
                _ => None,
            }
        }
        _ => None,
    });
    let numbers = expr.nodes().iter().filter(|node| matches!(node.kind, NodeKind::Number(_))).count();
    let (name, span) = one.filter(|_| !divides && numbers == 1)?;
    Some(Note::new(Code::NothingDivided, Severity::Doubt, span).with("nama", name).with("skala", "1"))
}

/// `Nilai SAKIP (40%) + Nilai RB (60%)`: percentages in the names of a sum that make 100 are its weights.
fn weights_in_names(expr: &Expr) -> Option<Note> {
    if !is_sum(expr) {
        return None;
    }
    let mut total = Number::from(0);
    let mut first = None;
    for term in terms(expr) {
        let NodeKind::Variable(name) = &expr.node(term).kind else { return None };
        // `(30)` at the end is a weight as well.
        let points = name.as_str().strip_suffix(')').filter(|text| text.ends_with(|c: char| c.is_ascii_digit()));
        let before = points.or_else(|| Some(name.as_str().split_once('%')?.0.trim_end()))?;
        let digits = before.rsplit(|c: char| !(c.is_ascii_digit() || c == ',')).next()?;
        total = &total + &digits.replace(',', ".").parse().ok()?;
        first = Some((name, expr.node(term).span));
    }
    let whole = total == Number::from(100) || total == Number::from(1);
    let (name, span) = first.filter(|_| whole && expr.nodes().len() > 1)?;
    Some(
        Note::new(Code::OddName, Severity::Doubt, span)
            .with("nama", name)
            .with("kenapa", "berisi persentase yang dapat berarti bobot")
            .with("why", "it holds a percentage that could be a weight"),
    )
}

/// `Persentase desa maju jumlah desa maju / jumlah desa x 100%`: a share of a share is most likely a label that ran on.
pub(super) fn ratio_of_a_ratio(expr: &Expr) -> Option<Note> {
    let [first, below, divided, scaled @ ..] = expr.nodes() else { return None };
    let (NodeKind::Variable(name), NodeKind::Variable(_)) = (&first.kind, &below.kind) else { return None };
    let in_percent = match scaled {
        [] => true,
        [scale, whole] => {
            matches!(scale.kind, NodeKind::Percent(_)) && matches!(whole.kind, NodeKind::Binary(Operator::Multiply, ..))
        }
        _ => false,
    };
    let shape = matches!(divided.kind, NodeKind::Binary(Operator::Divide, ..)) && in_percent;
    let mut words_in = name.as_str().split(' ');
    let share = words_in.next().is_some_and(|first| words::percent_head(&words::lowered(first)));
    // A share over a share is meant as it stands.
    let over_share = matches!(&below.kind, NodeKind::Variable(below)
        if words::percent_head(&words::lowered(below.as_str().split(' ').next().unwrap_or(""))));
    let most = if scaled.is_empty() { 0 } else { 3 };
    (shape && share && !over_share && words_in.count() > most).then(|| {
        Note::new(Code::OddName, Severity::Doubt, first.span)
            .with("nama", names::shorten(name.as_str()))
            .with("kenapa", "diawali nama rumus")
            .with("why", "it begins with the name of the formula")
    })
}

/// A count that is multiplied by 100% alone, or a chain of slashes alone: something is missing, or it only lists.
pub(super) fn undivided(expr: &Expr) -> Option<Note> {
    let nodes = expr.nodes();
    if let [crate::formula::Node { kind: NodeKind::Variable(name), span }, scale, _] = nodes {
        let scaled = match &scale.kind {
            NodeKind::Percent(value) => operand::is_scale(value).then(|| format!("{value}%")),
            NodeKind::Number(value) => operand::is_scale(value).then(|| value.to_string()),
            _ => None,
        };
        let times = matches!(nodes[2].kind, NodeKind::Binary(Operator::Multiply, ..));
        let first = words::lowered(name.as_str().split(' ').next().unwrap_or(""));
        let ratio = words::indicator_head(&first) || matches!(&*first, "bobot" | "nilai" | "skor" | "indeks");
        if let Some(shown) = scaled.filter(|_| times && !ratio) {
            let note = Note::new(Code::NothingDivided, Severity::Doubt, *span);
            return Some(note.with("nama", name).with("skala", shown));
        }
    }
    let slashes = nodes.iter().filter(|node| matches!(node.kind, NodeKind::Binary(Operator::Divide, ..))).count();
    // `(Si/S) / (Ni/N)` divides quotients; a list has no brackets.
    let plain = |node: &crate::formula::Node| match node.kind {
        NodeKind::Binary(_, _, right) => matches!(expr.node(right).kind, NodeKind::Variable(_)),
        _ => true,
    };
    let lists = slashes >= 2
        && nodes.iter().all(plain)
        && nodes.iter().all(|node| matches!(node.kind, NodeKind::Variable(_) | NodeKind::Binary(Operator::Divide, ..)));
    let short = |node: &crate::formula::Node| match &node.kind {
        NodeKind::Variable(name) => name.as_str().split(' ').count() <= 2,
        _ => true,
    };
    (lists && nodes.iter().all(short)).then(|| {
        ambiguous_sign(
            expr.span(),
            "/",
            ("pembagian", "daftar pilihan (atau)"),
            ("a division", "a list of alternatives (or)"),
        )
    })
}

/// `%PSK = ∑ti = base year PSt / ...`: what is equal to a sum of one symbol is most likely its bound, not its result.
pub(super) fn sum_of_a_bound(expr: &Expr, results: &[Vec<Token<'_>>]) -> Option<Note> {
    let alone = matches!(expr.node(expr.root()).kind, NodeKind::Call(Function::Sum, _)) && expr.nodes().len() == 2;
    let named = results.iter().flatten().any(|token| token.is_word() && !token.is_times());
    (alone && named).then(|| {
        ambiguous_sign(
            expr.span(),
            "=",
            ("tanda hasil", "batas penjumlahan"),
            ("the sign of a result", "a bound of the sum"),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn what_is_hardly_meant_is_a_doubt() {
        let doubted =
            |text: &str| Reader::new().read(text).unwrap().notes().any(|note| note.severity() == Severity::Doubt);
        for text in [
            "Jumlah desa …… / Jumlah desa x 100%",
            "Jumlah desa maju¹ / Jumlah desa wisata² x 100%",
            "desa maju dibagi 100% dikali jumlah desa",
            "Target - (Realisasi - Target) / Target x 100%",
            "Produksi tahun ini / produksi tahun lalu - 1 x 100%",
            "(A/B x 100%) + (C/D x 100%) / 2",
            "IKA x 30% + IKU x 30% + IKTL x 40% / 3",
            "Nilai SAKIP (40%) + Nilai RB (60%)",
            "Perencanaan (30) + Pengukuran (70)",
            "Nilai = A(0,4) + B(0,6)",
            "Nilai A x bobot + nilai B x bobot / total bobot",
            "∑ guru PNS + ∑ guru honorer / ∑ siswa x 100%",
            "Konsumsi = produksi + impor - ekspor / jumlah penduduk",
            "(Pt-Pt-1)/Pt-1 x 100%",
            "Jumlah kendaraan dibagi 2 kali jumlah tempat",
            "Selisih PAD tahun n dan n-1 dibagi PAD tahun n-1 x 100%",
            "Jumlah A = 5 - 3 ---- Jumlah B",
        ] {
            assert!(doubted(text), "{text}");
        }
        for text in
            ["A / B x 100%", "Target - Realisasi", "100% - A / B x 100%", "(A + B + C) / 3", "x² + y²", "a + b - c / d"]
        {
            assert!(!doubted(text), "{text}");
        }
    }
}
