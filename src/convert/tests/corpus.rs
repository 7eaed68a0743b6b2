//! Dashboards found in the wild, converted there and back.

use super::*;

fn corpus() -> Vec<(String, Value)> {
    let Some(folder) = std::env::var_os("DASHGEN_CORPUS") else {
        eprintln!("SKIPPED: DASHGEN_CORPUS names no folder of dashboards");
        return Vec::new();
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.file_name().unwrap().to_string_lossy().into_owned(), serde_json::from_str(&text).unwrap())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn look() {
    let (mut all, mut lost, mut examples) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new(), BTreeMap::new());
    let general = |place: &str| {
        let mut out = String::new();
        let mut inside = false;
        for c in place.chars() {
            match c {
                '[' => { inside = true; out.push_str("[]"); }
                ']' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out
    };
    for (name, before) in corpus() {
        let dashboard = v1::Dashboard::read(before.clone()).unwrap();
        let (there, losses) = to_v2(&dashboard);
        if let Some(out) = std::env::var_os("V2_OUT") {
            std::fs::write(std::path::Path::new(&out).join(&name), crate::json::text(&there)).unwrap();
        }
        let (back, more) = to_v1(&there);
        for loss in &more { *lost.entry(format!("BACK {} {}", general(&loss.place), loss.what)).or_default() += 1; }
        let mut found = Vec::new();
        missing(&before, Some(&serde_json::to_value(&back).unwrap()), "", &mut found);
        for loss in &losses { *lost.entry(format!("{} {}", general(&loss.place), loss.what)).or_default() += 1; }
        let places: std::collections::HashSet<_> = losses.iter().map(|it| it.place.as_str()).collect();
        for (place, left, right) in found {
            let said = places.contains(place.as_str()) || place.match_indices(['.', '[']).any(|(at, _)| places.contains(&place[..at]));
            if !said {
                let key = general(&place);
                *all.entry(key.clone()).or_default() += 1;
                examples.entry(key).or_insert(format!("{name} {place} {left} -> {right}"));
            }
        }
        let (again, losses) = to_v2(&back);
        if crate::json::text(&again) != crate::json::text(&there) { println!("SECOND {name}"); }
        let (last, _) = to_v1(&again);
        if crate::json::text(&last) != crate::json::text(&back) { println!("THIRD {name}"); }
        if !losses.is_empty() { println!("SECOND LOSS {name} {losses:?}"); }
    }
    for (key, count) in &lost { println!("LOSS {count} {key}"); }
    for (key, count) in &all { println!("{count} {key}   e.g. {}", examples[key].chars().take(260).collect::<String>()); }
}
