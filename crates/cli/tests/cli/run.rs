//! Runs the binary in a temporary folder of its own.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A temporary folder in which commands are run.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Bench {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with a project `shop` that has three journeys.
    pub(crate) fn with_shop() -> Self {
        let bench = Self::new();
        bench.write("orders.csv", ORDERS);
        assert_eq!(bench.run(&["init", "shop"]).code, 0);
        let ran = bench.run(&["import", "events", "orders.csv", "--project", "shop"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file that was written")
    }

    /// The command, ready to be started.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(words).current_dir(self.folder.path());
        command.env_remove("WAYLINE_FONTS").env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        Ran::of(&self.command(words).output().expect("the binary starts"))
    }

    /// The one JSON document on stdout.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(words);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

/// The binary under test.
pub(crate) fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_wayline"))
}

const ORDERS: &str = "\
customer,activity,time
a,view,2026-01-01 10:00:00
a,cart,2026-01-01 10:05:00
a,pay,2026-01-01 10:06:00
b,view,2026-01-02 09:00:00
b,cart,2026-01-02 09:30:00
c,view,2026-01-03 12:00:00
";
