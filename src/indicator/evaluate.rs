//! The figure of an indicator over data, and what the registry says of units.

use super::{Indicator, Input};
use crate::check::Declarations;
use crate::data::Dataset;
use crate::error::{Code, Error, Result};
use crate::evaluation::{Evaluation, Keep};
use crate::formula::{Formula, Name};
use crate::{Steps, Unit, Value};

impl Indicator {
    /// The exact figure over data that know the quantities by their own names, or the reason why there is none.
    ///
    /// ```
    /// use rumusan::{Dataset, Registry};
    ///
    /// let registry = Registry::from_toml("desa.toml", r#"
    ///     format = 1
    ///     bahasa = 1
    ///     [[indikator]]
    ///     n = 22
    ///     id = "desa-lppd"
    ///     jenjang = "program"
    ///     nama = "Persentase Desa yang menyampaikan LPPD tepat waktu"
    ///     bacaan = '"Desa tepat waktu" / "Desa seluruhnya" * 100%'
    ///     satuan = "persen"
    ///     [indikator.data]
    ///     "Desa seluruhnya" = "Jumlah desa"
    /// "#)?;
    /// let indicator = registry.get("desa-lppd").unwrap();
    /// let data = Dataset::new().with("Desa tepat waktu", 144).with("Jumlah desa", 154);
    /// assert_eq!(indicator.evaluate(&data)?.to_string(), "93,51%");
    ///
    /// let reason = indicator.evaluate(&Dataset::new().with("Desa tepat waktu", 144)).unwrap_err();
    /// assert_eq!(reason.argument("nama"), Some("Jumlah desa"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn evaluate(&self, data: &Dataset) -> Result<Value> {
        self.evaluation(data, Keep::Result)?.value()
    }

    /// The steps of that figure, with the regulation that the registry names for the indicator.
    ///
    /// ```
    /// use rumusan::{Dataset, Registry};
    ///
    /// let registry = Registry::from_toml("desa.toml", r#"
    ///     format = 1
    ///     bahasa = 1
    ///     [[indikator]]
    ///     n = 22
    ///     id = "desa-lppd"
    ///     jenjang = "program"
    ///     nama = "Persentase Desa yang menyampaikan LPPD tepat waktu"
    ///     bacaan = '"x" / "y" * 100%'
    ///     satuan = "persen"
    ///     [indikator.data]
    ///     "y" = "Jumlah desa"
    /// "#)?;
    /// let data = Dataset::new().with("x", 144).with("Jumlah desa", 154);
    /// let steps = registry.get("desa-lppd").unwrap().steps(&data)?;
    /// assert_eq!(steps.to_string(), "\
    /// x = 144
    /// y = 154 desa (data: Jumlah desa)
    /// 144 / 154 desa x 100% = 93,51%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn steps(&self, data: &Dataset) -> Result<Steps> {
        let steps = Steps::of(&self.evaluation(data, Keep::All)?);
        Ok(match self.reference() {
            Some(regulation) => steps.under(regulation),
            None => steps,
        })
    }

    /// The evaluation of the accepted reading, its variables called as the data call them.
    pub(crate) fn evaluation<'a>(&'a self, data: &'a Dataset, keep: Keep) -> Result<Evaluation<'a>> {
        let formula = self.reading()?;
        let data_name =
            |name: &Name| self.inputs.iter().find(|input| input.name() == name).map(|input| input.data().clone());
        let resolved = formula.resolve()?.called(data_name);
        Evaluation::of_resolved(formula, resolved, data, &self.declarations(Input::data), keep)
    }

    fn reading(&self) -> Result<&Formula> {
        let missing = || {
            let (id, en) = ("bacaannya belum ada di registri.", "the registry has no reading of its formula.");
            Error::new(Code::NoReading)
                .with("nama", self.name())
                .with("kenapa", self.no_reading().unwrap_or(id))
                .with("why", self.no_reading().unwrap_or(en))
        };
        self.formula().ok_or_else(missing)
    }

    /// The declared units of the figure and of the quantities, each under the name that `name` picks.
    fn declarations(&self, name: fn(&Input) -> &Name) -> Declarations {
        let declared = self.quantity_units(name).indicator(self.name());
        match self.unit() {
            Some(unit) => declared.unit(unit.clone()),
            None => declared,
        }
    }

    /// The declared units of the quantities, with the nouns that the figure's unit joins: `desa/kelurahan`.
    fn quantity_units(&self, name: fn(&Input) -> &Name) -> Declarations {
        let joined = self.unit().and_then(|unit| unit.dimension().as_noun()).filter(|noun| noun.parts().is_some());
        let mut declared = joined.map_or_else(Declarations::new, |noun| Declarations::new().together(noun.clone()));
        for input in &self.inputs {
            if let Some(unit) = input.quantity().unit() {
                declared = declared.name(name(input).clone(), unit.clone());
            }
        }
        declared
    }

    /// Units inferred from the accepted reading and its quantities alone, without what is declared of the figure.
    pub(super) fn inferred_unit(&self) -> Option<Result<Option<Unit>>> {
        let checked = self.formula()?.check(&self.quantity_units(Input::name));
        Some(checked.map(|checked| checked.unit().cloned()))
    }

    /// Whether the units hold together, with all that is declared.
    pub(super) fn check_units(&self) -> Result<()> {
        match self.formula() {
            Some(formula) => formula.check(&self.declarations(Input::name)).map(|_| ()),
            None => Ok(()),
        }
    }
}
