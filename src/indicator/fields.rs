//! The fields of one table of a registry file, taken one by one, with errors that name file, entry and field.

use crate::Span;
use crate::error::{Code, Error};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a registry file. Every field is asked for once; what nobody asked for is an error at the end.
pub(super) struct Fields<'a> {
    file: &'a str,
    /// What messages call the table, such as `indikator 7 (desa-maju)`.
    entry: String,
    span: Span,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
    errors: Vec<Error>,
}

pub(super) fn span_of(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

impl<'a> Fields<'a> {
    pub(super) fn new(file: &'a str, entry: String, table: &'a DeTable<'a>, span: Span) -> Self {
        Self { file, entry, span, table, asked: Vec::new(), errors: Vec::new() }
    }

    /// The tables of an array of tables.
    pub(super) fn tables(&mut self, field: &'static str) -> Vec<(&'a DeTable<'a>, Span)> {
        let Some(value) = self.value(field) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.refuse(field, value, "seharusnya daftar tabel", "a list of tables is wanted");
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(array.len());
        for value in array {
            match value.get_ref() {
                DeValue::Table(table) => tables.push((table, span_of(value.span()))),
                _ => self.refuse(field, value, "seharusnya daftar tabel", "a list of tables is wanted"),
            }
        }
        tables
    }

    /// The fields of a table inside this one.
    pub(super) fn inside(&self, field: &str, table: &'a DeTable<'a>, span: Span) -> Self {
        Self::new(self.file, format!("{}, {field}", self.entry), table, span)
    }

    /// Takes over the errors of a table inside this one.
    pub(super) fn take_errors(&mut self, inner: Self) {
        self.errors.extend(inner.finish());
    }

    /// What messages call the table, once its number and id are known.
    pub(super) fn call(&mut self, entry: String) {
        self.entry = entry;
    }

    fn value(&mut self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(field);
        self.table.get(field)
    }

    /// The place of a field's value, or of the table where the field is missing.
    pub(super) fn place(&self, field: &str) -> Span {
        self.table.get(field).map_or(self.span, |value| span_of(value.span()))
    }

    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let value = self.value(field)?;
        let text = self.text_of(field, value)?;
        if text.trim().is_empty() {
            self.refuse(field, value, "teksnya kosong", "the text is empty");
            return None;
        }
        Some(text.to_owned())
    }

    fn text_of(&mut self, field: &str, value: &'a Spanned<DeValue<'a>>) -> Option<&'a str> {
        let DeValue::String(text) = value.get_ref() else {
            self.refuse(field, value, "seharusnya teks dalam tanda kutip", "a text in quotes is wanted");
            return None;
        };
        Some(text)
    }

    pub(super) fn required_text(&mut self, field: &'static str) -> String {
        let text = self.text(field);
        self.required(field, text).unwrap_or_default()
    }

    /// The value, or an error where the field is not there.
    pub(super) fn required<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.table.contains_key(field) {
            self.errors.push(self.error(Code::MissingField, field));
        }
        value
    }

    pub(super) fn number(&mut self, field: &'static str) -> Option<u32> {
        let value = self.value(field)?;
        let number = number_of(value);
        if number.is_none() {
            self.refuse(
                field,
                value,
                "seharusnya bilangan bulat mulai dari 0",
                "a whole number from 0 upwards is wanted",
            );
        }
        number
    }

    /// Two whole numbers.
    pub(super) fn pair(&mut self, field: &'static str) -> Option<(u32, u32)> {
        let value = self.value(field)?;
        if let DeValue::Array(array) = value.get_ref()
            && let [first, second] = array.iter().collect::<Vec<_>>()[..]
            && let (Some(first), Some(second)) = (number_of(first), number_of(second))
        {
            return Some((first, second));
        }
        self.refuse(
            field,
            value,
            "seharusnya dua bilangan bulat, misalnya [478, 479]",
            "two whole numbers are wanted, such as [478, 479]",
        );
        None
    }

    pub(super) fn flag(&mut self, field: &'static str) -> bool {
        let Some(value) = self.value(field) else { return false };
        let DeValue::Boolean(flag) = value.get_ref() else {
            self.refuse(field, value, "seharusnya true atau false", "true or false is wanted");
            return false;
        };
        *flag
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, field: &'static str) -> Vec<String> {
        let Some(value) = self.value(field) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.refuse(field, value, "seharusnya daftar teks", "a list of texts is wanted");
            return Vec::new();
        };
        array.iter().filter_map(|value| self.text_of(field, value).map(str::to_owned)).collect()
    }

    /// A table of texts, in the order of its keys.
    pub(super) fn map(&mut self, field: &'static str) -> Vec<(String, String)> {
        let Some(value) = self.value(field) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.refuse(field, value, "seharusnya tabel teks", "a table of texts is wanted");
            return Vec::new();
        };
        table
            .iter()
            .filter_map(|(key, value)| Some((key.get_ref().to_string(), self.text_of(field, value)?.to_owned())))
            .collect()
    }

    /// One of a closed list of words.
    pub(super) fn choice<T>(&mut self, field: &'static str, all: &[T], name: fn(T) -> &'static str) -> Option<T>
    where
        T: Copy,
    {
        let text = self.text(field)?;
        let found = all.iter().copied().find(|one| name(*one) == text);
        if found.is_none() {
            let names = all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
            self.refuse_text(
                field,
                &format!("\"{text}\" tidak dikenal; pilih {names}"),
                &format!("\"{text}\" is not known; choose one of {names}"),
            );
        }
        found
    }

    fn error(&self, code: Code, field: &str) -> Error {
        error(code, self.file, &self.entry, field).at(self.place(field))
    }

    /// Notes that a field has a value that cannot be used.
    pub(super) fn refuse_text(&mut self, field: &str, id: &str, en: &str) {
        self.errors.push(self.error(Code::BadField, field).with("kenapa", id).with("why", en));
    }

    fn refuse(&mut self, field: &str, value: &Spanned<DeValue<'_>>, id: &str, en: &str) {
        let error = self.error(Code::BadField, field).at(span_of(value.span()));
        self.errors.push(error.with("kenapa", id).with("why", en));
    }

    /// All errors of the table, with those for fields that nobody asked for.
    pub(super) fn finish(mut self) -> Vec<Error> {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let near = nearest(name, self.asked.iter().copied());
            let error = error(Code::UnknownField, self.file, &self.entry, name).at(span_of(key.span()));
            self.errors.push(did_you_mean(error, near));
        }
        self.errors
    }
}

fn number_of(value: &Spanned<DeValue<'_>>) -> Option<u32> {
    match value.get_ref() {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// An error that names file, entry and field.
pub(super) fn error(code: Code, file: &str, entry: &str, field: &str) -> Error {
    Error::new(code).with("berkas", file).with("entri", entry).with("kolom", field)
}

/// The error with the word that was probably meant.
pub(super) fn did_you_mean(error: Error, near: Option<&str>) -> Error {
    let (id, en) = match near {
        Some(near) => (format!(" Mungkin maksudnya \"{near}\"?"), format!(" Did you mean \"{near}\"?")),
        None => (String::new(), String::new()),
    };
    error.with("mirip", id).with("near", en)
}

/// The word most like `name`, where one is near enough to be a slip of the pen.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|word| (strsim::damerau_levenshtein(name, word), word))
        .filter(|(distance, word)| *distance <= word.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
