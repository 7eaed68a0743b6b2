//! Single values in another form, and settings made of them.

use crate::json::{Either, Json, object, words};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Calculation, Color, Matcher};

object! {
    /// Fields of other types.
    pub struct ConvertFieldTypeOptions {
        /// The fields, each with its type.
        "conversions" conversions: Vec<FieldConversion>,
    }
}

object! {
    /// The type that a field gets.
    pub struct FieldConversion {
        /// How times are written.
        "dateFormat" date_format: Text,
        /// The type.
        "destinationType" destination_type: ConvertedType,
        /// The values of an `enum`.
        "enumConfig" enum_config: EnumValues,
        /// What is between the items of a list.
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
        /// What they mean.
        "description" description: Vec<Text>,
        /// Their pictures.
        "icon" icon: Vec<Text>,
        /// Their texts.
        "text" text: Vec<Text>,
    }
}

object! {
    /// Frames of other types.
    pub struct ConvertFrameOptions {
        /// The type.
        "targetType" target_type: FrameType,
    }
}

words! {
    /// Types that frames can be converted to. Grafana knows two more, and leaves frames of those as they are.
    pub enum FrameType {
        /// Single events, drawn over the series.
        "exemplar" Exemplar,
    }
}

object! {
    /// Fields out of texts.
    pub struct ExtractFieldsOptions {
        /// What is between values.
        "delimiter" delimiter: Text,
        /// What the texts are.
        "format" format: ExtractFormat,
        /// The values to take, of JSON.
        "jsonPaths" json_paths: Vec<JsonPath>,
        /// Whether the time stays.
        "keepTime" keep_time: bool,
        /// The regular expression.
        "regExp" regular_expression: Text,
        /// Whether the other fields are left out.
        "replace" replace: bool,
        /// The field of texts.
        "source" source: Text,
    }
}

words! {
    /// What the texts are that fields are taken out of.
    pub enum ExtractFormat {
        /// JSON.
        "json" Json,
        /// Names with values.
        "kvp" KeyValues,
        /// Whatever they seem to be.
        "auto" Auto,
        /// What a regular expression finds.
        "regexp" Regexp,
        /// Values with something between them.
        "delimiter" Delimiter,
    }
}

object! {
    /// A value to take out of JSON.
    pub struct JsonPath {
        /// What the field is called.
        "alias" alias: Text,
        /// Where the value is: `a.b[0]`.
        "path" path: Text,
    }
}

object! {
    /// Places of names.
    pub struct FieldLookupOptions {
        /// Where places are listed.
        "gazetteer" gazetteer: Text,
        /// The field of names.
        "lookupField" lookup_field: Text,
    }
}

object! {
    /// Texts in another form.
    pub struct FormatStringOptions {
        /// The form.
        "outputFormat" output_format: StringFormat,
        /// The field.
        "stringField" string_field: Text,
        /// The end of a part.
        "substringEnd" substring_end: f64,
        /// The beginning of a part.
        "substringStart" substring_start: f64,
    }
}

words! {
    /// Forms of texts.
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
        /// Without spaces around.
        "Trim" Trim,
        /// A part.
        "Substring" Substring,
    }
}

object! {
    /// Times as texts.
    pub struct FormatTimeOptions {
        /// How times are written: `YYYY-MM-DD`.
        "outputFormat" output_format: Text,
        /// The field.
        "timeField" time_field: Text,
        /// The timezone.
        "timezone" timezone: Text,
        /// Whether it is the timezone of the browser. Legacy dashboards only.
        "useTimezone" use_timezone: bool,
    }
}

object! {
    /// Field config from one of the answers.
    pub struct ConfigFromDataOptions {
        /// The fields that get it.
        "applyTo" apply_to: Matcher,
        /// The letter of the query.
        "configRefId" config_ref_id: Text,
        /// What becomes of the answer's fields.
        "mappings" mappings: Vec<ConfigMapping>,
    }
}

object! {
    /// What becomes of a field of settings.
    pub struct ConfigMapping {
        /// The field.
        "fieldName" field_name: Text,
        /// More of the setting.
        "handlerArguments" handler_arguments: ConfigArguments,
        /// The setting: `max`, `unit`, `threshold1`, `mappings.value`, `__ignore`, ...
        "handlerKey" handler_key: Option<Text>,
        /// Which value stands for the field.
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
    /// A threshold that is made of a value.
    pub struct ConfigThreshold {
        /// Its colour.
        "color" color: Color,
    }
}

object! {
    /// Rows as fields.
    pub struct RowsToFieldsOptions {
        /// What becomes of the other fields.
        "mappings" mappings: Vec<ConfigMapping>,
        /// The field of names.
        "nameField" name_field: Text,
        /// The field of values.
        "valueField" value_field: Text,
    }
}

object! {
    /// Places, and what is calculated of them.
    pub struct SpatialOptions {
        /// `prepare`, `calculate` or `modify`.
        "action" action: Text,
        /// What is calculated.
        "calculate" calculate: Json,
        /// What is changed.
        "modify" modify: Json,
        /// Where places are.
        "source" source: Either<Text, Json>,
    }
}
