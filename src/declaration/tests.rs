use insta::assert_snapshot;

use super::*;
use crate::exposition;

const PAGE: &str =
    "# HELP a_total Things.\n# TYPE a_total counter\na_total{x=\"1\"} 1\n# TYPE b_celsius gauge\nb_celsius 1\n";

fn families(page: &str) -> Vec<Family> {
    exposition::read(page.as_bytes()).unwrap().families
}

fn declared(page: &str, source: &str) -> Declared {
    let target_labels = ["job".to_owned()];
    let options = Options { catalogue: None, target_labels: &target_labels };
    declare(&families(page), options, source).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(catalogue: Option<&str>, source: &str) -> String {
    let error = declare(&families(PAGE), Options { catalogue, target_labels: &[] }, source).unwrap_err();
    [Some(error.to_string()), error.hint()].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

#[test]
fn a_new_file() {
    assert_snapshot!(declared(PAGE, "").source, @r#"
    // Made by `dashgen metrics import`, which adds what is new when it is run again.
    // `guessed` marks units that only the names suggest.

    use dashgen::unit::{Number, Unit};

    dashgen::units! {
        /// Temperature in degrees Celsius.
        pub Celsius = Unit::id("celsius");
    }

    dashgen::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }

        /// Things.
        counter A("a_total", Number /* guessed */) by a {
            X = "x" ["1"],
        }

        /// No help text.
        gauge B_CELSIUS("b_celsius", Celsius /* guessed */) by b_celsius {}
    }
    "#);
}

#[test]
fn what_people_wrote_stays() {
    let source = r#"
use dashgen::unit::{Unit, Number};

dashgen::units! {
    // Ours.
    pub Parcels = Unit::count("parcels");
}

// Metrics — of the shop.
dashgen::metrics! {
    catalogue SHOP;
    target labels { Pod = "pod" }

    /// Better than the page.
    counter THINGS("a_total", Parcels) by things { Ex = "x" ["1"] } // see there
    // gauge LOST("lost", Number) by lost {
    //     Why = "why",
    // }
}

fn after() {}
"#;
    let page = "# TYPE a_total counter\na_total{x=\"1\"} 1\n# TYPE sent_parcels gauge\nsent_parcels{pod=\"a\",y=\"2\"} 1\n\
                # TYPE lost gauge\nlost 1\n# TYPE heat_celsius gauge\nheat_celsius 1\n# TYPE c_bytes gauge\nc_bytes 1\n";
    let first = declared(page, source);
    assert_eq!((first.known, first.added.len()), (2, 3));
    assert_eq!(declared(page, &first.source).source, first.source);
    assert_snapshot!(first.source, @r#"
    use dashgen::unit::{Unit, Number};

    dashgen::units! {
        // Ours.
        pub Parcels = Unit::count("parcels");
        /// Temperature in degrees Celsius.
        pub Celsius = Unit::id("celsius");
    }

    // Metrics — of the shop.
    dashgen::metrics! {
        catalogue SHOP;
        target labels { Pod = "pod" }

        /// Better than the page.
        counter THINGS("a_total", Parcels) by things { Ex = "x" ["1"] } // see there
        // gauge LOST("lost", Number) by lost {
        //     Why = "why",
        // }

        /// No help text.
        gauge SENT_PARCELS("sent_parcels", Parcels /* guessed */) by sent_parcels {
            Y = "y" ["2"],
        }

        /// No help text.
        gauge HEAT_CELSIUS("heat_celsius", Celsius /* guessed */) by heat_celsius {}

        /// No help text.
        gauge C_BYTES("c_bytes", dashgen::unit::Bytes /* guessed */) by c_bytes {}
    }

    fn after() {}
    "#);
}

#[test]
fn in_a_module_with_windows_line_breaks_and_no_units() {
    let source = "\u{feff}mod m {\r\n    use dashgen::unit::*;\r\n    dashgen::metrics! { catalogue M; target labels {} }\r\n}\r\n";
    let source = declared(PAGE, source).source;
    assert_eq!(source.matches('\n').count(), source.matches("\r\n").count());
    assert_snapshot!(source.replace("\r\n", "\n").trim_start_matches('\u{feff}'), @r#"
    mod m {
        use dashgen::unit::*;
        dashgen::units! {
            /// Temperature in degrees Celsius.
            pub Celsius = Unit::id("celsius");
        }

        dashgen::metrics! { catalogue M; target labels {} 

            /// Things.
            counter A("a_total", Number /* guessed */) by a {
                X = "x" ["1"],
            }

            /// No help text.
            gauge B_CELSIUS("b_celsius", Celsius /* guessed */) by b_celsius {}
        }
    }
    "#);
}

#[test]
fn what_differs_and_what_is_gone() {
    let source = r#"
        dashgen::metrics! {
            catalogue METRICS;
            target labels { Job = "job" }
            /// A.
            gauge A("a_total", Number) by a { Y = "y" }
            /// Z.
            info Z("z", Number) by z {}
        }
    "#;
    let declared = declared("# TYPE a_total counter\na_total{x=\"1\",job=\"2\"} 1\n", source);
    assert_eq!((&*declared.source, declared.gone), (source, vec!["z".to_owned()]));
    let differences: Vec<_> = declared.differences.iter().map(ToString::to_string).collect();
    assert_snapshot!(differences.join("\n"), @"
    `a_total` is declared as a gauge, but is a counter on the page
    `a_total` has undeclared labels: `x`
    `a_total` has no series with its declared labels `y`
    ");
}

#[test]
fn what_metrics_cannot_declare_is_a_comment() {
    let page = "# HELP gc_seconds Pauses.\n# TYPE gc_seconds gaugehistogram\ngc_seconds_gsum{a=\"b\"} 1\ngc_seconds_gcount{a=\"b\"} 1\n";
    let first = declared(page, "");
    assert_eq!(first.commented, [("gc_seconds".to_owned(), "a gauge histogram")]);
    assert_snapshot!(first.source, @r#"
    // Made by `dashgen metrics import`, which adds what is new when it is run again.
    // `guessed` marks units that only the names suggest.

    dashgen::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }

        // Not declared: a gauge histogram, which `metrics!` does not have yet.
        // /// Pauses.
        // gauge_histogram GC_SECONDS("gc_seconds", Seconds /* guessed */) by gc_seconds {
        //     A = "a" ["b"],
        // }
    }
    "#);
    assert_eq!(declared(page, &first.source).source, first.source);
}

#[test]
fn summaries_state_sets_and_what_has_no_type() {
    let page = "# HELP gc_seconds Pauses.\n# TYPE gc_seconds summary\ngc_seconds{a=\"b\",quantile=\"0.5\"} 1\n\
                gc_seconds{a=\"b\",quantile=\"1.0\"} 1\ngc_seconds_sum{a=\"b\"} 1\ngc_seconds_count{a=\"b\"} 1\n\
                # TYPE worker_state stateset\nworker_state{worker_state=\"idle\"} 1\nworker_state{worker_state=\"busy\"} 0\n\
                # TYPE silent_state stateset\nthings 1\n";
    let first = declared(page, "");
    assert_snapshot!(first.source, @r#"
    // Made by `dashgen metrics import`, which adds what is new when it is run again.
    // `guessed` marks units that only the names suggest.

    use dashgen::unit::{Number, Seconds, Unit};

    dashgen::units! {
        /// Things.
        pub Things = Unit::count("things");
    }

    dashgen::metrics! {
        catalogue METRICS;
        target labels { Job = "job" }

        /// Pauses.
        summary GC_SECONDS("gc_seconds", Seconds /* guessed */) by gc_seconds {
            A = "a" ["b"],
            Quantile = "quantile" ["0.5", "1.0"],
        }

        /// No help text.
        state_set WORKER_STATE("worker_state", Number) by worker_state {
            WorkerState = "worker_state" ["busy", "idle"],
        }

        /// No help text.
        // A state set, but nobody says its states yet.
        // It has no series yet, so its labels are unknown.
        gauge SILENT_STATE("silent_state", Number) by silent_state {}

        /// No help text.
        untyped THINGS("things", Things /* guessed */) by things {}
    }
    "#);
    let again = declared(page, &first.source);
    assert_eq!((again.source, again.known, again.differences), (first.source, 4, Vec::new()));
}

#[test]
fn sources_that_cannot_be_added_to() {
    let two = "metrics! { catalogue A; target labels {} } metrics! { catalogue BEES; target labels {} }";
    assert_snapshot!(refused(None, "fn f() {\n  \"\n"), @"it is not valid Rust: at line 2, column 3, there is an unexpected character or an unclosed bracket or quote");
    assert_snapshot!(refused(None, "fn f() {}"), @"
    it has no `metrics! { .. }` to add to
    give the name of a new file, and move the declarations from there
    ");
    assert_snapshot!(refused(None, two), @"
    it has several catalogues: `A`, `BEES`
    choose one with `--catalogue`
    ");
    assert_snapshot!(refused(Some("BEE"), two), @"
    it has no catalogue `BEE`
    did you mean `BEES`?
    ");
    assert_snapshot!(refused(Some("METRIC S"), ""), @"
    `METRIC S` cannot be the name of a catalogue
    expected the name of a Rust constant, as in `METRICS`
    ");
    assert_snapshot!(refused(Some("self"), ""), @"
    `self` cannot be the name of a catalogue
    expected the name of a Rust constant, as in `METRICS`
    ");
}

#[test]
fn brackets_as_deep_as_anybody_likes() {
    let deep = format!("{}{}", "(".repeat(20_000), ")".repeat(20_000));
    let source = format!("{deep}\ndashgen::metrics! {{ catalogue M; target labels {{}} }}");
    assert_eq!(declared(PAGE, &source).added.len(), 2);
}

#[test]
fn help_texts_that_no_comment_can_hold() {
    let page = "# HELP a \u{202e}x\u{7} */ \\n y\r\u{2028} z \n# TYPE a gauge\na{b=\"\u{202e}\u{0}\\\\\"} 1\n";
    let source = declared(page, "").source;
    assert!(source.contains("    /// x */ y z\n"), "{source}");
    assert!(source.contains(r#"B = "b" ["\u{202e}\0\\"]"#), "{source}");
}

proptest::proptest! {
    #[test]
    fn twice_is_once(page in "([a-c_]{1,3}(_total|_bytes|_seconds|_info)?\\{(job|a|self)=\"[a-z\"]{0,3}\"\\} 1\n){1,5}", source in "(//|use a;|mod x \\{|\\}|\n| |\"){0,5}") {
        let Ok(page) = exposition::read(page.as_bytes()) else { return Ok(()) };
        let options = Options::default();
        let _ = declare(&page.families, options, &source);
        let first = declare(&page.families, options, "").unwrap();
        let second = declare(&page.families, options, &first.source).unwrap();
        proptest::prop_assert_eq!(first.source, second.source);
        proptest::prop_assert_eq!(second.known, page.families.len());
    }
}
