//! Quantities of the data, and what a formula takes from them.

use crate::formula::{Name, Variable};
use crate::unit::Unit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A quantity that offices collect: the name of a row in a table of data, its unit and what is counted.
///
/// Formulas of several indicators can use one quantity under different names, and one name for two quantities; the
/// quantity is what the data know.
///
/// ```
#[doc = include_str!("example.txt")]
/// let quantity = registry.quantities().next().unwrap();
/// assert_eq!((quantity.name().as_str(), quantity.unit().unwrap().name().as_str()), ("Jumlah desa", "desa"));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    #[serde(rename = "nama")]
    pub(super) name: Name,
    #[serde(rename = "satuan", default, skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<Unit>,
    #[serde(rename = "definisi", default, skip_serializing_if = "Option::is_none")]
    pub(super) definition: Option<String>,
}

impl Quantity {
    /// A quantity of which only the name is known.
    pub(super) fn named(name: Name) -> Self {
        Self { name, unit: None, definition: None }
    }

    /// The name in the data.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let quantity = registry.quantities().next().unwrap();
    /// assert_eq!(quantity.name().as_str(), "Jumlah desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The unit, where it is declared.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let quantity = registry.quantities().next().unwrap();
    /// assert_eq!(quantity.unit().unwrap().name(), "desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// What is counted or measured, in a sentence.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let quantity = registry.quantities().next().unwrap();
    /// assert_eq!(quantity.definition(), Some("Banyaknya desa di kabupaten, tanpa kelurahan."));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn definition(&self) -> Option<&str> {
        self.definition.as_deref()
    }
}

/// A free name of a formula and the quantity that stands behind it.
///
/// ```
/// use rumusan::indicator::Registry;
///
/// let registry = Registry::from_toml("desa.toml", r#"
///     format = 1
///     bahasa = 1
///
///     [[besaran]]
///     nama = "Jumlah desa"
///     satuan = "desa"
///
///     [[indikator]]
///     n = 1
///     id = "desa-maju"
///     jenjang = "program"
///     nama = "Persentase desa maju"
///     bacaan = '"Desa maju" / "Desa seluruhnya" * 100%'
///     [indikator.data]
///     "Desa seluruhnya" = "Jumlah desa"
/// "#)?;
/// let inputs = registry.get("desa-maju").unwrap().inputs();
/// assert_eq!(inputs[0].data().as_str(), "Desa maju");
/// assert_eq!(inputs[1].data().as_str(), "Jumlah desa");
/// assert_eq!(inputs[1].quantity().unit().unwrap().to_string(), "desa");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub(super) name: Name,
    pub(super) meaning: Option<Name>,
    pub(super) quantity: Arc<Quantity>,
}

impl Input {
    /// The quantity behind a variable: by the registry's table of names, or else by what the formula says it stands for.
    pub(super) fn of(
        variable: &Variable,
        data: &BTreeMap<Name, Name>,
        declared: impl Fn(&Name) -> Option<Arc<Quantity>>,
    ) -> Self {
        let mapped = variable.names().find_map(|name| data.get(name));
        let name = mapped.or_else(|| variable.meanings().last()).unwrap_or(variable.name());
        Self {
            name: variable.name().clone(),
            meaning: variable.meanings().last().cloned(),
            quantity: declared(name).unwrap_or_else(|| Arc::new(Quantity::named(name.clone()))),
        }
    }

    /// The name in the formula.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let input = &registry.get("desa-apbdes-tepat-waktu").unwrap().inputs()[1];
    /// assert_eq!(input.name().as_str(), "Jumlah seluruh desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What the formula's own definitions say that the name stands for, or else the name.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let input = &registry.get("desa-layak-anak").unwrap().inputs()[0];
    /// assert_eq!((input.name().as_str(), input.meaning().as_str()), ("x", "Jumlah desa layak anak"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn meaning(&self) -> &Name {
        self.meaning.as_ref().unwrap_or(&self.name)
    }

    /// The name in the data.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let input = &registry.get("desa-apbdes-tepat-waktu").unwrap().inputs()[1];
    /// assert_eq!(input.data().as_str(), "Jumlah desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn data(&self) -> &Name {
        &self.quantity.name
    }

    /// The quantity.
    ///
    /// ```
    #[doc = include_str!("example.txt")]
    /// let input = &registry.get("desa-apbdes-tepat-waktu").unwrap().inputs()[1];
    /// assert_eq!(input.quantity().unit().unwrap().name(), "desa");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn quantity(&self) -> &Quantity {
        &self.quantity
    }
}
