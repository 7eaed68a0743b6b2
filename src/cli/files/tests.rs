use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::bail;

use super::{File, pool};

fn files(count: usize, size: u64) -> Vec<File> {
    let file = |at| File { path: PathBuf::from(format!("{at}")), is_named: false, target: None, size };
    (0..count).map(file).collect()
}

fn number(file: &File) -> usize {
    file.path.to_str().unwrap().parse().unwrap()
}

#[test]
fn results_come_in_order_and_errors_do_not_stop_them() {
    let mut taken = Vec::new();
    let work = |file: &File| if number(file) % 7 == 3 { bail!("bad") } else { Ok(number(file)) };
    pool::run(&files(500, 1), work, |file, result| {
        assert_eq!(result.is_err(), number(file) % 7 == 3);
        taken.push(number(file));
        Ok(())
    })
    .unwrap();
    assert_eq!(taken, (0..500).collect::<Vec<_>>());
}

#[test]
fn nothing_is_begun_when_results_cannot_be_taken() {
    let begun = AtomicUsize::new(0);
    let work = |_: &File| Ok(begun.fetch_add(1, Ordering::Relaxed));
    let failed = pool::run(&files(10_000, 1), work, |_, _| bail!("the disk is full"));
    assert_eq!(failed.unwrap_err().to_string(), "the disk is full");
    assert!(begun.into_inner() < 1_000, "only those that were under way");
}

#[test]
fn large_files_are_worked_on_alone() {
    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |_: &File| {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(std::time::Duration::from_millis(2));
        now.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    };
    pool::run(&files(20, 60 << 20), work, |_, result| result).unwrap();
    assert_eq!(most.into_inner(), 1);
}

#[test]
fn no_files() {
    pool::run(&[], |_| Ok(()), |_, _| bail!("there is none")).unwrap();
}
