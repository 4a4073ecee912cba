"""Law as code: pure pay models, frames in, frames out."""
