//! The way through: from a text to its formulas.

use super::compose::{self, Composed, Scale};
use super::definitions::{self, Entry};
use super::frame::{self, Statement};
use super::roles::{self, Context, Place};
use super::seen::Seen;
use super::token::{self, Kind, Token, Tokens};
use super::{
    Reader, Reading, Strictness, announced, asides, bars, bounds, characters, counts, coverage, foreign, label_lines,
    labels, latex, layout, lead_ins, lists, mains, mend, names, near, officers, powers, problems, remarks, repeats,
    row_debris, sequence, slips, stated, suspicious, titles, verbal, weights, words,
};
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};
use crate::formula::{Definition, Expr, Formula, Function, NodeKind, Operator, one_space};
use std::collections::HashMap;

/// Below this margin the reader says that it was in doubt, if the other reading is possible.
const DOUBT: f32 = 1.5;
/// Texts longer than this get no candidates: the clues alone decide.
const CANDIDATE_BYTES: usize = 4096;

/// Reads a text with the settings of `reader`.
pub(super) fn read(reader: &Reader, text: &str) -> Result<Reading> {
    if text.len() > reader.limits.bytes {
        let error = Error::new(Code::TextTooLong).at(Span::new(0, text.len()));
        return Err(error.with("panjang", text.len()).with("batas", reader.limits.bytes));
    }
    let seen = Seen::of(text);
    if let Some(reading) = as_canonical(text, &seen) {
        return Ok(reading);
    }
    let text = &*foreign::blank_citations(text, &seen);
    match characters::plain(text, &seen) {
        Some(plain) => of_plain(reader, text, &plain),
        None => read_characters(reader, text, &seen),
    }
}

/// A text with quoted names, or of functions over numbers, that is canonical throughout says itself how it is meant.
fn as_canonical(text: &str, seen: &Seen) -> Option<Reading> {
    let says = seen.has(b'"') && !asks(text) || seen.has(b'(') && only_calls(text);
    let formulas = says.then(|| Formula::canonical_list(text).ok())??;
    Some(Reading { formulas })
}

/// Reads a text of plain characters.
fn read_characters(reader: &Reader, text: &str, seen: &Seen) -> Result<Reading> {
    if let Some((row, dropped)) = foreign::formula_in_row(text, seen) {
        let notes = dropped.into_iter().map(|place| Note::new(Code::IgnoredText, Severity::Doubt, place));
        return Ok(read_plain(reader, &row)?.noting(notes.collect()));
    }
    foreign::refuse(text, seen)?;
    let addresses = foreign::addresses(text, seen);
    if !addresses.is_empty() {
        return beside_addresses(reader, text, &addresses);
    }
    if let Some(reading) = members(reader, text, seen) {
        return Ok(reading);
    }
    if seen.has(b'\\') && latex::is_latex(text) {
        let plain = latex::plain(text);
        let back = |span: Span| Span::new(plain.source(span.start), plain.source(span.end));
        return match read_plain(reader, &plain.text) {
            Ok(reading) => Ok(reading.moved(back)),
            Err(error) => Err(error.moved(back)),
        };
    }
    read_plain(reader, &bounds::blank_marks(text, seen))
}

/// Reads a text that was made plain. A character that turns the order of what is shown is a doubt: its author saw another
/// text.
fn of_plain(reader: &Reader, text: &str, plain: &latex::Plain) -> Result<Reading> {
    let back = |span: Span| Span::new(plain.source(span.start), plain.source(span.end));
    let turned = text.find(['\u{202D}', '\u{202E}']).map(|at| {
        let place = Span::new(at, at + '\u{202E}'.len_utf8());
        Note::new(Code::IgnoredText, Severity::Doubt, place).with("bagian", "U+202E")
    });
    let seen = Seen::of(&plain.text);
    let reading = as_canonical(&plain.text, &seen).map_or_else(|| read_characters(reader, &plain.text, &seen), Ok);
    match reading {
        Ok(reading) => Ok(reading.moved(back).noting(turned.into_iter().collect())),
        Err(error) => Err(error.moved(back)),
    }
}

/// `"Berapa jumlah kasus di tiap kecamatan?"`: a question in quotes is no name.
fn asks(text: &str) -> bool {
    let begins = |word: &str| text.trim_start().trim_start_matches('"').starts_with(word);
    text.trim_end().ends_with("?\"")
        && ["Berapa", "Apakah", "Apa ", "Bagaimana", "Mengapa", "Kapan"].into_iter().any(begins)
}

/// Whether the only words of a text are functions with brackets.
fn only_calls(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .peekable();
    words.peek().is_some() && words.all(|word| Function::from_name(word.trim_matches('-')).is_some())
}

/// The formulas of a list, each read for itself: `1. A / B` and `2. C / D` on two lines, `A / B; C / D` on one.
fn members(reader: &Reader, text: &str, seen: &Seen) -> Option<Reading> {
    let members = lists::members(text, seen)?;
    let mut formulas: Vec<Formula> = Vec::new();
    for place in members {
        let back = |span: Span| Span::new(span.start + place.start, span.end + place.start);
        let reading = read_plain(reader, place.of(text)).ok()?.moved(back);
        // What only explains or counts is no member: the text is read as a whole.
        let computes = reading.formulas.iter().all(|formula| formula.expr().as_variable().is_none());
        let used = |formula: &Formula| {
            let label = formula.label().map(|label| label.as_str().to_owned());
            label.is_some_and(|label| {
                formulas.iter().any(|other| {
                    other
                        .expr()
                        .nodes()
                        .iter()
                        .any(|node| matches!(&node.kind, NodeKind::Variable(name) if name.as_str() == label))
                })
            })
        };
        if !computes || reading.formulas.iter().any(used) {
            return None;
        }
        formulas.extend(reading.formulas);
    }
    let values = names::only_values(&formulas);
    Some(Reading { formulas }.noting(values.into_iter().collect()))
}

/// A text with web addresses: what stands beside them is read; without a formula there, it is none.
fn beside_addresses(reader: &Reader, text: &str, addresses: &[Span]) -> Result<Reading> {
    let blanked = foreign::blanked(text, addresses);
    let computes = |reading: &Reading| reading.formulas.iter().any(|formula| formula.expr().as_variable().is_none());
    match read_characters(reader, &blanked, &Seen::of(&blanked)) {
        Ok(reading) if computes(&reading) => {
            let notes = addresses.iter().map(|place| Note::new(Code::Remark, Severity::Info, *place));
            Ok(reading.noting(notes.collect()))
        }
        _ => Err(Error::new(Code::NotAFormula)
            .at(foreign::trimmed(text))
            .with("kenapa", "isinya alamat web, bukan besaran")
            .with("why", "it holds a web address and no quantities")),
    }
}

/// Refuses brackets that nest too deep and sums that are too long, before anything recurses or multiplies.
fn check_limits(reader: &Reader, tokens: &[Token<'_>]) -> Result<()> {
    let limit = reader.limits.depth.min(crate::formula::MAX_DEPTH);
    // Few tokens cannot pass either limit.
    if tokens.len() <= limit.min(reader.limits.terms) {
        return Ok(());
    }
    let (mut depth, mut sums, mut signs) = (0_usize, 0_usize, 0_usize);
    for token in tokens {
        depth = frame::deepen(depth, token);
        // Sums of sums without brackets.
        sums = if token.kind == Kind::Sigma { sums + 1 } else { 0 };
        if depth.max(sums) > limit {
            return Err(Error::new(Code::TooDeep).at(token.span).with("batas", limit));
        }
        signs += usize::from(
            matches!(token.kind, Kind::Sign('+' | '-' | '−' | '–' | '×' | '*' | '/' | '÷' | ':'))
                || token.is_key("x")
                || token.is_word() && words::operator(&token.key).is_some(),
        );
        if signs > reader.limits.terms && matches!(token.kind, Kind::Sign('+' | '×' | '÷' | '−')) {
            return Err(Error::new(Code::TooManyTerms).at(token.span).with("batas", reader.limits.terms));
        }
    }
    Ok(())
}

/// Reads a text; where it cannot be read, the misspelt operators that were found are named too.
fn read_plain(reader: &Reader, text: &str) -> Result<Reading> {
    let mut notes = Vec::new();
    read_noting(reader, text, &mut notes).map_err(|error| {
        if error.is_limit() {
            return error;
        }
        // Only headings and signs: there is no place to point at but all of it.
        let nowhere = error.code() == Code::NotAFormula && error.span().is_none_or(Span::is_empty);
        let error = if nowhere { nothing(text) } else { error };
        error.and(notes.into_iter().filter(|note| note.code() == Code::MisspeltWord).map(Note::into_error))
    })
}

/// The doubt whether a dash lists or takes away.
fn dash_or_minus(dash: &Token<'_>, minus: bool) -> Note {
    let (lists, takes) = (("tanda daftar", "a mark of a list"), ("tanda minus", "a minus sign"));
    let (read, other) = if minus { (takes, lists) } else { (lists, takes) };
    problems::ambiguous_sign(dash.span, dash.text, (read.0, other.0), (read.1, other.1)).suggest(dash.span, "")
}

fn read_noting(reader: &Reader, text: &str, notes: &mut Vec<Note>) -> Result<Reading> {
    let mut tokens = token::tokens(text, &reader.limits)?;
    check_limits(reader, &tokens)?;
    near::mend(&mut tokens, reader, notes);
    if let [dash, next, ..] = tokens.as_slice()
        && matches!(dash.kind, Kind::Sign('-' | '–' | '−'))
        && (next.is_word() && !next.spaced && !next.is_symbol()
            || next.spaced && (next.is_open() || next.is_number() || next.is_percent()))
    {
        // Before a number it is read as a minus.
        notes.push(dash_or_minus(dash, next.is_number() || next.is_percent()));
    }
    foreign::refuse_ranges(&tokens, text)?;
    notes.extend(cut_off_word(&mut tokens));
    let indicator: Vec<String> = reader
        .indicator
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    notes.extend(officers::drop_columns(&mut tokens));
    row_debris::drop_fences(&mut tokens);
    row_debris::drop_italics(&mut tokens);
    titles::drop_repeated(&mut tokens);
    notes.extend(titles::cut_meaning(&mut tokens));
    notes.extend(titles::cut_next_cell(&mut tokens));
    notes.extend(titles::before_brackets(&mut tokens));
    notes.extend(weights::add_up_told(&mut tokens));
    verbal::among(&mut tokens);
    verbal::same_ratio_twice(&mut tokens);
    verbal::compared(&mut tokens);
    asides::equate_values(&mut tokens);
    row_debris::drop_rules(&mut tokens);
    bounds::drop_lines(&mut tokens);
    notes.extend(asides::take_equation_number(&mut tokens));
    let lettered = definitions::by_letters(&tokens)
        .or_else(|| definitions::by_brackets(&tokens))
        .or_else(|| definitions::explained_first(&tokens));
    frame::strip_lead(&mut tokens);
    notes.extend(lead_ins::drop_lead_ins(&mut tokens));
    if explains_alone(&tokens) {
        return Err(only_definitions(text));
    }
    let all_tokens = tokens.clone();
    let mut column = label_lines::of_indicator(&mut tokens, &indicator);
    if column.is_empty() {
        let (title, doubts) = titles::of_indicator(&mut tokens, &indicator);
        column = title;
        notes.extend(doubts);
    }
    let (main, definitions) = lettered.unwrap_or_else(|| definitions::split_definitions(tokens));
    let laid = layout::lay_out(main)?;
    notes.extend(laid.notes);
    let statements = frame::statements(laid.tokens);
    let mut entries = if definitions.is_empty() {
        Vec::new()
    } else {
        let all: Vec<Token<'_>> = statements.iter().flat_map(|statement| statement.body.iter().cloned()).collect();
        definitions::entries(&definitions, &all)
    };
    let framing =
        statements.iter().flat_map(|statement| statement.label.iter().chain(statement.results.iter().flatten()));
    let mut covered: Vec<Span> = framing.map(|token| token.span).collect();
    let explained = definitions.first().map_or(usize::MAX, |first| first.span.start);
    let (mut mains, more) = mains::split_statements(statements);
    if let [only] = mains.as_mut_slice()
        && only.label.is_empty()
    {
        only.label = column;
    }
    // `AKR = yang dicatat selama 1 tahun`: no value begins so; a label stands within its numerator.
    let within = more.iter().find(|entry| entry.value.first().is_some_and(|first| first.is_key("yang")));
    let place = within.and_then(|entry| entry.value.iter().map(|token| token.span).reduce(Span::hull));
    notes.extend(place.map(|place| Note::new(Code::IgnoredText, Severity::Doubt, place)));
    entries.extend(more);
    if let Some(sentence) = announced::formulas_below(&mut mains, &mut entries) {
        notes.push(Note::new(Code::IgnoredText, Severity::Doubt, sentence));
        covered.push(sentence);
    }
    covered.extend(
        entries
            .iter()
            .flat_map(|entry| entry.value.iter().chain(&entry.name).chain(&entry.label))
            .map(|token| token.span),
    );
    let mut context = Context { title: Vec::new(), known: Vec::new(), defined: Vec::new() };
    let keys = |name: &[Token<'_>]| name.iter().map(|token| roles::part_key(token).to_owned()).collect();
    // What has no letter is no name, whatever a vocabulary says.
    for name in reader.known.iter().filter(|name| name.as_str().chars().any(char::is_alphabetic)) {
        if let Ok(tokens) = token::tokens(name.as_str(), &reader.limits) {
            context.known.push(keys(&tokens));
        }
    }
    context.defined.extend(entries.iter().map(|entry| keys(&entry.name)));
    context.defined.sort_unstable();
    context.defined.dedup();
    let mut formulas = Vec::new();
    let several = mains.len() > 1;
    for statement in mains {
        context.title =
            statement.label.iter().map(|token| token.key.to_string()).chain(indicator.iter().cloned()).collect();
        formulas.push(formula(reader, statement, &context, &indicator)?);
    }
    // Several symbols, none of them computed: the text only explains, its formula is elsewhere.
    if several && formulas.iter().all(|formula| formula.expr().as_variable().is_some()) {
        return Err(only_definitions(text));
    }
    if formulas.is_empty() {
        return Err(if entries.is_empty() { nothing(text) } else { only_definitions(text) });
    }
    notes.extend(labelled_twice(&formulas));
    let numbers = if several { names::only_values(&formulas) } else { names::only_numbers(&formulas[0], text) };
    let definitions: Vec<Definition> =
        entries.into_iter().filter_map(|entry| definition(reader, entry, &context)).collect();
    notes.extend(defined_twice(&definitions));
    let first = formulas.remove(0).defining(definitions).noting(numbers).noting(std::mem::take(notes));
    formulas.insert(0, first);
    let reading = Reading { formulas };
    covered.extend(coverage::of_reading(&reading));
    let lost = coverage::lost(&all_tokens, covered, explained);
    let mut reading = reading.noting(lost);
    // What was left out is quoted, for readers who see no places.
    let ignored = |note: &Note| note.code() == Code::IgnoredText;
    let quoted = |note: Note| {
        if !ignored(&note) {
            return note;
        }
        let part = names::shorten(&one_space(note.span().of(text)));
        note.with("bagian", part)
    };
    if reading.notes().any(ignored) {
        reading.formulas = reading.formulas.into_iter().map(|formula| formula.map_notes(quoted)).collect();
    }
    if reader.strictness == Strictness::Strict {
        let mut refused =
            reading.notes().filter(|note| note.severity() != Severity::Info).map(|note| note.clone().into_error());
        if let Some(error) = refused.next() {
            return Err(error.and(refused.collect::<Vec<_>>()));
        }
    }
    Ok(reading)
}

/// `... hingga tahap konstruksi sert...`: points glued to the last word say that it goes on.
fn cut_off_word(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let end = tokens.iter().rposition(|token| token.kind != Kind::Break)? + 1;
    let points = tokens[..end].iter().rev().take_while(|token| token.dots() > 0).count();
    let (word, first) = (tokens[..end - points].last()?, tokens.get(end - points).filter(|_| points > 0)?);
    let dots: usize = tokens[end - points..end].iter().map(Token::dots).sum();
    let cut = (3..6).contains(&dots) && !first.spaced && word.is_word();
    let place = word.span.hull(tokens[end - 1].span);
    // `... Beras-Gula (DB...`: the bracket is cut off with it.
    let open = tokens[..end].iter().rposition(|token| token.is_open() || token.is_close());
    let of_name = |open: usize| {
        let before = &tokens[open - 1];
        before.is_word()
            && !before.is_times()
            && words::operator(&before.key).is_none()
            && !frame::computes_apart(&tokens[open..end])
    };
    if let Some(open) = open.filter(|open| cut && *open > 0 && tokens[*open].is_open() && of_name(*open)) {
        tokens.truncate(open);
    }
    cut.then(|| Note::new(Code::IgnoredText, Severity::Doubt, place))
}

/// `Kriteria inklusi : ...` and `Kriteria eksklusi : ...`: lines under headings of the same first word, which compute
/// nothing.
fn explains_alone(tokens: &[Token<'_>]) -> bool {
    let lines = || tokens.split(|token| token.kind == Kind::Break).filter(|line| !line.is_empty());
    let headed = |line: &[Token<'_>]| {
        let colon = line.iter().take(5).position(|token| token.is_sign(':')).filter(|colon| *colon >= 2);
        colon.is_some_and(|colon| {
            line[..colon].iter().all(Token::is_word)
                && line[0].key == tokens[0].key
                && line[0].text.starts_with(char::is_uppercase)
                && !words::quantity_head(&line[0].key)
                && !words::ratio_head(&line[0].key)
                && line.len() > colon + 2
                && !frame::computes(&line[colon + 1..])
        })
    };
    // `Rumus`, then `JP : Total petani` and `JKP : Total kios`: symbols alone, each with what it stands for.
    let heading = usize::from(lines().next().is_some_and(frame::only_heads));
    let explains = |line: &[Token<'_>]| match line {
        [symbol, colon, first, second, ..] => {
            symbol.is_symbol()
                && symbol.text.chars().count() > 1
                && !words::frames(&symbol.key)
                && colon.is_sign(':')
                && first.is_word()
                && second.is_word()
                && !frame::computes_apart(&line[2..])
        }
        _ => false,
    };
    let listed = lines().nth(heading + 1).is_some() && lines().skip(heading).take(mains::MOST_USED).all(explains);
    listed || lines().nth(1).is_some() && lines().take(mains::MOST_USED).all(headed)
}

fn only_definitions(text: &str) -> Error {
    Error::new(Code::NotAFormula)
        .at(foreign::trimmed(text))
        .with("kenapa", "isinya hanya keterangan lambang, tanpa rumusnya")
        .with("why", "it only explains symbols, without the formula")
}

fn nothing(text: &str) -> Error {
    let error = Error::new(Code::NotAFormula).at(foreign::trimmed(text));
    match text.trim().strip_suffix(['=', ':']).map(str::trim) {
        Some(label) => error
            .with("kenapa", format!("sesudah \"{label}\" tidak ada rumusnya"))
            .with("why", format!("no formula follows \"{label}\"")),
        None => error.with("kenapa", "tidak ada besaran di dalamnya").with("why", "it holds no quantity"),
    }
}

/// The doubt that a symbol is defined twice, each time otherwise: nothing can be computed with it.
fn defined_twice(definitions: &[Definition]) -> Option<Note> {
    let few = &definitions[..definitions.len().min(MOST_DEFINITIONS)];
    let contradicted = |at: &usize| few[..*at].iter().any(|first| few[*at].contradicts(first));
    let twice = &few[(1..few.len()).find(contradicted)?];
    Some(Note::new(Code::DefinitionTwice, Severity::Doubt, twice.expr().span()).with("nama", twice.name()))
}

/// The doubt that two formulas have one label, `Jika ...: Capaian = A / B` and `Jika ...: Capaian = C`: which one holds is not said.
fn labelled_twice(formulas: &[Formula]) -> Option<Note> {
    let (first, others) = formulas.split_first().filter(|(_, others)| others.len() < MOST_DEFINITIONS)?;
    let label = first.label()?;
    let twice = others.iter().find(|other| {
        other.label() == Some(label) && other.expr() != first.expr() && !other.expr().names().is_empty()
    })?;
    Some(Note::new(Code::DefinitionTwice, Severity::Doubt, twice.expr().span()).with("nama", label))
}

/// Among more definitions none is compared with the others.
const MOST_DEFINITIONS: usize = 64;

/// The formula of a statement.
fn formula(reader: &Reader, statement: Statement<'_>, context: &Context, indicator: &[String]) -> Result<Formula> {
    let Statement { mut label, mut body, results, in_percent, ignored, framed: _, doubtful_colon, told } = statement;
    let mut notes: Vec<Note> =
        ignored.into_iter().map(|span| Note::new(Code::IgnoredText, Severity::Doubt, span)).collect();
    if let Some(span) = doubtful_colon {
        notes.push(
            problems::ambiguous_sign(
                span,
                ":",
                ("akhir nama rumus", "pembagian"),
                ("the end of a label", "a division"),
            )
            .suggest(span, "="),
        );
    }
    if label.is_empty() {
        label = labels::label_before_bracket(&mut body);
    }
    // `Angka Karam (AKP) 1000 Vessel Loss : A / B`: the scale got into the label.
    let scale = label.windows(2).find(|two| {
        two[1].text.len() > 2
            && two[1].is_number()
            && two[1].is_scale()
            && two[1].spaced
            && !matches!(&*two[0].key, "per" | "setiap" | "tiap" | "dari" | "dengan" | "hingga" | "sampai" | "minimal")
    });
    notes.extend(scale.map(|two| Note::new(Code::IgnoredText, Severity::Doubt, two[1].span)));
    // `A x 100% = B`: a label that computes is most likely the numerator, and over two lines another formula.
    let lines = label.iter().any(|token| token.line > label[0].line);
    if let Some(last) = label.last().filter(|last| (last.is_scale() || lines) && frame::computes_apart(&label)) {
        notes.push(Note::new(Code::IgnoredText, Severity::Doubt, label[0].span.hull(last.span)));
    }
    // `Persentase: Persentase petani terlatih (A / B x 100%)`: the first word only heads.
    if label.is_empty() || label.len() == 1 && words::percent_head(&label[0].key) {
        let run_on = labels::label_run_on(&mut body, indicator, &mut notes);
        label = if run_on.is_empty() { label } else { run_on };
    }
    if label.is_empty() {
        label = labels::label_before_symbols(&mut body, &mut notes);
    }
    if label.is_empty() {
        label = labels::label_before_group(&mut body, &mut notes);
    }
    notes.extend(powers::from_above(&mut label, &mut body));
    labels::trailing_number(&mut body, &label, &mut notes);
    notes.extend(weights::add_up(&mut body));
    notes.extend(bars::restore(&mut body, context));
    notes.extend(repeats::restore(&mut body, context.wants_growth()));
    notes.extend(repeats::reached_over_planned(&mut body));
    let (expr, found) = expression(reader, &body, context, in_percent)?;
    notes.extend(found);
    if let Some(name) = expr.as_variable() {
        let note = counts::one_quantity(name.as_str(), &body, &label, indicator)?;
        notes.extend(note.or_else(|| told.map(|place| Note::new(Code::OneQuantity, Severity::Doubt, place))));
    }
    let mut placed: Vec<&Token<'_>> = Vec::with_capacity(body.len());
    placed.extend(body.iter().filter(|token| !token.text.is_empty()));
    placed.sort_by_key(|token| token.span.start);
    let mut from = 0;
    for node in expr.nodes() {
        let NodeKind::Variable(name) = &node.kind else { continue };
        if compose::cut_off(name.as_str()) {
            return Err(Error::new(Code::CutOff).at(node.span).with("akhir", name));
        }
        // Names mostly follow one another: the search begins where the last one ended.
        if placed.get(from).is_none_or(|token| token.span.start > node.span.start) {
            from = placed.partition_point(|token| token.span.start < node.span.start);
        }
        let until = |at: usize, end: usize| at + placed[at..].iter().take_while(|token| token.span.start < end).count();
        from = until(from, node.span.start);
        let to = until(from, node.span.end);
        let run = placed.get(from..to).unwrap_or(&[]);
        // `A dibagi jumlah`: a bare head behind an operator lost its noun.
        let bare = matches!(name.key(), "jumlah" | "banyaknya" | "jml" | "seluruh" | "semua");
        if bare
            && expr.nodes().len() > 1
            && run.last().is_some_and(|last| placed.last().is_some_and(|end| end.span == last.span))
        {
            return Err(Error::new(Code::CutOff).at(node.span).with("akhir", name));
        }
        let doubt = names::doubt(name.as_str(), node.span, run).or_else(|| {
            let last = run.last().is_some_and(|last| placed.last().is_some_and(|end| end.span == last.span));
            names::beside_others(&expr, node.span, run, last)
        });
        notes.extend(doubt);
        if let Some(error) = names::two_symbols(run, context) {
            return Err(error);
        }
    }
    notes.extend(suspicious::ratio_of_a_ratio(&expr));
    notes.extend(suspicious::sum_of_a_bound(&expr, &results));
    if !notes.iter().any(|note| note.code() == Code::MissingBracket) {
        notes.extend(suspicious::doubts(&expr));
    }
    let doubted = notes.iter().any(|note| note.code() == Code::AmbiguousSign);
    if label.is_empty() && !context.wants_ratio() && !doubted {
        notes.extend(names::parted_words(&expr, &body));
    }
    if !notes.iter().any(|note| note.code() == Code::OddName) {
        notes.extend(suspicious::undivided(&expr));
    }
    if let Some((span, number, noun)) = compose::rate_base(&expr) {
        let name = format!("{number} {noun}");
        notes.push(
            Note::new(Code::RateBase, Severity::Doubt, span)
                .with("nama", name)
                .with("angka", &number)
                .with("benda", &noun)
                .suggest(span, format!("{noun} x {number}")),
        );
    }
    let mut formula = Formula::new(expr).noting(notes);
    if !label.is_empty() {
        formula = formula.labelled(compose::name_text(&label));
    }
    // `Jumlah A = 45 dibagi jumlah B = 90 x 100%`: the numbers behind the signs can be what the names stand for.
    let counted = label.first().is_some_and(|first| words::count_head(&first.key));
    let computed = |result: &Vec<Token<'_>>| result.len() > 1 && frame::computes_apart(result);
    if let Some(first) = results.iter().find(|result| counted && computed(result)).and_then(|result| result.first()) {
        formula = formula.noting([problems::ambiguous_sign(
            first.span,
            "=",
            ("tanda hasil", "tanda nilai sebuah besaran"),
            ("the sign of a result", "of the value of a quantity"),
        )]);
    }
    for result in results {
        if let Ok((result, _)) = expression(reader, &result, context, false) {
            formula = formula.noting(names::counted_names(&result)).stating(result);
        } else {
            let place = result.iter().map(|token| token.span).reduce(Span::hull).unwrap_or_default();
            formula = formula.noting([Note::new(Code::IgnoredText, Severity::Doubt, place)]);
        }
    }
    let differs = stated::contradiction(formula.expr(), formula.results());
    Ok(formula.noting(differs))
}

/// The tree of an expression: the best reading by the clues, and a doubt where another one is nearly as good.
fn expression(reader: &Reader, body: &[Token<'_>], context: &Context, in_percent: bool) -> Result<(Expr, Vec<Note>)> {
    let end = body.last().map_or(0, |last| last.span.end);
    let size = end.saturating_sub(body.first().map_or(0, |first| first.span.start));
    let mut body = Tokens::Borrowed(body);
    asides::multiply_by_constant(&mut body);
    asides::drop_asides(&mut body);
    asides::join_points(&mut body);
    asides::drop_of(&mut body);
    let remark = asides::take_remark(&mut body);
    let shown_in = asides::take_scale(&mut body).or(in_percent.then_some(Scale::Percent));
    let mut found = slips::find(&body, context);
    if !found.is_empty() {
        // What else is wrong is said too, but not again what the slips have said.
        let more = compose::compose(&body, context, &HashMap::new(), None).err();
        let more = more.filter(|error| !error.is_limit()).map(Error::apart).into_iter().flatten();
        let apart: Vec<Error> = more.filter(|error| found.iter().all(|slip| !slip.touches(error))).collect();
        found.extend(apart);
    }
    problems::joined(found)?;
    let mut rival: Vec<Note> = slips::doubled_percent(&body).collect();
    rival.extend(remark.map(|place| Note::new(Code::Remark, Severity::Info, place)));
    let (body, raised) = powers::raise(body);
    let (body, ordered) = sequence::settle(body);
    rival.extend(raised.into_iter().chain(ordered));
    let written = verbal::rewrite(body, context);
    let shown_in = shown_in.or(written.in_percent.then_some(Scale::Percent));
    let tokens = written.tokens;
    let tries = if size > CANDIDATE_BYTES { 0 } else { reader.limits.candidates };
    let read = |forced: &HashMap<usize, bool>| compose::compose(&tokens, context, forced, shown_in);
    if let Some(word) = &written.rival {
        rival.push(Note::new(Code::AmbiguousPart, Severity::Doubt, word.span).with("kata", word.text));
    }
    rival.extend(written.of_total.map(|of| doubt(&of, true, None)));
    if let Some(span) = written.comparison {
        rival.push(Note::new(Code::Comparison, Severity::Doubt, span));
    }
    // `Angka kerusakan` / `- Angka kerusakan untuk setiap ...`: a dash that begins a line lists as well.
    let begins = |three: &&[Token<'_>]| {
        let (before, dash, next) = (&three[0], &three[1], &three[2]);
        matches!(dash.kind, Kind::Sign('-' | '–'))
            && dash.line > before.line
            && (before.is_word() || before.is_close())
            && next.is_word()
            && next.spaced
            && next.text.starts_with(char::is_uppercase)
            && !next.is_symbol()
            && tokens[0].key != next.key
    };
    rival.extend(tokens.windows(3).find(begins).map(|three| dash_or_minus(&three[1], true)));
    // What a bracket closes on one line and another begins on the next was hardly meant to be multiplied.
    for two in tokens.windows(2) {
        let (left, right) = (&two[0], &two[1]);
        let begins = right.is_open() || matches!(&*right.key, "ln" | "log" | "akar");
        if left.is_close() && begins && left.line < right.line && !left.text.is_empty() && !right.text.is_empty() {
            let place = Span::at(right.span.start);
            rival.push(mend::lost(place, left.text, right.text, Operator::Multiply));
        }
    }
    let (best, places, flipped) = match read(&HashMap::new()) {
        Ok((best, places)) => (best, places, None),
        Err(error) => {
            let (best, places, at) = mended(&tokens, context, &read, tries).ok_or(error)?;
            (best, places, Some(at))
        }
    };
    let Composed { expr, mut notes } = best;
    notes.extend(rival);
    if let Some(at) = flipped {
        notes.push(settled(doubt(&tokens[at], false, None), &tokens[at], false, &expr));
    }
    let mut near: Vec<Place> = places.into_iter().filter(|place| place.score.abs() < DOUBT).collect();
    near.sort_by(|a, b| a.score.abs().total_cmp(&b.score.abs()));
    for place in near.into_iter().take(2.min(tries)) {
        let other = HashMap::from([(place.at, place.score <= 0.0)]);
        if let Ok((other, _)) = read(&other)
            && other.expr != expr
        {
            let mut reading = other.expr.to_string();
            // Where a colon does not divide, it ends a label.
            if let (true, Some(name)) = (tokens[place.at].is_sign(':'), other.expr.as_variable())
                && let Some((label, named)) = name.as_str().split_once(':')
            {
                reading = format!("\"{}\" = \"{}\"", label.trim(), named.trim());
            }
            let (token, operator) = (&tokens[place.at], place.score > 0.0);
            notes.push(settled(doubt(token, operator, Some(reading)), token, operator, &expr));
        }
    }
    Ok((expr, notes))
}

/// Where the clues give no possible reading: the one that flips the weakest places.
fn mended(
    tokens: &[Token<'_>],
    context: &Context,
    read: &impl Fn(&HashMap<usize, bool>) -> Result<(Composed, Vec<Place>)>,
    tries: usize,
) -> Option<(Composed, Vec<Place>, usize)> {
    let mut places = roles::assign(tokens, context, &HashMap::new()).places;
    places.sort_by(|a, b| a.score.abs().total_cmp(&b.score.abs()));
    places.into_iter().filter(|place| place.score.abs() < 5.0).take(tries).find_map(|place| {
        let flip = HashMap::from([(place.at, place.score <= 0.0)]);
        read(&flip).ok().map(|(best, places)| (best, places, place.at))
    })
}

/// The note that a sign was read one way and could be the other.
fn doubt(token: &Token<'_>, operator: bool, other: Option<String>) -> Note {
    let (id, en) = (["bagian nama", "operator"], ["part of a name", "an operator"]);
    let (is, could) = (usize::from(operator), usize::from(!operator));
    let note = Note::new(Code::AmbiguousSign, Severity::Doubt, token.span)
        .with("tanda", token.text)
        .with("peran", id[is])
        .with("peran_lain", id[could])
        .with("role", en[is])
        .with("other_role", en[could]);
    match other {
        Some(other) => note.other(other),
        None => note,
    }
}

/// The same note with a text that leaves no doubt: the operator as a word, or the name in quotes.
fn settled(note: Note, token: &Token<'_>, operator: bool, expr: &Expr) -> Note {
    if operator {
        let word = match token.kind {
            Kind::Sign('/' | ':') => "dibagi",
            Kind::Sign('-' | '−' | '–') => "dikurangi",
            Kind::Sign('*') => "dikali",
            _ if token.is_key("x") => "dikali",
            _ => return note,
        };
        let before = if token.spaced { "" } else { " " };
        return note.suggest(token.span, format!("{before}{word} "));
    }
    let within = |span: Span| span.start <= token.span.start && token.span.end <= span.end;
    let named = expr.nodes().iter().find_map(|node| match &node.kind {
        NodeKind::Variable(name) if within(node.span) => Some((node.span, name)),
        _ => None,
    });
    match named {
        Some((span, name)) if !name.as_str().contains('"') => note.suggest(span, format!("\"{name}\"")),
        _ => note,
    }
}

/// A definition; what cannot be computed is kept as the name of what the symbol stands for.
fn definition(reader: &Reader, entry: Entry<'_>, context: &Context) -> Option<Definition> {
    let name = compose::name_text(&entry.name);
    let mut value = entry.value;
    remarks::cut_remarks(&mut value);
    if name.is_empty() || compose::name_text(&value).is_empty() {
        return None;
    }
    let span = value.first().map_or(Span::default(), |first| first.span);
    let plain = Expr::variable(compose::name_text(&value)).at(span);
    let read = if mains::sure_to_compute(&value) || value.len() == 1 {
        expression(reader, &value, context, false).map(|(expr, _)| expr)
    } else {
        Ok(plain.clone())
    };
    let definition = Definition::new(name, read.unwrap_or(plain));
    let label = compose::name_text(&entry.label);
    Some(if label.is_empty() { definition } else { definition.labelled(label) })
}
