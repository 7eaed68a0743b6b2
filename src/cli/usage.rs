//! Arguments that name something unknown.

/// An argument that names something unknown. A different command line is needed, so it ends with [`Status::Usage`].
///
/// [`Status::Usage`]: super::Status::Usage
#[derive(Debug, thiserror::Error)]
#[error("{problem}; {hint}")]
pub(super) struct WrongArgument {
    /// What is wrong.
    pub(super) problem: String,
    /// How to fix it.
    pub(super) hint: String,
}
