//! Prints `schemas/openapi.json`: `cargo run -p wayline-server --example openapi`.

fn main() {
    print!("{}", wayline_server::openapi::openapi_text());
}
