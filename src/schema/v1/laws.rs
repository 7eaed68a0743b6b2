//! What holds for any JSON.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::legacy::{Graph, Number, OldTable, Singlestat};
use super::{Annotation, Chosen, Dashboard, Datasource, OtherMembers, Panel, Target, Transformation, Variable};
use crate::json::{self, Either, Json, Typed};
use crate::schema::envelope::{Content, Document};
use crate::vocabulary::Text;
use crate::vocabulary::field::{Color, ColorRule, FieldConfig, FieldProperty, Matcher, ValueMapping};
use crate::vocabulary::panel::{PanelFields, PanelOptions};
use crate::vocabulary::transformation::TransformationOptions;

/// Names that mean something somewhere.
fn names() -> Vec<&'static str> {
    let mut names =
        vec!["apiVersion", "dashboard", "spec", "elements", "layout", "matcher", "properties", "value", "odd"];
    names.extend(
        [Dashboard::NAMES, Panel::NAMES, Panel::NAMES, Graph::NAMES, Singlestat::NAMES, OldTable::NAMES].concat(),
    );
    names.extend(
        [Target::NAMES, OtherMembers::NAMES, Variable::NAMES, Annotation::NAMES, FieldConfig::<Json>::NAMES].concat(),
    );
    names
}

fn leaf() -> impl Strategy<Value = Value> {
    let words =
        ["graph", "stat", "timeseries", "organize", "byName", "custom.lineWidth", "custom", "unit", "value", "", "é\n"];
    let numbers = [-0.0, 1.0, 0.5, 1e300, 9_007_199_254_740_993.0];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0..20).prop_map(Value::from),
        prop::sample::select(numbers.to_vec()).prop_map(Value::from),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
    ]
}

/// Any JSON, most of it objects with members that mean something.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(6, 60, 6, |inner| {
        let name = prop::sample::select(names());
        let property = (prop::sample::select(vec!["unit", "custom.lineWidth", "custom.odd", "custom", "odd"]), inner.clone());
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            1 => property.prop_map(|(id, value)| serde_json::json!({"id": id, "value": value})),
            3 => prop::collection::vec((name, inner), 0..8)
                .prop_map(|members| members.into_iter().map(|(name, it)| (name.to_owned(), it)).collect::<Map<_, _>>().into()),
        ]
    })
}

/// A value comes back as it was, read or not, and never has more unknown than it has.
fn holds<T: Typed>(value: &Value) -> Result<(), TestCaseError> {
    let back = match T::read(value.clone()) {
        Ok(read) => {
            let text = json::text(&read);
            prop_assert_eq!(&text, &json::text(&Json(read.into_value())), "moved, it is another");
            text
        }
        Err(kept) => json::text(&Json(kept)),
    };
    prop_assert_eq!(back, json::text(&Json(value.clone())));
    Ok(())
}

proptest! {
    #[test]
    fn documents_come_back(value in any_json()) {
        holds::<Dashboard>(&value)?;
        holds::<Panel>(&value)?;
        holds::<Target>(&value)?;
        holds::<Variable>(&value)?;
        holds::<Transformation>(&value)?;
        holds::<Content>(&value)?;
        if let Ok(document) = Document::read(value.clone()) {
            prop_assert_eq!(json::text(&document), json::text(&Json(value)));
        }
    }

    #[test]
    fn values_come_back(value in any_json()) {
        holds::<bool>(&value)?;
        holds::<f64>(&value)?;
        holds::<i64>(&value)?;
        holds::<Text>(&value)?;
        holds::<Number>(&value)?;
        holds::<Chosen>(&value)?;
        holds::<Datasource>(&value)?;
        holds::<Color>(&value)?;
        holds::<ColorRule>(&value)?;
        holds::<Vec<Number>>(&value)?;
        holds::<Either<Vec<f64>, Box<Graph>>>(&value)?;
        holds::<std::collections::BTreeMap<String, f64>>(&value)?;
    }

    #[test]
    fn parts_of_panels_come_back(value in any_json(), kind in "graph|stat|timeseries|table|nobody's") {
        holds::<Matcher>(&value)?;
        holds::<ValueMapping>(&value)?;
        holds::<FieldProperty<Json>>(&value)?;
        holds::<PanelOptions>(&value)?;
        holds::<PanelFields>(&value)?;
        holds::<TransformationOptions>(&value)?;
        let Ok(fields) = PanelFields::read(value.clone()) else { return Ok(()) };
        prop_assert_eq!(json::text(&fields.settled(&kind)), json::text(&Json(value)));
    }
}
