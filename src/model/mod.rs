//! What a dashboard is, in Grafana's own concepts.
