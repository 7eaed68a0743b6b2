//! What all kinds of panels have: options and a custom field config.

use crate::json::{Typed, object};
use crate::vocabulary::field::FieldConfig;

/// A kind of panel, for building: its options and its custom field config.
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
    /// The custom field config, without overrides.
    pub custom: C,
}

impl<O, C> Kind<O, C> {
    /// Changes the options.
    pub fn with(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.options = change(self.options);
        self
    }

    /// Changes the custom field config.
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
    /// The custom field config of a kind that has none.
    pub struct NoField {}
}

/// A change to the field config of a panel of any kind.
pub(crate) trait ChangeFields {
    /// Returns the changed field config.
    fn of<C: Typed>(&mut self, config: FieldConfig<C>) -> FieldConfig<C>;
}

/// Lists the kinds of panels: the plugin ID, the name here, the file with its `DEFAULTS`, the type of the options, and
/// the type of the custom field config.
macro_rules! kinds {
    ($( $(#[$meta:meta])* $id:literal $kind:ident($module:ident: $options:ty, $custom:ty); )*) => {
        /// The visualization of a panel. Each kind has its own options.
        #[derive(Debug, Clone)]
        pub enum Visualization {
            $( $(#[$meta])* $kind(Box<Kind<$options, $custom>>), )*
            /// A panel of any other plugin.
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
            /// Returns a new panel of the kind with this plugin ID, if there is a type for it.
            pub fn of(id: &str) -> Option<Self> {
                match id {
                    $( $id => Some(Kind::<$options, $custom>::default().into()), )*
                    _ => None,
                }
            }

            /// Returns the plugin ID.
            pub fn plugin_id(&self) -> &str {
                match self {
                    $( Self::$kind(_) => $id, )*
                    Self::Plugin(plugin) => &plugin.id,
                }
            }

            /// Returns the plugin version, if the plugin is part of Grafana: see [`grafana::VERSION`].
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

            /// Returns the custom field config.
            pub fn custom(&self) -> &dyn Typed {
                match self {
                    $( Self::$kind(kind) => &kind.custom, )*
                    Self::Plugin(plugin) => &plugin.custom,
                }
            }

            /// Returns the names of the members of the custom field config; `None` for other plugins.
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
            /// Those of any other plugin.
            Other(Json),
        }

        crate::json::by_id!(PanelOptions { $( $id => $kind, )* });

        /// The field config of a panel, by its kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum PanelFields {
            $( $(#[$meta])* $kind(Box<FieldConfig<$custom>>), )*
            /// Those of any other plugin.
            Other(Box<FieldConfig<Json>>),
        }

        impl PanelFields {
            /// Converts a field config that was read before the kind was known to the type of its kind.
            pub fn settled(self, id: &str) -> Self {
                let Self::Other(config) = self else { return self };
                match id {
                    $( $id => Self::$kind(Box::new(config.settled())), )*
                    _ => Self::Other(config),
                }
            }
        }

        impl PanelFields {
            /// Changes the field config of any kind.
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
            /// Returns the defaults of the kind of panel with this plugin ID, if there is a type for it.
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

        /// Returns for each kind its ID and the schemas of its options and its custom field config.
        pub(crate) fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema, schemars::Schema)> {
            vec![$( ($id, <$options>::schema(generator), <$custom>::schema(generator)) ),*]
        }
    };
}
pub(super) use kinds;
