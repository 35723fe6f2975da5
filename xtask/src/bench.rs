//! `cargo xtask bench`: the engine beside `ClickHouse`, `DuckDB` and `Polars`, on the same file, one after the other.
//!
//! The kit of the others (`../shared/bench`) makes the log, asks each of them, and compares the answers. A round asks
//! everyone once; what is compared is the least over the rounds, so that a busy moment harms nobody for good.

mod growth;
mod table;

use crate::house::{root, target};
use crate::stages::{call, cargo, command};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use table::Table;

/// The forms of the questions in which each of the others is fastest.
const PEERS: [(&str, &str); 3] = [
    ("run_chdb.py", "q1 q1.nomedian q2 q2.channel q3 q4 q5 q6 q8"),
    (
        "run_polars.py",
        "q1 q1.streaming q1.nomedian.streaming q2 q2.streaming q2.channel q2.channel.streaming q3 \
         q4.streaming q5.streaming q6.sorted.streaming q8.streaming q8",
    ),
    ("run_duckdb.py", "q1 q1.stream q1.nomedian q2 q2.channel q3 q4 q5.join q6.join q8"),
];

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Millions of events.
    millions: u64,
    rounds: u32,
    /// Whether the others are asked too.
    peers: bool,
    /// Whether imports are compared, not questions.
    ingest: bool,
    /// Whether it is asked how costs grow up to so many events.
    growth: bool,
}

impl Options {
    /// Reads `--millions N`, `--rounds N`, `--alone`, `--ingest` and `--growth`.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut options =
            Self { millions: 10, rounds: 2, peers: true, ingest: false, growth: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|number| number.parse().ok());
            match *word {
                "--alone" => options.peers = false,
                "--ingest" => options.ingest = true,
                "--growth" => options.growth = true,
                "--millions" => match number().filter(|number| *number > 0) {
                    Some(millions) => options.millions = millions,
                    None => bail!("--millions takes a whole number above 0"),
                },
                "--rounds" => match number().and_then(|number| u32::try_from(number).ok()) {
                    Some(rounds) => options.rounds = rounds.max(1),
                    None => bail!("--rounds takes a whole number"),
                },
                other => bail!(
                    "`{other}` is not an option of bench: it takes --millions N, --rounds N, --alone, --ingest \
                     and --growth"
                ),
            }
        }
        let is_power = (0..10).any(|power| options.millions == 10_u64.pow(power));
        if options.growth && (options.ingest || !is_power) {
            bail!("--growth goes with --millions 10, 100 or 1000, and without --ingest");
        }
        Ok(options)
    }
}

/// Sets everything up, asks everyone, and prints the table.
pub(crate) fn run(options: Options) -> Result<bool> {
    let kit = Kit::set_up()?;
    if options.ingest {
        return ingest(&kit, options);
    }
    call(cargo().args(["build", "--release", "-p", "wayline-cli"]))?;
    call(cargo().args(["build", "--release", "-p", "wayline-engine", "--example", "questions"]))?;
    if options.growth {
        return growth::run(&kit, options);
    }
    let release = target()?.join("release");
    let data = kit.imported(&release, options.millions)?;
    let log = options.peers.then(|| kit.log(options.millions)).transpose()?;
    let results = kit.folder.join("results");
    if results.is_dir() {
        std::fs::remove_dir_all(&results)?;
    }
    std::fs::create_dir_all(&results)?;
    let (ours, theirs) = (results.join("wayline.jsonl"), results.join("measurements.jsonl"));
    for round in 1..=options.rounds {
        println!("\n━━ round {round} of {}", options.rounds);
        let out = File::options().create(true).append(true).open(&ours)?;
        let questions = release.join("examples/questions");
        call(command(questions).arg(&data).arg(&results).stdout(Stdio::from(out)))?;
        if let Some(log) = &log {
            for (script, questions) in PEERS {
                kit.ask(script, questions, log)?;
            }
        }
    }
    let table = Table::read(&ours, &theirs)?;
    println!("\n{}", table.markdown(options.millions));
    if !options.peers {
        return Ok(true);
    }
    println!("━━ whether the answers agree");
    let agree = kit.python("compare.py").arg(&results).status().context("compare.py")?;
    Ok(agree.success())
}

/// Imports the log in order of arrival, as CSV and as NDJSON, beside `DuckDB`'s sorted load.
fn ingest(kit: &Kit, options: Options) -> Result<bool> {
    let texts = kit.texts(options.millions)?;
    call(cargo().args(["build", "--release", "-p", "wayline-engine", "--example", "ingest"]))?;
    for round in 1..=options.rounds {
        println!("\n━━ round {round} of {}", options.rounds);
        for text in &texts {
            let folder = kit.folder.join("data/imported");
            let _ = std::fs::remove_dir_all(&folder);
            let ingest = target()?.join("release/examples/ingest");
            let columns = ["--customer", "customer_id", "--time", "ts", "--activity", "activity"];
            call(command(ingest).arg(text).arg(&folder).args(columns))?;
            std::fs::remove_dir_all(&folder)?;
        }
        if options.peers {
            kit.ask("run_duckdb.py", "q7", &texts[0].with_extension("parquet"))?;
        }
    }
    Ok(true)
}

/// The scripts of the others, in a folder of their own.
struct Kit {
    folder: PathBuf,
}

impl Kit {
    fn set_up() -> Result<Self> {
        let source = root().join("../shared/bench");
        if !source.is_dir() {
            bail!("the benchmark needs the kit of the other systems in {}", source.display());
        }
        let folder = target()?.join("bench");
        std::fs::create_dir_all(folder.join("data"))?;
        for file in std::fs::read_dir(&source)?.flatten() {
            let to = folder.join(file.file_name());
            // The kit may be read-only; its copy is written over the next time.
            let _ = std::fs::remove_file(&to);
            std::fs::copy(file.path(), to)?;
        }
        let kit = Self { folder };
        if !kit.folder.join("venv/ready").is_file() {
            call(command("sh").arg(kit.folder.join("setup")))?;
            std::fs::write(kit.folder.join("venv/ready"), "")?;
        }
        Ok(kit)
    }

    fn python(&self, script: &str) -> std::process::Command {
        let mut command = command(self.folder.join("venv/bin/python"));
        command.arg(self.folder.join(script)).current_dir(&self.folder);
        command
    }

    /// The log of so many events, made if it is not there.
    fn log(&self, millions: u64) -> Result<PathBuf> {
        let path = self.folder.join(format!("data/ev_{millions}m.parquet"));
        if !path.is_file() {
            println!("making {millions} million events");
            let beside = path.with_extension("new");
            let events = format!("{}", millions * 1_000_000);
            call(self.python("gen.py").args(["--events", &events, "--out"]).arg(&beside))?;
            std::fs::rename(&beside, &path)?;
        }
        Ok(path)
    }

    /// The log as CSV and as NDJSON in order of arrival, made if it is not there.
    fn texts(&self, millions: u64) -> Result<[PathBuf; 2]> {
        let path = |ending: &str| self.folder.join(format!("data/in_{millions}m.{ending}"));
        let texts = [path("csv"), path("ndjson")];
        if !texts.iter().all(|text| text.is_file()) {
            println!("making {millions} million events");
            let events = format!("{}", millions * 1_000_000);
            let mut make = self.python("gen.py");
            make.args(["--events", &events, "--out"]).arg(path("parquet"));
            call(make.arg("--csv").arg(&texts[0]).arg("--ndjson").arg(&texts[1]))?;
        }
        Ok(texts)
    }

    /// The `data` folder of a project that holds so many events, imported if it is not there; very many in pieces.
    fn imported(&self, release: &Path, millions: u64) -> Result<PathBuf> {
        /// A piece has about a hundred million events, which are so many chunks of the generator.
        const CHUNKS: u64 = 25;
        let project = self.folder.join(format!("data/project_{millions}m"));
        if project.join("ready").is_file() {
            return Ok(project.join("data"));
        }
        println!("importing {millions} million events");
        let _ = std::fs::remove_dir_all(&project);
        let wayline = release.join("wayline");
        call(command(&wayline).arg("init").arg(&project))?;
        let import = |log: &Path| {
            let mut import = command(&wayline);
            import.arg("--project").arg(&project).args(["import", "events"]).arg(log);
            call(import.args([
                "--customer",
                "customer_id",
                "--time",
                "ts",
                "--activity",
                "activity",
            ]))
        };
        if millions <= 100 {
            import(&self.log(millions)?)?;
        } else {
            std::fs::write(self.folder.join("piece.py"), include_str!("bench/piece.py"))?;
            let piece = self.folder.join("data/piece.parquet");
            let (mut left, mut first) = (millions * 1_000_000, 0);
            while left > 0 {
                let mut piece_of = self.python("piece.py");
                piece_of.arg(&self.folder).arg(&piece);
                let numbers = [first, CHUNKS, left].map(|number| number.to_string());
                let made = piece_of.args(numbers).output().context("piece.py")?;
                let count = String::from_utf8_lossy(&made.stdout).trim().parse::<u64>();
                let Some(count) = count.ok().filter(|count| (1..=left).contains(count)) else {
                    bail!("piece.py wrote no events: {}", String::from_utf8_lossy(&made.stderr));
                };
                import(&piece)?;
                (left, first) = (left - count, first + CHUNKS);
                println!("{left} events are left");
            }
            std::fs::remove_file(piece)?;
        }
        std::fs::write(project.join("ready"), "")?;
        Ok(project.join("data"))
    }

    fn ask(&self, script: &str, questions: &str, log: &Path) -> Result<()> {
        let mut ask = self.python(script);
        ask.arg(log).args(["--sources", "native", "--exact", "--queries"]);
        call(ask.args(questions.split_whitespace()))
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_read_or_refused() {
        let read = |words: &[&str]| Options::read(words);
        let options = read(&["--millions", "100", "--alone"]).expect("options");
        assert_eq!((options.millions, options.peers), (100, false));
        for wrong in [
            &["--millions"][..],
            &["--millions", "0"],
            &["--rounds", "x"],
            &["--quick"],
            &["--growth", "--millions", "500"],
            &["--growth", "--ingest"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
