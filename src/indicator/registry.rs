//! The registry: all indicators of one or more files, looked up by id, program and words.

use super::fields::{did_you_mean, error, nearest};
use super::file::{self, Entries, FORMAT, LANGUAGE, Place, Placed};
use super::{Entry, Indicator, Input, Level, PlanItem, Quantity, search};
use crate::Span;
use crate::error::{Code, Error, Result};
use crate::formula::Name;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::sync::Arc;

/// Indicators in document order, the planning ladder they stand on, and the quantities their formulas use.
///
/// ```
/// use rumusan::indicator::Registry;
///
/// let registry = Registry::from_toml("desa.toml", r#"
///     format = 1
///     bahasa = 1
///
///     [[indikator]]
///     n = 1
///     id = "desa-maju"
///     jenjang = "program"
///     nama = "Persentase desa maju"
///     bacaan = '"Jumlah desa maju" / "Jumlah desa" * 100%'
/// "#)?;
/// assert_eq!(registry.all().len(), 1);
/// assert_eq!(registry.get("desa-maju").unwrap().name(), "Persentase desa maju");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    indicators: Vec<Indicator>,
    items: Vec<PlanItem>,
    quantities: Vec<Arc<Quantity>>,
    by_id: HashMap<String, usize>,
    item_by_id: HashMap<String, usize>,
}

impl Registry {
    /// Reads one file; `file` is what errors call it.
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let error = Registry::from_toml("desa.toml", "format = 1\nbahasa = 1\n[[indikator]]\nn = 7\nid = \"desa\"\nname = \"x\"").unwrap_err();
    /// assert_eq!(error.code().as_str(), "missing-field");
    /// assert_eq!(error.argument("berkas"), Some("desa.toml"));
    /// assert_eq!(error.argument("entri"), Some("indikator 7 (desa)"));
    /// assert_eq!(error.argument("kolom"), Some("jenjang"));
    /// ```
    pub fn from_toml(file: &str, text: &str) -> Result<Self> {
        Self::from_toml_files([(file, text)])
    }

    /// Reads several files as one registry: what one file says can be used in all of them.
    ///
    /// Every problem of every file is reported: the first one, with the rest in [`Error::others`].
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let plan = "format = 1\nbahasa = 1\n[[butir]]\nid = \"desa\"\njenjang = \"program\"\nnama = \"PROGRAM DESA\"";
    /// let rows = "format = 1\nbahasa = 1\n[[indikator]]\nn = 1\nid = \"a\"\njenjang = \"program\"\ninduk = \"desa\"\nnama = \"A\"";
    /// let registry = Registry::from_toml_files([("plan.toml", plan), ("rows.toml", rows)])?;
    /// assert_eq!(registry.by_program("desa").count(), 1);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn from_toml_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let (mut entries, mut errors) = (Entries::default(), Vec::new());
        for (file, text) in files {
            file::read(file, text, &mut entries, &mut errors);
        }
        Self::assemble(entries, errors)
    }

    /// The registry as one TOML file, which reads back to an equal registry.
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let text = "format = 1\nbahasa = 1\n[[indikator]]\nn = 1\nid = \"a\"\njenjang = \"program\"\nnama = \"A\"";
    /// let registry = Registry::from_toml("a.toml", text)?;
    /// assert_eq!(Registry::from_toml("b.toml", &registry.to_toml())?, registry);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_toml(&self) -> String {
        // OK because texts, whole numbers and tables of texts are all that a registry holds.
        toml::to_string(self).unwrap_or_default()
    }

    /// Every indicator, in document order.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.all().len(), 5);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn all(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The indicator of that id.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.get("indeks-desa").unwrap().name(), "Indeks Desa");
    /// assert!(registry.get("indeks-kota").is_none());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.by_id.get(id).map(|&at| &self.indicators[at])
    }

    /// The indicator of that number.
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let text = "format = 1\nbahasa = 1\n[[indikator]]\nn = 22\nid = \"a\"\njenjang = \"program\"\nnama = \"A\"";
    /// assert_eq!(Registry::from_toml("a.toml", text)?.number(22).unwrap().id(), "a");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn number(&self, n: u32) -> Option<&Indicator> {
        self.indicators.binary_search_by_key(&n, Indicator::n).ok().map(|at| &self.indicators[at])
    }

    /// The indicators of a program, by the id of its item: its own and those of its kegiatan and sub kegiatan.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.by_program("administrasi-desa").count(), 5);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn by_program<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |indicator| indicator.program() == Some(id))
    }

    /// The indicators whose name, id, program or formula hold the words, the best first.
    ///
    /// Letter case does not matter, the beginning of a word is enough, and a slip of the pen is forgiven.
    ///
    /// ```
    /// use rumusan::indicator::Registry;
    ///
    /// let registry = Registry::from_toml("desa.toml", r#"
    ///     format = 1
    ///     bahasa = 1
    ///     [[indikator]]
    ///     n = 1
    ///     id = "desa-maju"
    ///     jenjang = "program"
    ///     nama = "Persentase desa maju"
    ///     [[indikator]]
    ///     n = 2
    ///     id = "bumdes-aktif"
    ///     jenjang = "program"
    ///     nama = "Jumlah Badan Usaha Milik Desa (Bumdes) yang aktif"
    /// "#)?;
    /// assert_eq!(registry.search("BUMDES")[0].id(), "bumdes-aktif");
    /// assert_eq!(registry.search("prosentase maju")[0].id(), "desa-maju");
    /// assert!(registry.search("puskesmas").is_empty());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn search(&self, text: &str) -> Vec<&Indicator> {
        search::search(self, text)
    }

    /// The items of the planning ladder, in the order of the files.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let ids: Vec<_> = registry.items().iter().map(|item| item.id()).collect();
    /// assert_eq!(ids, ["administrasi-desa", "pengelolaan-keuangan-desa"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn items(&self) -> &[PlanItem] {
        &self.items
    }

    /// The item of that id.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.item("administrasi-desa").unwrap().name(), "PROGRAM ADMINISTRASI PEMERINTAHAN DESA");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn item(&self, id: &str) -> Option<&PlanItem> {
        self.item_by_id.get(id).map(|&at| &self.items[at])
    }

    /// The quantities that are declared, in the order of the files.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let names: Vec<_> = registry.quantities().map(|quantity| quantity.name().as_str()).collect();
    /// assert_eq!(names, ["Jumlah desa"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn quantities(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().map(AsRef::as_ref)
    }

    fn assemble(entries: Entries, mut errors: Vec<Error>) -> Result<Self> {
        let Entries { items, quantities, mut indicators } = entries;
        indicators.sort_by_key(|(_, entry)| entry.n);
        let item_by_id = index(&items, "butir", "id", |item| item.id.clone(), &mut errors);
        let by_name = index(&quantities, "besaran", "nama", |quantity| quantity.name.key().to_owned(), &mut errors);
        let by_id = index(&indicators, "indikator", "id", |entry| entry.id.clone(), &mut errors);
        index(&indicators, "indikator", "n", |entry| entry.n.to_string(), &mut errors);
        check_items(&items, &item_by_id, &mut errors);

        let mut registry = Self {
            indicators: Vec::with_capacity(indicators.len()),
            items: items.into_iter().map(|(_, item)| item).collect(),
            quantities: quantities.into_iter().map(|(_, quantity)| Arc::new(quantity)).collect(),
            by_id,
            item_by_id,
        };
        for (place, entry) in indicators {
            let program = registry.program_of(&place, &entry, &mut errors);
            let inputs = registry.inputs_of(&place, &entry, &by_name, &mut errors);
            registry.indicators.push(Indicator { entry, program, inputs });
        }
        let mut errors = errors.into_iter();
        match errors.next() {
            Some(first) => Err(first.and(errors)),
            None => Ok(registry),
        }
    }

    /// The program above an indicator, with checks of the item it stands under.
    fn program_of(&self, place: &Place, entry: &Entry, errors: &mut Vec<Error>) -> Option<String> {
        let parent = entry.parent.as_deref()?;
        let Some(item) = self.item(parent) else {
            errors.push(unknown(place, &called(entry), "induk", parent, self.items.iter().map(PlanItem::id)));
            return None;
        };
        if item.level != entry.level {
            let (id, en) = (
                format!("\"{}\", sedangkan induknya \"{}\"", entry.level, item.level),
                format!("\"{}\" while its parent is \"{}\"", entry.level, item.level),
            );
            errors.push(refused(place, &called(entry), "jenjang", &id, &en));
        }
        let mut above = Some(item);
        // Parents stand on a higher rung, as was checked, so this ends; the bound is for files with errors.
        for _ in Level::ALL {
            match above {
                Some(item) if item.level == Level::Program => return Some(item.id.clone()),
                Some(item) => above = item.parent().and_then(|id| self.item(id)),
                None => break,
            }
        }
        None
    }

    fn inputs_of(
        &self,
        place: &Place,
        entry: &Entry,
        by_name: &HashMap<String, usize>,
        errors: &mut Vec<Error>,
    ) -> Vec<Input> {
        let variables = match entry.formula.as_ref().map(crate::Formula::quantities) {
            Some(Ok(variables)) => variables,
            Some(Err(cause)) => {
                let (id, en) = (cause.message(crate::Language::Indonesian), cause.message(crate::Language::English));
                errors.push(refused(
                    place,
                    &called(entry),
                    "bacaan",
                    id.trim_end_matches('.'),
                    en.trim_end_matches('.'),
                ));
                return Vec::new();
            }
            None => Vec::new(),
        };
        for name in entry.data.keys() {
            if !variables.iter().any(|variable| variable.names().any(|known| known == name)) {
                let known: Vec<_> =
                    variables.iter().flat_map(crate::formula::Variable::names).map(Name::as_str).collect();
                errors.push(unknown(place, &called(entry), "data", name.as_str(), known.into_iter()));
            }
        }
        let declared = |name: &Name| by_name.get(name.key()).map(|&at| Arc::clone(&self.quantities[at]));
        variables.iter().map(|variable| Input::of(variable, &entry.data, declared)).collect()
    }
}

/// What messages call an indicator.
fn called(entry: &Entry) -> String {
    format!("indikator {} ({})", entry.n, entry.id)
}

fn refused(place: &Place, entry: &str, field: &str, id: &str, en: &str) -> Error {
    error(Code::BadField, &place.file, entry, field).at(place.span).with("kenapa", id).with("why", en)
}

fn unknown<'a>(place: &Place, entry: &str, field: &str, value: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let error = error(Code::UnknownReference, &place.file, entry, field).at(place.span).with("nilai", value);
    did_you_mean(error, nearest(value, known))
}

/// Where each entry is by its key; a key that two entries have is an error.
fn index<T>(
    entries: &[Placed<T>],
    table: &str,
    field: &str,
    key: impl Fn(&T) -> String,
    errors: &mut Vec<Error>,
) -> HashMap<String, usize> {
    let mut places = HashMap::with_capacity(entries.len());
    for (at, (place, entry)) in entries.iter().enumerate() {
        let key = key(entry);
        if let Some(first) = places.get(&key).copied() {
            let (first, _): &Placed<T> = &entries[first];
            let twice = error(Code::DuplicateEntry, &place.file, table, field).at(place.span);
            errors.push(twice.with("nilai", key).with("lain", &first.file));
        } else if !key.is_empty() {
            places.insert(key, at);
        }
    }
    places
}

/// Checks that every parent exists and stands on a higher rung.
fn check_items(items: &[Placed<PlanItem>], by_id: &HashMap<String, usize>, errors: &mut Vec<Error>) {
    for (place, item) in items {
        let Some(parent) = item.parent() else { continue };
        let entry = format!("butir {}", item.id);
        let Some(&at) = by_id.get(parent) else {
            errors.push(unknown(place, &entry, "induk", parent, by_id.keys().map(String::as_str)));
            continue;
        };
        let above = &items[at].1;
        if above.level >= item.level {
            let (id, en) = (
                format!("induk \"{parent}\" berjenjang {}, tidak di atas {}", above.level, item.level),
                format!("the parent \"{parent}\" is a {}, not above a {}", above.level, item.level),
            );
            errors.push(refused(place, &entry, "induk", &id, &en));
        }
    }
}

/// A registry as one document, in the order of a file.
#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    #[serde(rename = "bahasa")]
    language: u32,
    #[serde(rename = "butir", skip_serializing_if = "<[_]>::is_empty")]
    items: &'a [PlanItem],
    #[serde(rename = "besaran", skip_serializing_if = "Vec::is_empty")]
    quantities: Vec<&'a Quantity>,
    #[serde(rename = "indikator", skip_serializing_if = "<[_]>::is_empty")]
    indicators: &'a [Indicator],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: u32,
    #[serde(rename = "bahasa")]
    language: u32,
    #[serde(rename = "butir", default)]
    items: Vec<PlanItem>,
    #[serde(rename = "besaran", default)]
    quantities: Vec<Quantity>,
    #[serde(rename = "indikator", default)]
    indicators: Vec<Entry>,
}

impl Serialize for Registry {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        Written {
            format: FORMAT,
            language: LANGUAGE,
            items: &self.items,
            quantities: self.quantities().collect(),
            indicators: &self.indicators,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Registry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error as _;

        let document = Document::deserialize(deserializer)?;
        if (document.format, document.language) != (FORMAT, LANGUAGE) {
            return Err(D::Error::custom(format!("this version reads format {FORMAT} and bahasa {LANGUAGE}")));
        }
        let place = Place { file: "registri".into(), span: Span::at(0) };
        let mut errors = Vec::new();
        for entry in &document.indicators {
            for (field, id, en) in file::contradictions(entry) {
                errors.push(refused(&place, &called(entry), field, id, en));
            }
        }
        let entries = Entries {
            items: document.items.into_iter().map(|item| (place.clone(), item)).collect(),
            quantities: document.quantities.into_iter().map(|quantity| (place.clone(), quantity)).collect(),
            indicators: document.indicators.into_iter().map(|entry| (place.clone(), entry)).collect(),
        };
        Self::assemble(entries, errors).map_err(D::Error::custom)
    }
}
