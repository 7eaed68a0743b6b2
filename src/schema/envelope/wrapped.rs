//! What Grafana's HTTP API has around a dashboard.

use super::{Content, Resource};
use crate::json::{Either, object};
use crate::vocabulary::Text;

object! {
    /// A dashboard as the HTTP API takes it (`overwrite`, `message`, `inputs`) or gives it (`meta`).
    pub struct Wrapped {
        /// The dashboard; since Grafana 13 it may be a whole resource.
        "dashboard" dashboard: Either<Box<Resource>, Content>,
        /// The number of the folder. Old versions only.
        "folderId" folder_id: Option<f64>,
        /// The uid of the folder.
        "folderUid" folder_uid: Option<Text>,
        /// What is given for each of the inputs of an export.
        "inputs" inputs: Vec<Given>,
        /// Whether it is a folder. Old versions only.
        "isFolder" is_folder: bool,
        /// What changed.
        "message" message: Text,
        /// What Grafana knows of it.
        "meta" meta: Meta,
        /// Whether a dashboard that is there already is replaced.
        "overwrite" overwrite: bool,
        /// The file, of a plugin's dashboard.
        "path" path: Text,
        /// The plugin that brings it.
        "pluginId" plugin_id: Text,
        /// Whoever saved it.
        "userId" user_id: f64,
    }
}

object! {
    /// What is given for an input of an export.
    pub struct Given {
        /// The name of the input.
        "name" name: Text,
        /// The plugin of the datasource.
        "pluginId" plugin_id: Text,
        /// `datasource` or `constant`.
        "type" kind: Text,
        /// The value: the name or uid of a datasource, or the constant.
        "value" value: Text,
    }
}

object! {
    /// What Grafana knows of a dashboard.
    pub struct Meta {
        /// Who may write annotations.
        "annotationsPermissions" annotations_permissions: Option<WrappedPermissions>,
        /// The version of the resource that it is stored as.
        "apiVersion" api_version: Text,
        /// Whether permissions may be changed.
        "canAdmin" can_admin: bool,
        /// Whether it may be removed.
        "canDelete" can_delete: bool,
        /// Whether it may be edited.
        "canEdit" can_edit: bool,
        /// Whether it may be saved.
        "canSave" can_save: bool,
        /// Whether it may get a star.
        "canStar" can_star: bool,
        /// When it was made.
        "created" created: Text,
        /// Who made it.
        "createdBy" created_by: Text,
        /// When it goes, of a snapshot.
        "expires" expires: Text,
        /// The number of the folder.
        "folderId" folder_id: f64,
        /// The title of the folder.
        "folderTitle" folder_title: Text,
        /// The uid of the folder.
        "folderUid" folder_uid: Text,
        /// The address of the folder.
        "folderUrl" folder_url: Text,
        /// Whether it has permissions of its own.
        "hasAcl" has_acl: bool,
        /// Whether it is a folder.
        "isFolder" is_folder: bool,
        /// Whether it is a snapshot.
        "isSnapshot" is_snapshot: bool,
        /// Whether it has a star.
        "isStarred" is_starred: bool,
        /// Whether it comes from a file.
        "provisioned" provisioned: bool,
        /// The file that it comes from.
        "provisionedExternalId" provisioned_external_id: Text,
        /// Whether it is public.
        "publicDashboardEnabled" public_dashboard_enabled: bool,
        /// The uid of its public copy.
        "publicDashboardUid" public_dashboard_uid: Text,
        /// The end of its address.
        "slug" slug: Text,
        /// `db`, `snapshot`, ...
        "type" kind: Text,
        /// When it was saved.
        "updated" updated: Text,
        /// Who saved it.
        "updatedBy" updated_by: Text,
        /// Its address.
        "url" url: Text,
        /// How often it was saved.
        "version" version: f64,
    }
}

object! {
    /// Who may write annotations.
    pub struct WrappedPermissions {
        /// On the dashboard.
        "dashboard" dashboard: PermissionsOf,
        /// Everywhere.
        "organization" organization: PermissionsOf,
    }
}

object! {
    /// What may be done with annotations.
    pub struct PermissionsOf {
        /// Whether they may be added.
        "canAdd" can_add: bool,
        /// Whether they may be removed.
        "canDelete" can_delete: bool,
        /// Whether they may be changed.
        "canEdit" can_edit: bool,
    }
}
