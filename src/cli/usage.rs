//! Arguments that name what there is not.

/// An argument that names what there is not: the way out is another command line, so it ends with [`Status::Usage`].
///
/// [`Status::Usage`]: super::Status::Usage
#[derive(Debug, thiserror::Error)]
#[error("{problem}; {hint}")]
pub(super) struct WrongArgument {
    /// What is wrong.
    pub(super) problem: String,
    /// The way out.
    pub(super) hint: String,
}
