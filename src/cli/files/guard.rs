//! A bug in dashgen that one file triggers does not stop work on the others.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::anyhow;

/// Does the work for one file, and turns a panic into an error for that file.
pub(super) fn guarded<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = message(&*panic);
        Err(anyhow!("this is a bug in dashgen, please report it together with the file: {message}"))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it says no more")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_and_the_rest_stays_as_it_is() {
        let number = 7;
        let error = guarded::<()>(|| panic!("the number {number}")).unwrap_err();
        assert!(error.to_string().ends_with("report it together with the file: the number 7"), "{error}");
        assert!(guarded::<()>(|| panic!("plain")).unwrap_err().to_string().ends_with(": plain"));
        assert_eq!(guarded(|| Ok(number)).unwrap(), 7);
        assert_eq!(guarded::<()>(|| Err(anyhow!("no"))).unwrap_err().to_string(), "no");
    }
}
