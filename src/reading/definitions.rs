//! Definitions: `Ket : x : Jumlah desa maju`, `Dimana`, run-on `A = ... B = ...`.

use super::frame::{deepen, trim_ends};
use super::token::{Kind, Token, drop_marked};
use super::words;

/// A definition before its value is read.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub name: Vec<Token<'t>>,
    pub label: Vec<Token<'t>>,
    pub value: Vec<Token<'t>>,
}

/// Where the definitions begin: the keyword, and the first token after it.
fn definitions_at(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        if defines_in_footnote(tokens, at) {
            return Some((at, at + 2));
        }
        depth = deepen(depth, token);
        if !token.is_word() || depth > 0 {
            continue;
        }
        let two =
            token.is_key("di") && tokens.get(at + 1).is_some_and(|next| next.is_key("mana") || next.is_key("mna"));
        // `Faktor: a = 0,05, b = 0,3`
        let factors = at > 2
            && token.is_key("faktor")
            && tokens.get(at + 1).is_some_and(|next| next.is_sign(':'))
            && tokens.get(at + 2).is_some_and(Token::is_symbol)
            && tokens.get(at + 3).is_some_and(|sign| sign.is_sign('='));
        if !two && !factors && !words::opens_definitions(&token.key) {
            continue;
        }
        let mut after = at + 1 + usize::from(two);
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let line_start = before.is_none_or(|before| before.kind == Kind::Break);
        let mut marked = false;
        while let Some(next) = tokens.get(after) {
            match next.kind {
                Kind::Sign(':' | '.' | ',') => marked = marked || next.is_sign(':'),
                Kind::Break => {}
                _ => break,
            }
            after += 1;
        }
        let broken = tokens.get(at + 1 + usize::from(two)).is_some_and(|next| next.kind == Kind::Break);
        // `dengan` is a common word: only a colon makes it a keyword.
        let opens = match &*token.key {
            "dengan" | "dgn" if broken && line_start => true,
            "dengan" | "dgn"
                if !(before.is_some_and(|before| {
                    before.is_sign(',')
                        || before.is_scale()
                        || before.is_close()
                        || tokens.get(after).is_some_and(Token::is_symbol)
                            && (before.is_sign(';') || before.kind == Kind::Break)
                }) && defines_symbol(tokens, after)) =>
            {
                marked && !before.is_some_and(|before| before.is_key("rumus") || before.is_key("sama"))
            }
            "ket" | "keterangan" | "diketahui" => {
                marked || broken && line_start || line_start && defines_symbol(tokens, after)
            }
            _ if defines_symbol(tokens, after) => true,
            _ => marked || line_start || broken || before.is_some_and(|before| before.is_sign(',')),
        };
        if opens {
            return Some((at, after));
        }
    }
    None
}

/// `*) UPLM = Unsur ...` behind a formula.
fn defines_in_footnote(tokens: &[Token<'_>], at: usize) -> bool {
    let marked = tokens[at].is_sign('*') && tokens.get(at + 1).is_some_and(|next| next.is_sign(')'));
    marked && at > 0 && tokens.get(at + 2).is_some_and(Token::is_symbol) && defines_symbol(tokens, at + 2)
}

/// `dimana x = ...`: whether a symbol and a sign follow.
fn defines_symbol(tokens: &[Token<'_>], at: usize) -> bool {
    let sign = |token: &Token<'_>| token.is_sign('=') || token.is_sign(':');
    let copula = tokens.get(at).is_some_and(Token::is_symbol)
        && tokens.get(at + 1).is_some_and(|next| next.is_word() && words::copula(&next.key));
    tokens.get(at).is_some_and(Token::is_word) && tokens.iter().skip(at + 1).take(2).any(sign) || copula
}

/// Where a remark begins that belongs to no formula: `Catatan :`, `Contoh :`.
fn remark_at(tokens: &[Token<'_>]) -> Option<usize> {
    let part = tokens.iter().position(|token| token.is_word() && words::part_of_fraction(&token.key));
    (1..tokens.len()).find(|at| {
        matches!(&*tokens[*at].key, "catatan" | "contoh" | "note" | "misal" | "misalnya")
            && tokens[*at].is_word()
            && tokens.get(at + 1).is_some_and(|next| next.is_sign(':'))
            // `Jadi, contohnya, jika ...`
            || tokens[*at].is_key("contohnya") && tokens[*at].is_word()
            // `Pembilang : ...` behind the formula says a part of it again.
            || part == Some(*at)
                && tokens[at - 1].kind == Kind::Break
                && tokens[..*at].windows(2).any(|two| two[0].is_times() && two[1].is_scale())
            || super::remarks::begins_remark_line(tokens, *at) && !defines_in_footnote(tokens, *at)
    })
}

/// The line that begins definitions without a keyword: a symbol of the formula, then a colon or an equals sign.
fn unannounced(tokens: &[Token<'_>]) -> Option<usize> {
    // A name of the formula is explained as a symbol is: `Jumlah alat yang terpenuhi: Jumlah alat yang ...`.
    let named = |token: &Token<'_>| token.is_word() && words::count_head(&token.key);
    let starts = (1..tokens.len())
        .filter(|at| tokens[at - 1].kind == Kind::Break && (tokens[*at].is_symbol() || named(&tokens[*at])));
    starts.take(MOST_LINES).find(|at| {
        let most = if named(&tokens[*at]) { 16 } else { 8 };
        let width = tokens[*at..].iter().take(most).position(|token| token.is_sign(':') || token.is_sign('='));
        let before = &tokens[..*at];
        let said = width.is_some_and(|width| {
            // What follows explains in words; a fraction on the next line does not.
            let value = tokens.get(at + width + 1..).unwrap_or(&[]);
            let words = value.iter().take_while(|token| token.is_word()).take(2);
            value.first().is_some_and(Token::is_word)
                && words.filter(|token| !token.is_symbol()).count() > 0
                && appears(before, bare(&tokens[*at..at + width]))
        });
        said && super::frame::computes(before)
    })
}

/// `• IP Indeks Perkerasan`: lines behind a formula that each begin with a bullet and a symbol of it.
fn bulleted(tokens: &[Token<'_>]) -> Option<usize> {
    let begins = |at: usize| {
        tokens[at].is_sign('•')
            && tokens[at - 1].kind == Kind::Break
            && matches!(&tokens[at + 1..], [symbol, word, ..]
                if symbol.is_symbol() && word.is_word() && !word.is_symbol() && word.text.starts_with(char::is_uppercase))
    };
    let mut lines = (1..tokens.len()).filter(|at| begins(*at)).take(MOST_LINES);
    let (first, second) = (lines.next()?, lines.next()?);
    let before = &tokens[..first];
    let used = |at: usize| appears(before, &tokens[at + 1..=at + 1]);
    (super::frame::computes(before) && used(first) && used(second)).then_some(first)
}

/// `NTP = (It : Ib) x 100, It adalah ... dan Ib adalah ...`: where symbols of the formula are explained behind it.
fn explained(tokens: &[Token<'_>]) -> Option<usize> {
    let says = |at: usize| {
        tokens.get(at + 1).is_some_and(|next| {
            next.is_word() && words::copula(&next.key) || matches!(next.kind, Kind::Sign('=' | ':'))
        })
    };
    let starts = (1..tokens.len())
        .filter(|at| matches!(tokens[at - 1].kind, Kind::Sign(',' | ';') | Kind::Break) && tokens[*at].is_symbol())
        .filter(|at| says(*at));
    starts.take(MOST_LINES).find(|at| {
        let before = &tokens[..*at - 1];
        appears(super::frame::after_label(before), &tokens[*at..=*at]) && super::frame::computes(before)
    })
}

/// `N (Numerator)`: the symbol without what explains it.
fn bare<'a, 't>(name: &'a [Token<'t>]) -> &'a [Token<'t>] {
    match name {
        [symbol, open, .., close] if symbol.is_symbol() && open.is_open() && open.spaced && close.is_close() => {
            &name[..1]
        }
        _ => name,
    }
}

/// How many lines are looked at for definitions without a keyword.
const MOST_LINES: usize = 64;

/// Parts a text into its formulas and the tokens of its definitions.
pub(super) fn split_definitions(mut tokens: Vec<Token<'_>>) -> (Vec<Token<'_>>, Vec<Token<'_>>) {
    // `A → nilai audit`: at the start of a line an arrow behind a symbol explains it.
    for at in 1..tokens.len() {
        let explains = tokens[at].is_sign('→')
            && tokens[at - 1].is_symbol()
            && at.checked_sub(2).is_none_or(|before| tokens[before].kind == Kind::Break);
        if explains {
            tokens[at].kind = Kind::Sign('=');
        }
    }
    if let Some(at) = remark_at(&tokens) {
        tokens.truncate(at);
    }
    match definitions_at(&tokens) {
        Some((keyword, after)) => {
            let mut definitions = tokens.split_off(after);
            tokens.truncate(keyword);
            drop_dashes(&mut definitions);
            (tokens, definitions)
        }
        None => match unannounced(&tokens).or_else(|| explained(&tokens)).or_else(|| bulleted(&tokens)) {
            Some(at) => {
                let definitions = tokens.split_off(at);
                (tokens, definitions)
            }
            None => (tokens, Vec::new()),
        },
    }
}

/// How many tokens behind a dash the sign of a definition is looked for.
const MOST_NAME: usize = 6;

/// Drops the dashes that list definitions, each at the start of its line: `- Total aspek = 9`.
fn drop_dashes(tokens: &mut Vec<Token<'_>>) {
    let lists = |at: usize| {
        let begins = at == 0 || tokens[at - 1].kind == Kind::Break;
        begins
            && matches!(tokens[at].kind, Kind::Sign('-' | '–' | '*'))
            && tokens.get(at + 1).is_some_and(|next| next.is_word() && next.spaced)
            && tokens[at + 1..].iter().take(MOST_NAME).any(|sign| sign.is_sign('=') || sign.is_sign(':'))
    };
    let dashes: Vec<bool> = (0..tokens.len()).map(lists).collect();
    drop_marked(tokens, dashes);
}

/// `Sasaran: Jumlah siswa di wilayah kerja. Capaian dibagi sasaran x 100%`: a quantity that is explained before the formula that
/// uses it. Gives the tokens of the formula and those of the definition.
pub(super) fn explained_first<'t>(tokens: &[Token<'t>]) -> Option<(Vec<Token<'t>>, Vec<Token<'t>>)> {
    let [name, colon, first, ..] = tokens else { return None };
    if !(name.is_word() && colon.is_sign(':') && first.is_word() && !words::heading(&name.key)) {
        return None;
    }
    let stop = super::remarks::sentence_end(tokens).filter(|stop| tokens[*stop].is_sign('.'))?;
    let (explained, formula) = (&tokens[..stop], &tokens[stop + 1..]);
    let used = formula.iter().any(|token| token.is_word() && token.key == name.key);
    let plain = formula.iter().all(|token| !token.is_sign('=') && !token.is_sign(':') && token.kind != Kind::Break);
    let sure = used && plain && super::frame::computes_apart(formula) && !super::frame::computes_apart(explained);
    sure.then(|| (formula.to_vec(), explained.to_vec()))
}

/// `a. Jumlah A` and `b. Jumlah B` on lines of their own, where the formula computes with these letters: the list defines
/// them. Gives the tokens of the formula and those of the definitions.
pub(super) fn by_letters<'t>(tokens: &[Token<'t>]) -> Option<(Vec<Token<'t>>, Vec<Token<'t>>)> {
    if tokens.iter().all(|token| token.kind != Kind::Break) {
        return None;
    }
    let marked = |line: &[Token<'t>]| {
        let [letter, mark, next, ..] = line else { return false };
        letter.text.len() == 1
            && letter.text.bytes().all(|b| b.is_ascii_lowercase())
            && (mark.is_sign('.') || mark.is_sign(')'))
            && !mark.spaced
            && next.spaced
            && next.is_word()
    };
    // `N : Jumlah ...` before `Formula N/D x 100%` says the same.
    let defined = |line: &[Token<'t>]| {
        let [symbol, colon, next, ..] = line else { return false };
        symbol.is_symbol() && (colon.is_sign(':') || colon.is_sign('=')) && next.is_word() && !next.is_symbol()
    };
    let symbols = tokens.split(|token| token.kind == Kind::Break).find(|line| !line.is_empty()).is_some_and(defined);
    let marked = |line: &[Token<'t>]| if symbols { defined(line) } else { marked(line) };
    let lines: Vec<&[Token<'t>]> =
        tokens.split(|token| token.kind == Kind::Break).filter(|line| !line.is_empty()).take(MOST_LINES).collect();
    let letters: Vec<&str> = lines.iter().filter(|line| marked(line)).map(|line| line[0].text).collect();
    let in_order = symbols || letters.iter().zip(b'a'..).all(|(letter, at)| letter.bytes().eq([at]));
    if letters.len() < 2 || !in_order || tokens.iter().filter(|token| token.kind == Kind::Break).count() >= MOST_LINES {
        return None;
    }
    let main: Vec<Token<'t>> =
        lines.iter().filter(|line| !marked(line)).flat_map(|line| line.iter().cloned()).collect();
    let used = letters.iter().filter(|letter| main.iter().any(|token| token.text == **letter)).count();
    if used < 2 || !super::frame::computes(&main) {
        return None;
    }
    let mut definitions = Vec::new();
    for line in lines.iter().filter(|line| marked(line)) {
        let mut line = line.to_vec();
        line[1].kind = Kind::Sign(':');
        let end = line[line.len() - 1].clone_end();
        definitions.append(&mut line);
        definitions.push(Token { kind: Kind::Break, ..end });
    }
    Some((main, definitions))
}

/// `1. Jumlah A (a)` and `2. Jumlah B (b)`, where the formula computes with these letters: the brackets define them.
pub(super) fn by_brackets<'t>(tokens: &[Token<'t>]) -> Option<(Vec<Token<'t>>, Vec<Token<'t>>)> {
    let lines = || tokens.split(|token| token.kind == Kind::Break).filter(|line| !line.is_empty());
    if !(3..MOST_LINES).contains(&lines().take(MOST_LINES).count()) {
        return None;
    }
    let defined = |line: &[Token<'t>]| match line {
        [first, name @ .., open, symbol, close] => {
            open.is_sign('(')
                && close.is_sign(')')
                && symbol.is_symbol()
                && symbol.text.chars().count() <= 2
                && !super::frame::computes_apart(name)
                && (first.is_word() || first.is_number())
                && name.iter().any(|token| token.is_word() && words::quantity_head(&token.key) || first.is_word())
        }
        _ => false,
    };
    let main: Vec<Token<'t>> = lines().filter(|line| !defined(line)).flatten().cloned().collect();
    let symbols = || lines().filter(|line| defined(line)).map(|line| &line[line.len() - 2]);
    let used = symbols().filter(|symbol| main.iter().any(|token| token.text == symbol.text)).count();
    if used < 2 || used * 2 < symbols().count() || !super::frame::computes(&main) {
        return None;
    }
    let mut definitions = Vec::new();
    for line in lines().filter(|line| defined(line)) {
        let symbol = &line[line.len() - 2];
        let mut name = line[..line.len() - 3].to_vec();
        super::frame::strip_lead(&mut name);
        definitions.push(symbol.clone());
        definitions.push(Token::made(':', symbol.span, symbol.line));
        definitions.append(&mut name);
        definitions.push(Token { kind: Kind::Break, ..symbol.clone_end() });
    }
    Some((main, definitions))
}

/// Where a name that stands for a quantity begins when it ends at `end`: symbols with their index, as in `KT_B`, `X(1)`,
/// `BRP-(n-1)`, `Lc i-1`. Names that stand in `main` go before others.
pub(super) fn symbol_start(tokens: &[Token<'_>], end: usize, main: &[Token<'_>]) -> Option<usize> {
    let mut best = None;
    let mut at = end;
    for _ in 0..4 {
        let Some(start) = glued_start(tokens, at) else { break };
        let acronym = tokens[start].text.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let known =
            appears(main, &tokens[start..end]) || acronym && start + 1 < end && appears(main, &tokens[start..=start]);
        if !known && best.is_some() {
            break;
        }
        best = Some(start);
        at = start;
    }
    best
}

/// Where the symbol begins that ends at `end`, with what is glued to it: an index in brackets, `-n`, `_B`.
fn glued_start(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let mut at = end;
    let mut steps = 0;
    loop {
        let last = at.checked_sub(1).map(|last| &tokens[last])?;
        steps += 1;
        if steps > 8 {
            return None;
        }
        if last.is_close() {
            at = (0..at - 1).rev().take(6).find(|i| tokens[*i].is_open())?;
        } else if last.is_symbol() {
            at -= 1;
            // `BRP-n`: what is glued before the hyphen belongs to it.
            let hyphen = at >= 2
                && !tokens[at].spaced
                && tokens[at - 1].is_sign('-')
                && !tokens[at - 1].spaced
                && tokens[at - 2].is_symbol();
            if !hyphen {
                return Some(at);
            }
        } else if (last.is_sign('-') || last.is_sign('−')) && at < end || last.is_number() && !last.spaced {
            at -= 1;
        } else {
            return None;
        }
    }
}

/// Whether the run of tokens stands in `main` as written.
fn appears(main: &[Token<'_>], run: &[Token<'_>]) -> bool {
    !run.is_empty()
        && main
            .windows(run.len())
            .any(|window| window.iter().zip(run).all(|(a, b)| a.text == b.text && a.kind == b.kind))
}

/// Whether a word stands alone between the signs of `main`.
fn operand_alone(main: &[Token<'_>], word: &Token<'_>) -> bool {
    let apart = |at: Option<&Token<'_>>| at.is_none_or(|token| !token.is_word() || token.is_key("x"));
    word.is_word()
        && (0..main.len()).any(|at| {
            main[at].text == word.text && apart(at.checked_sub(1).map(|at| &main[at])) && apart(main.get(at + 1))
        })
}

/// The definitions in a run of tokens.
pub(super) fn entries<'t>(tokens: &[Token<'t>], main: &[Token<'t>]) -> Vec<Entry<'t>> {
    let mut depth = 0;
    let mut separators = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        depth = deepen(depth, token);
        // A copula defines only in running text, where no sign does, and behind one word that begins a listed line.
        let listed = at >= 3
            && token.is_word()
            && words::copula(&token.key)
            && tokens[at - 1].is_word()
            && matches!(tokens[at - 2].kind, Kind::Sign('-' | '–' | '•'))
            && tokens[at - 3].kind == Kind::Break
            && operand_alone(main, &tokens[at - 1]);
        let named = at > 0
            && (tokens[at - 1].is_symbol()
                || token.is_word()
                    && words::copula(&token.key)
                    && symbol_start(tokens, at, main).is_some_and(|start| appears(main, &tokens[start..at])));
        let copula = token.is_word() && words::copula(&token.key) && (separators.is_empty() || named || listed);
        if depth == 0 && at > 0 && (token.is_sign(':') || token.is_sign('=') || copula) {
            separators.push(at);
        }
    }
    // For each separator the start of the name before it.
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for separator in separators {
        let region = from..separator;
        let trim = |mut at: usize| {
            while at < separator
                && matches!(tokens[at].kind, Kind::Break | Kind::Sign('•' | ',' | ';' | '*' | '.' | '-' | '–'))
            {
                at += 1;
            }
            // `1) a adalah ...`
            let listed = matches!(&tokens[at..separator], [number, close, _, ..]
                if number.is_number() && number.text.len() == 1 && close.is_sign(')'));
            if listed { at + 2 } else { at }
        };
        let line = (region.start..region.end).rev().find(|i| tokens[*i].kind == Kind::Break).map(|i| i + 1);
        let semicolon = (region.start..region.end).rev().find(|i| tokens[*i].is_sign(';')).map(|i| i + 1);
        // `Catch = ...`: a word of the formula that stands there alone.
        let word = separator.checked_sub(1).filter(|at| {
            let token = &tokens[*at];
            let short = token.text.len() <= 4 && token.spaced;
            *at > region.start && (short || token.text.starts_with(char::is_uppercase)) && operand_alone(main, token)
        });
        let symbol = symbol_start(tokens, separator, main).filter(|at| *at >= region.start).or(word);
        let start = match (starts.is_empty(), line.max(semicolon), symbol) {
            (true, None, _) => trim(0),
            (_, Some(line), Some(symbol)) if symbol >= line => symbol,
            (_, Some(line), _) if separator - trim(line) <= 8 || appears(main, &tokens[trim(line)..separator]) => {
                trim(line)
            }
            (_, _, Some(symbol)) => symbol,
            // No name before it: the sign belongs to the value, as in `X(2) : Indeks Akta = ...`.
            _ => continue,
        };
        if start < separator {
            starts.push((start, separator));
            from = separator + 1;
        }
    }
    if starts.is_empty() {
        return entries_by_symbol(tokens, main);
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([tokens.len()]).collect();
    let mut out = Vec::new();
    for ((start, separator), end) in starts.into_iter().zip(ends) {
        let mut name = tokens[start..separator].to_vec();
        if appears(main, bare(&name)) && !appears(main, &name) {
            name.truncate(bare(&name).len());
        }
        let mut value: Vec<_> = tokens[separator + 1..end].to_vec();
        cut_formula(&mut value);
        trim_ends(&mut value);
        while value.len() > 1
            && value.last().is_some_and(|last| last.is_word() && matches!(&*last.key, "dan" | "serta" | "sedangkan"))
        {
            value.pop();
            trim_ends(&mut value);
        }
        let mut label = Vec::new();
        let mut depth = 0;
        let equals = value.iter().position(|token| {
            depth = deepen(depth, token);
            depth == 0 && token.is_sign('=')
        });
        if let Some(equals) = equals.filter(|at| *at > 0) {
            let rest = value.split_off(equals + 1);
            value.pop();
            label = std::mem::replace(&mut value, rest);
        }
        value.retain(|token| token.kind != Kind::Break);
        label.retain(|token| token.kind != Kind::Break);
        if !value.is_empty() {
            out.push(Entry { name, label, value });
        }
    }
    out
}

/// A line that scales a quotient, `C / D x 100%`, behind a line that only explains: it is no part of the explanation.
fn cut_formula(value: &mut Vec<Token<'_>>) {
    let computes = super::frame::computes_apart;
    let mut from = 0;
    while let Some(end) = value[from..].iter().position(|token| token.kind == Kind::Break).map(|at| from + at) {
        let line = value[end + 1..].split(|token| token.kind == Kind::Break).next().unwrap_or(&[]);
        if computes(&value[from..end]) {
            return;
        }
        if computes(line) && line.last().is_some_and(Token::is_scale) {
            value.truncate(end);
            return;
        }
        from = end + 1;
    }
}

/// Definitions without any sign: `K Banyaknya kursi terpakai KT Banyaknya kursi terpasang`.
fn entries_by_symbol<'t>(tokens: &[Token<'t>], main: &[Token<'t>]) -> Vec<Entry<'t>> {
    let starts: Vec<usize> = (0..tokens.len())
        .filter(|at| {
            let symbol = &tokens[*at];
            let next = tokens
                .get(at + 1)
                .is_some_and(|next| next.is_word() && !next.is_symbol() && next.text.starts_with(char::is_uppercase));
            let own_line = *at == 0
                || tokens[at - 1].kind == Kind::Break
                || tokens[at - 1].is_sign('•') && (*at == 1 || tokens[at - 2].kind == Kind::Break);
            let used = appears(main, std::slice::from_ref(symbol));
            // On a line of its own a symbol of the formula needs no capital behind it.
            let words = tokens.get(at + 1).is_some_and(|next| next.is_word() && !next.is_symbol());
            // `C dan D seperti pada grafik` explains no symbol.
            let joined = tokens.get(at + 1).is_some_and(|next| next.is_key("dan") || next.is_key("atau"));
            symbol.is_symbol() && !joined && (next && (own_line || used) || words && own_line && used)
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let mut value = tokens[start + 1..end].to_vec();
            value.retain(|token| token.kind != Kind::Break && !token.is_sign('•'));
            Entry { name: vec![tokens[*start].clone()], label: Vec::new(), value }
        })
        .collect()
}
