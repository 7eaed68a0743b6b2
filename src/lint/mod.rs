//! Looks for mistakes in dashboards.
