//! What a click on a value can do, as documents have it.
//!
//! Names: `types/action.d.ts` of the npm package `@grafana/data` 13.2.3.

use crate::json::{object, words};
use crate::vocabulary::Text;

object! {
    /// A request that a click on a value sends.
    pub struct Action {
        /// What is asked before it is sent.
        "confirmation" confirmation: Text,
        /// The request, sent by the browser.
        "fetch" fetch: ActionRequest,
        /// The request, sent by the Infinity datasource.
        "infinity" infinity: ActionRequest,
        /// Whether one click sends it.
        "oneClick" one_click: bool,
        /// What its button looks like.
        "style" style: ActionStyle,
        /// What it is called.
        "title" title: Text,
        /// Who sends it.
        "type" kind: ActionKind,
        /// What is asked for before it is sent.
        "variables" variables: Vec<ActionVariable>,
    }
}

words! {
    /// Who sends a request.
    pub enum ActionKind {
        /// The browser.
        "fetch" Fetch,
        /// The Infinity datasource.
        "infinity" Infinity,
    }
}

object! {
    /// A request.
    pub struct ActionRequest {
        /// What is sent.
        "body" body: Text,
        /// The datasource that sends it.
        "datasourceUid" datasource_uid: Text,
        /// Headers: names and values.
        "headers" headers: Vec<Vec<Text>>,
        /// The method.
        "method" method: ActionMethod,
        /// Parameters of the address: names and values.
        "queryParams" query_params: Vec<Vec<Text>>,
        /// The address.
        "url" url: Text,
    }
}

words! {
    /// The methods of requests.
    pub enum ActionMethod {
        /// `DELETE`
        "DELETE" Delete,
        /// `GET`
        "GET" Get,
        /// `PATCH`
        "PATCH" Patch,
        /// `POST`
        "POST" Post,
        /// `PUT`
        "PUT" Put,
    }
}

object! {
    /// What a button looks like.
    pub struct ActionStyle {
        /// Its colour.
        "backgroundColor" background_color: Text,
    }
}

object! {
    /// Something that is asked for before a request is sent.
    pub struct ActionVariable {
        /// What stands for it.
        "key" key: Text,
        /// What people see.
        "name" name: Text,
        /// `string`
        "type" kind: Text,
    }
}
