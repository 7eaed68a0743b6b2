//! Conversion of individual values, and field config from data.

use crate::json::{Either, Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, Color, Matcher};

object! {
    /// Converts the types of fields.
    pub struct ConvertFieldTypeOptions {
        /// The fields, each with its type.
        "conversions" conversions: Vec<FieldConversion>,
    }
}

object! {
    /// The type that a field gets.
    pub struct FieldConversion {
        /// The time format.
        "dateFormat" date_format: Text,
        /// The type.
        "destinationType" destination_type: ConvertedType,
        /// The values of an `enum`.
        "enumConfig" enum_config: EnumValues,
        /// The separator of list items.
        "joinWith" join_with: Text,
        /// The field.
        "targetField" target_field: Text,
        /// The timezone of times.
        "timezone" timezone: Text,
    }
}

words! {
    /// Types that a field can be converted to.
    pub enum ConvertedType {
        /// A boolean.
        "boolean" Boolean,
        /// An enum.
        "enum" Enum,
        /// A number.
        "number" Number,
        /// JSON.
        "other" Other,
        /// A string.
        "string" String,
        /// A time.
        "time" Time,
    }
}

object! {
    /// The values of an enum.
    pub struct EnumValues {
        /// Their colours.
        "color" color: Vec<Text>,
        /// Their descriptions.
        "description" description: Vec<Text>,
        /// Their icons.
        "icon" icon: Vec<Text>,
        /// Their texts.
        "text" text: Vec<Text>,
    }
}

object! {
    /// Converts the types of frames.
    pub struct ConvertFrameOptions {
        /// The type.
        "targetType" target_type: FrameType,
    }
}

words! {
    /// Types that frames can be converted to. Grafana has two more types, which it does not convert.
    pub enum FrameType {
        /// Exemplars.
        "exemplar" Exemplar,
    }
}

object! {
    /// Extracts fields from strings.
    pub struct ExtractFieldsOptions {
        /// The separator between values.
        "delimiter" delimiter: Text,
        /// The format of the strings.
        "format" format: ExtractFormat,
        /// The values to extract from JSON.
        "jsonPaths" json_paths: Vec<JsonPath>,
        /// Whether the time field is kept.
        "keepTime" keep_time: bool,
        /// The regular expression.
        "regExp" regular_expression: Text,
        /// Whether the other fields are removed.
        "replace" replace: bool,
        /// The string field.
        "source" source: Text,
    }
}

words! {
    /// The format of strings that fields are extracted from.
    pub enum ExtractFormat {
        /// JSON.
        "json" Json,
        /// Key-value pairs.
        "kvp" KeyValues,
        /// Detected automatically.
        "auto" Auto,
        /// Groups of a regular expression.
        "regexp" Regexp,
        /// Delimited values.
        "delimiter" Delimiter,
    }
}

object! {
    /// A value to extract from JSON.
    pub struct JsonPath {
        /// The name of the field.
        "alias" alias: Text,
        /// The path of the value: `a.b[0]`.
        "path" path: Text,
    }
}

object! {
    /// Looks up locations by name.
    pub struct FieldLookupOptions {
        /// The gazetteer: a list of named locations.
        "gazetteer" gazetteer: Text,
        /// The field of names.
        "lookupField" lookup_field: Text,
    }
}

object! {
    /// Formats strings.
    pub struct FormatStringOptions {
        /// The format.
        "outputFormat" output_format: StringFormat,
        /// The field.
        "stringField" string_field: Text,
        /// The end of the substring.
        "substringEnd" substring_end: f64,
        /// The start of the substring.
        "substringStart" substring_start: f64,
    }
}

words! {
    /// String formats.
    pub enum StringFormat {
        /// `UPPER CASE`
        "Upper Case" Upper,
        /// `lower case`
        "Lower Case" Lower,
        /// `Sentence case`
        "Sentence Case" Sentence,
        /// `Title Case`
        "Title Case" Title,
        /// `PascalCase`
        "Pascal Case" Pascal,
        /// `camelCase`
        "Camel Case" Camel,
        /// `snake_case`
        "Snake Case" Snake,
        /// `kebab-case`
        "Kebab Case" Kebab,
        /// Trimmed.
        "Trim" Trim,
        /// A substring.
        "Substring" Substring,
    }
}

object! {
    /// Formats times as strings.
    pub struct FormatTimeOptions {
        /// The time format: `YYYY-MM-DD`.
        "outputFormat" output_format: Text,
        /// The field.
        "timeField" time_field: Text,
        /// The timezone.
        "timezone" timezone: Text,
        /// Whether the browser's time zone is used. Legacy dashboards only.
        "useTimezone" use_timezone: bool,
    }
}

object! {
    /// Creates field config from the results of a query.
    pub struct ConfigFromDataOptions {
        /// The fields that it is applied to.
        "applyTo" apply_to: Matcher,
        /// The ref ID of the query.
        "configRefId" config_ref_id: Text,
        /// How the fields of the result are used.
        "mappings" mappings: Vec<ConfigMapping>,
    }
}

object! {
    /// How a field of settings is used.
    pub struct ConfigMapping {
        /// The field.
        "fieldName" field_name: Text,
        /// More of the setting.
        "handlerArguments" handler_arguments: ConfigArguments,
        /// The setting: `max`, `unit`, `threshold1`, `mappings.value`, `__ignore`, ...
        "handlerKey" handler_key: Option<Text>,
        /// The calculation that reduces the field.
        "reducerId" reducer_id: Calculation,
    }
}

object! {
    /// More of a setting.
    pub struct ConfigArguments {
        /// A threshold.
        "threshold" threshold: ConfigThreshold,
    }
}

object! {
    /// A threshold created from a value.
    pub struct ConfigThreshold {
        /// Its colour.
        "color" color: Color,
    }
}

object! {
    /// Turns rows into fields.
    pub struct RowsToFieldsOptions {
        /// How the other fields are used.
        "mappings" mappings: Vec<ConfigMapping>,
        /// The field of names.
        "nameField" name_field: Text,
        /// The field of values.
        "valueField" value_field: Text,
    }
}

object! {
    /// Spatial operations on locations.
    pub struct SpatialOptions {
        /// `prepare`, `calculate` or `modify`.
        "action" action: Text,
        /// The calculations.
        "calculate" calculate: Json,
        /// What is changed.
        "modify" modify: Json,
        /// Where places are.
        "source" source: Either<Text, Json>,
    }
}
