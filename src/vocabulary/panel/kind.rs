//! What all kinds of panels have: options, and what the kind adds to the field config.

use crate::json::{Typed, object};
use crate::vocabulary::field::FieldConfig;

/// A kind of panel, for building: its options, and what it adds to the field config.
///
/// ```
/// use dashgen::vocabulary::panel::{Stat, StatTextMode};
///
/// let stat = Stat::default().with(|options| options.text_mode(StatTextMode::ValueAndName));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kind<O, C = NoField> {
    /// The options.
    pub options: O,
    /// How fields are shown, but for overrides.
    pub custom: C,
}

impl<O, C> Kind<O, C> {
    /// Changes the options.
    pub fn with(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.options = change(self.options);
        self
    }

    /// Changes how fields are shown.
    ///
    /// ```
    /// use dashgen::vocabulary::panel::Timeseries;
    ///
    /// let thick = Timeseries::lines().custom(|field| field.line_width(3));
    /// assert_eq!(thick.custom.line_width, Some(3.0));
    /// ```
    pub fn custom(mut self, change: impl FnOnce(C) -> C) -> Self {
        self.custom = change(self.custom);
        self
    }
}

object! {
    /// The field config of a kind that adds nothing.
    pub struct NoField {}
}

/// A change of the field config of a panel, of whatever kind.
pub(crate) trait ChangeFields {
    /// Returns the field config changed.
    fn of<C: Typed>(&mut self, config: FieldConfig<C>) -> FieldConfig<C>;
}

/// Lists the kinds of panels: the id of the plugin, the name here, the file with its `DEFAULTS`, the type of the options,
/// and the type of what the kind adds to the field config.
macro_rules! kinds {
    ($( $(#[$meta:meta])* $id:literal $kind:ident($module:ident: $options:ty, $custom:ty); )*) => {
        /// What a panel is drawn as. Each kind carries its own options.
        #[derive(Debug, Clone)]
        pub enum Visualization {
            $( $(#[$meta])* $kind(Box<Kind<$options, $custom>>), )*
            /// A panel of a plugin that has no type here.
            Plugin(Plugin),
        }

        $(
            impl From<Kind<$options, $custom>> for Visualization {
                fn from(kind: Kind<$options, $custom>) -> Self {
                    Self::$kind(Box::new(kind))
                }
            }
        )*

        impl Visualization {
            /// Returns a new one of the kind with this plugin id, if it has a type here.
            pub fn of(id: &str) -> Option<Self> {
                match id {
                    $( $id => Some(Kind::<$options, $custom>::default().into()), )*
                    _ => None,
                }
            }

            /// Returns Grafana's id of the panel's plugin.
            pub fn plugin_id(&self) -> &str {
                match self {
                    $( Self::$kind(_) => $id, )*
                    Self::Plugin(plugin) => &plugin.id,
                }
            }

            /// Returns the version of the panel's plugin, where that is Grafana's own: see [`grafana::VERSION`].
            pub const fn plugin_version(&self) -> Option<&'static str> {
                match self {
                    Self::Plugin(_) => None,
                    _ => Some(grafana::VERSION),
                }
            }

            /// Returns the options.
            pub fn options(&self) -> &dyn Typed {
                match self {
                    $( Self::$kind(kind) => &kind.options, )*
                    Self::Plugin(plugin) => &plugin.options,
                }
            }

            /// Returns what the kind adds to the field config.
            pub fn custom(&self) -> &dyn Typed {
                match self {
                    $( Self::$kind(kind) => &kind.custom, )*
                    Self::Plugin(plugin) => &plugin.custom,
                }
            }

            /// Returns the names of what its kind adds to the field config; nothing for a plugin that has no type here.
            pub const fn custom_names(&self) -> Option<&'static [&'static str]> {
                match self {
                    $( Self::$kind(_) => Some(<$custom>::NAMES), )*
                    Self::Plugin(_) => None,
                }
            }
        }

        /// The options of a panel, by its kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum PanelOptions {
            $( $(#[$meta])* $kind(Box<$options>), )*
            /// Those of a plugin that has no type here.
            Other(Json),
        }

        crate::json::by_id!(PanelOptions { $( $id => $kind, )* });

        /// What is said of a panel's fields, by its kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum PanelFields {
            $( $(#[$meta])* $kind(Box<FieldConfig<$custom>>), )*
            /// Those of a plugin that has no type here.
            Other(Box<FieldConfig<Json>>),
        }

        impl PanelFields {
            /// Gives fields that were read before the kind was known the type of their kind.
            pub fn settled(self, id: &str) -> Self {
                let Self::Other(config) = self else { return self };
                match id {
                    $( $id => Self::$kind(Box::new(config.settled())), )*
                    _ => Self::Other(config),
                }
            }
        }

        impl PanelFields {
            /// Changes the field config, whatever the kind is.
            pub(crate) fn changed(self, change: &mut impl ChangeFields) -> Self {
                match self {
                    $( Self::$kind(config) => Self::$kind(Box::new(change.of(*config))), )*
                    Self::Other(config) => Self::Other(Box::new(change.of(*config))),
                }
            }

            fn inner(&self) -> &dyn Typed {
                match self {
                    $( Self::$kind(config) => &**config, )*
                    Self::Other(config) => &**config,
                }
            }
        }

        crate::json::any_object!(PanelFields);

        impl Typed for PanelFields {
    crate::json::given_as_itself!();

            fn of_tree(value: &crate::json::tree::Tree<'_>) -> Option<Self> {
                Self::of_kind(value, None)
            }

            fn of_kind(value: &crate::json::tree::Tree<'_>, kind: Option<&str>) -> Option<Self> {
                match kind {
                    $( Some($id) => Typed::of_tree(value).map(Self::$kind), )*
                    _ => Typed::of_tree(value).map(Self::Other),
                }
            }

            fn into_value(self) -> Value {
                match self {
                    $( Self::$kind(config) => config.into_value(), )*
                    Self::Other(config) => config.into_value(),
                }
            }

            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                FieldConfig::<Json>::schema(generator)
            }

            fn members<'a>(&'a self, see: &mut dyn FnMut(crate::json::Members<'_, 'a>)) {
                self.inner().members(see);
            }

            fn levels(&self) -> usize {
                self.inner().levels()
            }

            fn unknown(&self, at: &mut Trail, found: crate::json::Found<'_>) {
                self.inner().unknown(at, found);
            }
        }

        impl PanelDefaults {
            /// Returns the defaults of the kind of panel with this plugin id, if it has a type here.
            ///
            /// ```
            /// use dashgen::vocabulary::panel::PanelDefaults;
            ///
            /// assert_eq!(PanelDefaults::of("timeseries").unwrap().color, Some("palette-classic"));
            /// ```
            pub fn of(id: &str) -> Option<&'static Self> {
                match id {
                    $( $id => Some(&$module::DEFAULTS), )*
                    _ => None,
                }
            }
        }

        /// Returns for each kind its id and the schemas of its options and of what it adds to the field config.
        pub(crate) fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema, schemars::Schema)> {
            vec![$( ($id, <$options>::schema(generator), <$custom>::schema(generator)) ),*]
        }
    };
}
pub(super) use kinds;
