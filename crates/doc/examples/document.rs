//! Prints `schemas/document.json`.

fn main() {
    print!("{}", wayline_doc::schema::document());
}
