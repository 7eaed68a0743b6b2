//! Actions: requests that a click on a value can send.
//!
//! Names: `types/action.d.ts` of the npm package `@grafana/data` 13.2.3.

use crate::json::{object, words};
use crate::vocabulary::Text;

object! {
    /// A request that a click on a value sends.
    pub struct Action {
        /// The confirmation that is shown before it is sent.
        "confirmation" confirmation: Text,
        /// The request, sent by the browser.
        "fetch" fetch: ActionRequest,
        /// The request, sent by the Infinity datasource.
        "infinity" infinity: ActionRequest,
        /// Whether a single click on the value sends it.
        "oneClick" one_click: bool,
        /// The style of its button.
        "style" style: ActionStyle,
        /// Its title.
        "title" title: Text,
        /// How it is sent.
        "type" kind: ActionKind,
        /// The variables that users fill in before it is sent.
        "variables" variables: Vec<ActionVariable>,
    }
}

words! {
    /// How a request is sent.
    pub enum ActionKind {
        /// By the browser.
        "fetch" Fetch,
        /// By the Infinity datasource.
        "infinity" Infinity,
    }
}

object! {
    /// A request.
    pub struct ActionRequest {
        /// The body.
        "body" body: Text,
        /// The datasource that sends it.
        "datasourceUid" datasource_uid: Text,
        /// Headers: names and values.
        "headers" headers: Vec<Vec<Text>>,
        /// The method.
        "method" method: ActionMethod,
        /// Query parameters: names and values.
        "queryParams" query_params: Vec<Vec<Text>>,
        /// The URL.
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
    /// The style of a button.
    pub struct ActionStyle {
        /// Its colour.
        "backgroundColor" background_color: Text,
    }
}

object! {
    /// A variable that users fill in before a request is sent.
    pub struct ActionVariable {
        /// Its key, used to refer to it in the request.
        "key" key: Text,
        /// Its label.
        "name" name: Text,
        /// `string`
        "type" kind: Text,
    }
}
