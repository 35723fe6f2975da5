//! The one binary, wayline.
fn main() {}
