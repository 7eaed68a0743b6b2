//! Sizes and rows become places on Grafana's grid.
