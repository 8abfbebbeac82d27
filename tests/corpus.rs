//! The corpus of formula texts: how many are read right, said to be doubtful, refused, or misread in silence.
//!
//! The judgement is that of `tests/corpus/README.md`: labels and definitions are counted apart, names match when they
//! agree in letters and digits, or nearly.
#![allow(clippy::unwrap_used)] // OK because a test may panic, in its helpers as well.
#![allow(clippy::print_stdout)] // OK because the counts are what one runs this test for.

use rumusan::{Reader, Severity};
use serde_json::Value;
use std::collections::BTreeMap;

/// An s-expression.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Atom(String),
    Text(String),
    List(Vec<Tree>),
}

fn parse(text: &str) -> Tree {
    let mut open: Vec<Vec<Tree>> = vec![Vec::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' => open.push(Vec::new()),
            ')' => {
                let list = Tree::List(open.pop().unwrap());
                open.last_mut().unwrap().push(list);
            }
            '"' => {
                let mut name = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => name.extend(chars.next()),
                        '"' => break,
                        c => name.push(c),
                    }
                }
                open.last_mut().unwrap().push(Tree::Text(name));
            }
            c if c.is_whitespace() => {}
            c => {
                let mut atom = String::from(c);
                while let Some(c) = chars.peek().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"')) {
                    atom.push(*c);
                    chars.next();
                }
                open.last_mut().unwrap().push(Tree::Atom(atom));
            }
        }
    }
    assert_eq!(open.len(), 1, "unbalanced: {text}");
    open.pop().unwrap().pop().unwrap()
}

/// A reading taken apart.
struct Parts {
    expr: Tree,
    label: Option<String>,
    definitions: BTreeMap<String, Tree>,
}

fn parts(mut tree: Tree) -> Parts {
    let (mut label, mut definitions) = (None, BTreeMap::new());
    while let Tree::List(list) = &tree {
        let head = match list.first() {
            Some(Tree::Atom(head)) => head.as_str(),
            _ => break,
        };
        tree = match (head, list.as_slice()) {
            ("where", [_, main, pairs @ ..]) => {
                for pair in pairs {
                    if let Tree::List(pair) = pair {
                        let (Tree::Text(name) | Tree::Atom(name)) = &pair[0] else { continue };
                        definitions.insert(key(name), pair[1].clone());
                    }
                }
                main.clone()
            }
            ("=", [_, Tree::Text(name), rest]) => {
                label = Some(name.clone());
                rest.clone()
            }
            ("=", [_, first, Tree::Atom(_)]) | ("list", [_, first, ..]) => first.clone(),
            ("=", [_, _, rest]) => rest.clone(),
            _ => break,
        };
    }
    Parts { expr: tree, label, definitions }
}

/// Letters and digits, maths letters plain.
fn key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == '∑').collect()
}

fn digits(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

fn same_name(a: &str, b: &str, others: &[String]) -> bool {
    if key(a) == key(b) {
        return true;
    }
    let near = strsim::normalized_levenshtein(&key(a), &key(b));
    let other = |name: &&String| key(name) != key(b);
    near >= 0.85
        && digits(a) == digits(b)
        && others.iter().filter(other).all(|name| near > strsim::normalized_levenshtein(&key(a), &key(name)))
}

fn same(a: &Tree, b: &Tree, others: &[String]) -> bool {
    match (a, b) {
        (Tree::List(a), Tree::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, others)),
        (Tree::Text(a), Tree::Text(b)) => same_name(a, b, others),
        (Tree::Atom(a), Tree::Atom(b)) => {
            let number = |text: &str| {
                let plain = text.strip_suffix('%').unwrap_or(text);
                plain.parse::<f64>().ok().map(|value| (value.to_bits(), plain.len() < text.len()))
            };
            a == b || number(a).is_some() && number(a) == number(b)
        }
        _ => false,
    }
}

fn names(tree: &Tree, out: &mut Vec<String>) {
    match tree {
        Tree::Text(name) => out.push(name.clone()),
        Tree::List(list) => list.iter().for_each(|tree| names(tree, out)),
        Tree::Atom(_) => {}
    }
}

#[derive(Default, Debug)]
struct Counts {
    right: usize,
    flagged: usize,
    refused: usize,
    silent: usize,
}

impl Counts {
    fn all(&self) -> usize {
        self.right + self.flagged + self.refused + self.silent
    }

    fn percent_right(&self) -> usize {
        100 * self.right / self.all()
    }
}

fn items(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn corpus() -> Vec<Value> {
    items(include_str!("corpus/corpus.jsonl"))
}

/// Texts in the style of other documents, written by others than the rules.
fn other_documents() -> Vec<Value> {
    items(include_str!("corpus/other-documents.jsonl"))
}

/// What came out of a set of texts.
#[derive(Default, Debug)]
struct Outcome {
    classes: BTreeMap<String, Counts>,
    frame_right: usize,
    frame_all: usize,
    needless: usize,
    certain: usize,
    silent: Vec<String>,
}

fn reader(item: &Value) -> Reader {
    match item["indicator"].as_str() {
        Some(indicator) => Reader::new().indicator(indicator),
        None => Reader::new(),
    }
}

fn judge(items: &[Value]) -> Outcome {
    let mut out = Outcome::default();
    for item in items {
        let class = item["class"].as_str().unwrap().to_owned();
        let wanted: Vec<Parts> = std::iter::once(&item["reading"])
            .chain(item["alt"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .map(|text| parts(parse(text)))
            .collect();
        let count = out.classes.entry(class.clone()).or_default();
        let Ok(reading) = reader(item).read(item["text"].as_str().unwrap()) else {
            *(if item["reading"].is_null() { &mut count.right } else { &mut count.refused }) += 1;
            continue;
        };
        let got = parts(parse(&reading.to_sexpr()));
        let doubtful = reading.notes().any(|note| note.severity() != Severity::Info);
        let single_with_note = matches!(got.expr, Tree::Text(_)) && reading.notes().next().is_some();
        let right = wanted.iter().any(|want| {
            let mut others = Vec::new();
            names(&want.expr, &mut others);
            same(&got.expr, &want.expr, &others)
        }) || item["reading"].is_null() && single_with_note;
        match (right, doubtful) {
            (true, _) => count.right += 1,
            (false, true) => count.flagged += 1,
            (false, false) => {
                count.silent += 1;
                out.silent.push(item["id"].as_str().unwrap().to_owned());
            }
        }
        if right && matches!(class.as_str(), "formula" | "count") {
            out.certain += 1;
            out.needless += usize::from(doubtful && item["alt"].as_array().is_none_or(Vec::is_empty));
        }
        if let Some(want) = wanted.first().filter(|_| !item["reading"].is_null()) {
            if let Some(label) = &want.label {
                out.frame_all += 1;
                out.frame_right += usize::from(got.label.as_ref().is_some_and(|got| same_name(got, label, &[])));
            }
            if !want.definitions.is_empty() {
                out.frame_all += 1;
                let fits = |(name, value): (&String, &Tree)| {
                    got.definitions.get(name).is_some_and(|got| same(got, value, &[]))
                };
                out.frame_right += usize::from(want.definitions.iter().all(fits));
            }
        }
    }
    out
}

/// The least that may be right, in percent, and the most that may be misread in silence.
fn holds(out: &Outcome, class: &str, least_right: usize, most_silent: usize) {
    let counts = &out.classes[class];
    assert!(counts.percent_right() >= least_right, "{class}: {counts:?}");
    assert!(counts.silent <= most_silent, "{class}: {counts:?} {:?}", out.silent);
}

/// At most one right reading in `one_in` is doubted without need; of labels and definitions 90 percent are right.
fn few_doubts_and_whole_frames(out: &Outcome, one_in: usize) {
    assert!(one_in * out.needless <= out.certain, "needless doubts: {} of {}", out.needless, out.certain);
    let (right, all) = (out.frame_right, out.frame_all);
    assert!(100 * right >= 90 * all, "labels and definitions: {right} of {all}");
}

#[test]
fn readings_are_right_or_say_that_they_are_doubtful() {
    let out = judge(&corpus());
    println!("{out:#?}");
    holds(&out, "formula", 99, 0);
    holds(&out, "count", 100, 0);
    holds(&out, "broken", 65, 0);
    holds(&out, "notation", 66, 0);
    holds(&out, "prose", 80, 0);
    few_doubts_and_whole_frames(&out, 20);
}

#[test]
fn other_documents_are_read_as_well() {
    let out = judge(&other_documents());
    println!("{out:#?}");
    holds(&out, "formula", 96, 0);
    holds(&out, "count", 97, 0);
    holds(&out, "broken", 66, 0);
    holds(&out, "notation", 78, 0);
    holds(&out, "prose", 86, 0);
    few_doubts_and_whole_frames(&out, 12);
}

#[test]
fn canonical_text_of_every_reading_reads_back() {
    for item in corpus().into_iter().chain(other_documents()) {
        let text = item["text"].as_str().unwrap();
        let Ok(reading) = reader(&item).read(text) else { continue };
        let canonical = reading.to_string();
        let again = Reader::new().known([text]).read(&canonical).unwrap_or_else(|error| panic!("{canonical}: {error}"));
        assert_eq!(again.formulas(), reading.formulas(), "{canonical}");
    }
}

#[test]
fn places_point_into_the_text() {
    for item in corpus().into_iter().chain(other_documents()) {
        let text = item["text"].as_str().unwrap();
        let Ok(reading) = reader(&item).read(text) else { continue };
        for formula in reading.formulas() {
            for node in formula.expr().nodes() {
                assert!(text.get(node.span.start..node.span.end).is_some(), "{text:?} {node:?}");
            }
        }
        for note in reading.notes() {
            assert!(text.get(note.span().start..note.span().end).is_some(), "{text:?} {note:?}");
        }
    }
}
