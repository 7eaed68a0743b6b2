//! What one build makes.
