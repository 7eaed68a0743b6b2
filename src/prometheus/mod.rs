//! A client of Prometheus's HTTP API.
