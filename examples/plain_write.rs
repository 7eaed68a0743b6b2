//! The yardstick of `dashgen build`: the bytes that it writes for our own suite, written plainly.
//!
//! ```text
//! plain_write FOLDER        the same folders and files, without rendering, locking, staging or syncing
//! ```

use std::path::Path;

/// Pairs each path below the output with its bytes.
macro_rules! artifacts {
    ($($path:literal)+) => {
        [$(($path, include_bytes!(concat!("../", $path)).as_slice())),+]
    };
}

const FOLDERS: [&str; 6] = [
    "dashboards",
    "provisioning/alerting",
    "provisioning/dashboards",
    "provisioning/datasources",
    "provisioning/prometheus",
    "provisioning/stack",
];

fn main() -> std::io::Result<()> {
    let files = artifacts! {
        ".dashgen-manifest"
        "dashboards/infrastructure.json"
        "dashboards/system-overview.json"
        "dashboards/trading-performance.json"
        "provisioning/alerting/rules.yml"
        "provisioning/dashboards/default.yml"
        "provisioning/datasources/prometheus.yml"
        "provisioning/grafana.env"
        "provisioning/prometheus/alerting.rules.yml"
        "provisioning/prometheus/recording.rules.yml"
        "provisioning/prometheus/tests.yml"
        "provisioning/stack/Dockerfile"
        "provisioning/stack/Dockerfile.dockerignore"
        "provisioning/stack/docker-compose.monitoring.yml"
        "provisioning/stack/docker-compose.production.yml"
        "provisioning/stack/prometheus.production.yml"
        "provisioning/stack/prometheus.yml"
    };
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    FOLDERS.iter().try_for_each(|made| std::fs::create_dir_all(folder.join(made)))?;
    files.iter().try_for_each(|(path, bytes)| std::fs::write(folder.join(path), bytes))
}
