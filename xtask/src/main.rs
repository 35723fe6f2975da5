//! Development commands: demo, test, gen, tidy.
fn main() {}
