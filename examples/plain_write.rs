//! The yardstick of `dashgen build`: the bytes that it writes for our own suite, written plainly.
//!
//! ```text
//! plain_write FOLDER        the same folders and files, without rendering, locking, staging or syncing
//! ```

use std::path::Path;

/// Paths below the output, and their bytes.
const FILES: [(&str, &[u8]); 7] = [
    (".dashgen-manifest", include_bytes!("../.dashgen-manifest")),
    ("dashboards/infrastructure.json", include_bytes!("../dashboards/infrastructure.json")),
    ("dashboards/system-overview.json", include_bytes!("../dashboards/system-overview.json")),
    ("dashboards/trading-performance.json", include_bytes!("../dashboards/trading-performance.json")),
    ("provisioning/dashboards/default.yml", include_bytes!("../provisioning/dashboards/default.yml")),
    ("provisioning/datasources/prometheus.yml", include_bytes!("../provisioning/datasources/prometheus.yml")),
    ("provisioning/grafana.env", include_bytes!("../provisioning/grafana.env")),
];

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    for made in ["dashboards", "provisioning/dashboards", "provisioning/datasources"] {
        std::fs::create_dir_all(folder.join(made))?;
    }
    FILES.iter().try_for_each(|(path, bytes)| std::fs::write(folder.join(path), bytes))
}
