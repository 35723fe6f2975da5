//! Prints the JSON schema of the text form: `cargo run -p wayline-model --example schema > schemas/map.schema.json`.

fn main() {
    print!("{}", wayline_model::schema::map());
}
