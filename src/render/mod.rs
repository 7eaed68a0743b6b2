//! A suite becomes artifacts in memory.
