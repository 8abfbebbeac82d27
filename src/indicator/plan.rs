//! Items of the planning ladder.

use super::Level;
use serde::{Deserialize, Serialize};

/// A row of the planning ladder that indicators stand under: a tujuan, a sasaran, a program, a kegiatan, a sub kegiatan.
///
/// An item without indicators of its own is an item all the same, so that every item can be named as a parent.
///
/// ```
/// use rumusan::indicator::Registry;
///
/// let registry = Registry::from_toml("desa.toml", r#"
///     format = 1
///     bahasa = 1
///
///     [[butir]]
///     id = "tujuan-3"
///     jenjang = "tujuan"
///     nama = "Meningkatnya tata kelola pemerintahan desa yang baik"
///
///     [[butir]]
///     id = "klasifikasi-desa"
///     jenjang = "sasaran"
///     induk = "tujuan-3"
///     nama = "Meningkatnya klasifikasi desa"
/// "#)?;
/// let item = registry.item("klasifikasi-desa").unwrap();
/// assert_eq!(item.parent(), Some("tujuan-3"));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanItem {
    pub(super) id: String,
    #[serde(rename = "jenjang")]
    pub(super) level: Level,
    #[serde(rename = "induk", default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    #[serde(rename = "nama")]
    pub(super) name: String,
    #[serde(rename = "ejaan_lain", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) other_spellings: Vec<String>,
}

impl PlanItem {
    /// The stable id.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// assert_eq!(registry.items()[1].id(), "pengelolaan-keuangan-desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its rung on the ladder.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// use rumusan::indicator::Level;
    ///
    /// let item = registry.item("pengelolaan-keuangan-desa").unwrap();
    /// assert_eq!(item.level(), Level::SubKegiatan);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn level(&self) -> Level {
        self.level
    }

    /// The id of the item above it.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let item = registry.item("pengelolaan-keuangan-desa").unwrap();
    /// assert_eq!(item.parent(), Some("administrasi-desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// The name as the document writes it.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let item = registry.item("pengelolaan-keuangan-desa").unwrap();
    /// assert_eq!(item.name(), "Fasilitasi Pengelolaan Keuangan Desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How other tables of the document write the name.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let item = registry.item("administrasi-desa").unwrap();
    /// assert_eq!(item.other_spellings(), ["Program Administrasi Pemerintahan Desa"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn other_spellings(&self) -> &[String] {
        &self.other_spellings
    }
}
