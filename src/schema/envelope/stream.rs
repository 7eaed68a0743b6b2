//! Large dashboards, read panel by panel: as a tree of JSON, they would take ten times the room of their text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::shape::Around;
use super::{Content, Document};
use crate::json::Typed;
use crate::json::tree::{Object, Tree};
use crate::schema::v1::Panel;
use crate::schema::v2::Element;

/// Reads a dashboard of which every panel is an object. Nothing comes back for other texts, which are read as a whole.
pub(super) fn document(text: &str) -> Option<Document> {
    let mut found = None;
    let mut source = serde_json::Deserializer::from_str(text);
    let tree = Outside { at: Around::Nothing, found: &mut found }.deserialize(&mut source).ok()?;
    source.end().ok()?;
    let mut document = Document::of_tree(tree).ok()?;
    let Some(Found { at, parts }) = found else { return Some(document) };
    let expected = document.around();
    match (document.content_mut()?, parts) {
        (Content::Classic(dashboard), Parts::Panels(panels)) if at == expected => dashboard.panels = Some(panels),
        (Content::V2(spec), Parts::Elements(elements)) if at == expected => spec.elements = Some(elements),
        _ => return None,
    }
    Some(document)
}

/// What makes a dashboard large, and what it stands in.
struct Found {
    at: Around,
    parts: Parts,
}

enum Parts {
    Panels(Vec<Panel>),
    Elements(BTreeMap<String, Element>),
}

/// Reads what stands around panels as a tree.
struct Outside<'a> {
    at: Around,
    found: &'a mut Option<Found>,
}

impl<'de> DeserializeSeed<'de> for Outside<'_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Tree<'de>, D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Outside<'_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = source.next_key::<String>()? {
            let inside = match (self.at, name.as_str()) {
                (Around::Nothing, "spec") => Some(Around::Resource),
                (Around::Nothing, "dashboard") => Some(Around::Wrapper),
                (Around::Wrapper, "spec") => Some(Around::WrappedResource),
                _ => None,
            };
            let value = match (inside, name.as_str()) {
                (Some(at), _) => source.next_value_seed(Outside { at, found: self.found })?,
                (None, "panels" | "elements") if self.found.is_some() => return Err(A::Error::custom("a second one")),
                (None, "panels") => source.next_value_seed(Large { at: self.at, found: self.found, is_list: true })?,
                (None, "elements") => {
                    source.next_value_seed(Large { at: self.at, found: self.found, is_list: false })?
                }
                (None, _) => source.next_value()?,
            };
            members.push((Cow::Owned(name), value));
        }
        match Object::sorted(members) {
            (members, false) => Ok(Tree::Object(members)),
            (_, true) => Err(A::Error::custom("a second one")),
        }
    }
}

/// Reads panels one by one. In the tree, something empty stands for them.
struct Large<'a> {
    at: Around,
    found: &'a mut Option<Found>,
    is_list: bool,
}

impl<'de> DeserializeSeed<'de> for Large<'_> {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Tree<'de>, D::Error> {
        if self.is_list { source.deserialize_seq(self) } else { source.deserialize_map(self) }
    }
}

impl<'de> Visitor<'de> for Large<'_> {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("panels")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        let mut panels = Vec::new();
        while let Some(item) = source.next_element()? {
            panels.push(Panel::of_tree(&item).ok_or_else(|| A::Error::custom("no object"))?);
        }
        *self.found = Some(Found { at: self.at, parts: Parts::Panels(panels) });
        Ok(Tree::List(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Tree<'de>, A::Error> {
        let mut elements = BTreeMap::new();
        while let Some((name, item)) = source.next_entry()? {
            elements.insert(name, Element::of_tree(&item).ok_or_else(|| A::Error::custom("no object"))?);
        }
        *self.found = Some(Found { at: self.at, parts: Parts::Elements(elements) });
        Ok(Tree::Object(Object::EMPTY))
    }
}
