//! Writes a company's files into a folder: `company DIR [SEED] [CUSTOMERS] [shuffled]`.

use wayline_sample::{Company, Plan};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u64>().ok());
    let seed = number(1).unwrap_or(1);
    let customers = number(2).and_then(|n| u32::try_from(n).ok()).unwrap_or(60_000);
    let plan = match words.get(3) {
        Some(_) => Plan::shuffled(seed, customers),
        None => Plan::stride(seed).customers(customers),
    };
    let folder = std::path::Path::new(words.first().map_or("company", String::as_str));
    std::fs::create_dir_all(folder)?;
    for (name, text) in Company::make(&plan).files() {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}
