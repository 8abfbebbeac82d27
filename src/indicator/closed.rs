//! The closed types of a registry: level, direction, origin of the unit.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An enum whose variants have fixed names in registry files.
macro_rules! closed {
    ($(#[$about:meta])* $type:ident { $( $(#[$variant_about:meta])* $variant:ident $name:literal, )* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $( $(#[$variant_about])* $variant, )* }

        impl $type {
            /// Every one, in order.
            ///
            /// ```
            #[doc = concat!("use rumusan::indicator::", stringify!($type), ";")]
            ///
            #[doc = concat!("let names: Vec<_> = ", stringify!($type), "::ALL.iter().map(|one| one.as_str()).collect();")]
            #[doc = concat!("assert_eq!(names, [", $( "\"", $name, "\", ", )* "]);")]
            /// ```
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The name in registry files.
            ///
            /// ```
            #[doc = concat!("use rumusan::indicator::", stringify!($type), ";")]
            ///
            $( #[doc = concat!("assert_eq!(", stringify!($type), "::", stringify!($variant), ".as_str(), \"", $name, "\");")] )*
            /// ```
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// The one of that name.
            ///
            /// ```
            #[doc = concat!("use rumusan::indicator::", stringify!($type), ";")]
            ///
            $( #[doc = concat!("assert_eq!(", stringify!($type), "::from_name(\"", $name, "\"), Some(", stringify!($type), "::", stringify!($variant), "));")] )*
            #[doc = concat!("assert_eq!(", stringify!($type), "::from_name(\"\"), None);")]
            /// ```
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| {
                    serde::de::Error::custom(format!("{name:?} is none of {:?}", Self::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>()))
                })
            }
        }
    };
}

closed! {
    /// A rung of the planning ladder, the upper ones first.
    ///
    /// ```
    /// use rumusan::indicator::Level;
    ///
    /// assert_eq!(Level::from_name("sub-kegiatan"), Some(Level::SubKegiatan));
    /// assert!(Level::Program < Level::Kegiatan);
    /// ```
    Level {
        /// What the office wants to bring about (impact).
        Tujuan "tujuan",
        /// What shows that it comes about (outcome).
        Sasaran "sasaran",
        /// A programme of the nomenclature.
        Program "program",
        /// An activity of a programme.
        Kegiatan "kegiatan",
        /// A sub-activity, whose indicators are outputs.
        SubKegiatan "sub-kegiatan",
    }
}

closed! {
    /// Which way an indicator should move.
    ///
    /// ```
    /// use rumusan::indicator::Direction;
    ///
    /// assert_eq!(Direction::LowerIsBetter.as_str(), "turun");
    /// ```
    Direction {
        /// Semakin tinggi semakin baik.
        HigherIsBetter "naik",
        /// Semakin rendah semakin baik.
        LowerIsBetter "turun",
    }
}

closed! {
    /// Who says what unit an indicator has.
    ///
    /// ```
    /// use rumusan::indicator::UnitOrigin;
    ///
    /// assert_eq!(UnitOrigin::from_name("dokumen"), Some(UnitOrigin::Document));
    /// ```
    UnitOrigin {
        /// The document: its name or its formula names the unit.
        Document "dokumen",
        /// Whoever keeps the registry, since the document is silent.
        Registry "registri",
    }
}
