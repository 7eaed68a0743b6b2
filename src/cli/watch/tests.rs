use std::sync::mpsc;
use std::time::Duration;

use super::*;

/// Names what differs between two looks at some files.
fn changed(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let name = |path: &&Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    before.changed(after).iter().map(name).collect()
}

fn look(folder: &Path, names: &[&str]) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for name in names {
        snapshot.add(folder.join(name));
    }
    snapshot
}

#[test]
fn what_counts_as_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("edited"), "1").unwrap();
    fs::write(folder.join("gone"), "1").unwrap();
    fs::write(folder.join("same"), "1").unwrap();
    let before = look(folder, &["edited", "gone", "same", "missing"]);
    fs::write(folder.join("edited"), "12").unwrap();
    fs::remove_file(folder.join("gone")).unwrap();
    fs::write(folder.join("new"), "1").unwrap();
    let after = look(folder, &["edited", "gone", "same", "missing", "new"]);
    assert_eq!(changed(&before, &after), ["edited", "gone", "new"]);
    assert_eq!(changed(&after, &after), [""; 0]);
}

#[test]
fn a_file_that_only_the_run_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.md");
    fs::write(&path, "1").unwrap();
    let mut before = Snapshot::new();
    let mut after = Snapshot::new();
    after.add_known(path.clone());
    assert_eq!(changed(&before, &after), [""; 0], "it is no news that the program reads it");
    before.add_known(path.clone());
    fs::write(&path, "12").unwrap();
    let mut after = Snapshot::new();
    after.add_known(path.clone());
    assert_eq!(changed(&before, &after), ["notes.md"]);
    let mut before = Snapshot::new();
    before.taken = SystemTime::UNIX_EPOCH;
    assert_eq!(changed(&before, &after), ["notes.md"], "it changed while the program was made");
    assert_eq!(changed(&after, &before), [""; 0], "the program reads it no more");
}

#[test]
fn what_is_said_of_a_change() {
    let paths = ["/a/b.rs", "/a/c.rs", "/a/d.rs"].map(Path::new);
    assert_eq!(said(&paths[..1]), "`/a/b.rs` changed");
    assert_eq!(said(&paths[..2]), "`/a/b.rs` and 1 other file changed");
    assert_eq!(said(&paths), "`/a/b.rs` and 2 other files changed");
}

/// Reads one file, and tells what was in it.
struct Reads {
    path: PathBuf,
    results: mpsc::Sender<String>,
}

impl Work for Reads {
    fn look(&mut self) -> Snapshot {
        look(self.path.parent().unwrap(), &["a.json"])
    }

    fn run(&mut self, _: &Wakes, _: &mut Console<'_>) -> anyhow::Result<Ended> {
        // Its own output lies in the same folder.
        fs::write(self.path.with_extension("out"), "made").unwrap_or_default();
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        let is_last = text == "end";
        self.results.send(text)?;
        Ok(if is_last { Ended::Interrupted } else { Ended::Itself })
    }
}

/// A way to change a file.
type Edit = fn(&Path);

/// Makes the edits to a file that is watched, each as soon as the loop has read the text that the one before it left;
/// returns how often it read something, and what it said.
fn read_after(edits: &[(Edit, &str)]) -> (usize, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("inside/a.json");
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(&path, "first").unwrap();
    let (sender, results) = mpsc::channel();
    let reads = Reads { path: path.clone(), results: sender };
    let loops = std::thread::spawn(move || {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = work(reads, false, &mut Console::into_buffers(&mut out, &mut err)).unwrap();
        assert_eq!(status, Status::Clean);
        String::from_utf8(err).unwrap()
    });
    let mut count = 0;
    let mut wait_for = |text: &str| {
        let results = std::iter::repeat_with(|| results.recv_timeout(Duration::from_secs(20)).expect("it runs again"));
        count += results.take_while(|read| read != text).count() + 1;
    };
    wait_for("first");
    for (edit, text) in edits {
        edit(&path);
        wait_for(text);
    }
    fs::write(&path, "end").unwrap();
    wait_for("end");
    (count, loops.join().unwrap())
}

#[test]
fn every_way_to_save_a_file() {
    let (_, said) = read_after(&[
        (|path| fs::write(path, "plainly").unwrap(), "plainly"),
        (
            |path| {
                fs::write(path.with_extension("tmp"), "by a second file").unwrap();
                fs::rename(path.with_extension("tmp"), path).unwrap();
            },
            "by a second file",
        ),
        (|path| fs::remove_file(path).unwrap(), ""),
        (|path| fs::write(path, "a new file").unwrap(), "a new file"),
        (|path| fs::remove_dir_all(path.parent().unwrap()).unwrap(), ""),
        (
            |path| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "a new folder").unwrap();
            },
            "a new folder",
        ),
        (|path| fs::write(path, "in that folder").unwrap(), "in that folder"),
    ]);
    assert!(said.contains("a.json` changed\nfinished in "), "{said}");
}

#[test]
fn a_burst_and_its_own_output() {
    let burst: Edit = |path| (0..=100).for_each(|round| fs::write(path, format!("{round}")).unwrap());
    let (count, said) = read_after(&[(burst, "100")]);
    // The first, the last, and at most a few of the hundred between them on a machine that is busy.
    assert!((3..20).contains(&count), "{count} runs\n{said}");
}
