//! Artifacts on disk: write what changed, compare, prune what has no source any more.
