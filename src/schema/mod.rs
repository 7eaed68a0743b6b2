//! The frames of the file formats, as serde types.
