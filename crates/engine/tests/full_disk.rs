//! An import onto a disk that is really full: a small file system in memory, where one may be mounted.

#![cfg(target_os = "linux")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wayline_engine::error::Error;
use wayline_engine::ingest::{EventImport, ImportReport};
use wayline_engine::store::Store;

/// Bytes of the disk.
const SIZE: u64 = 1 << 20;

/// A small disk; unmounted when dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    /// `None`, with a line that says so, where this process may not mount.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={SIZE}"), "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        wayline_fixtures::skipped("needs the right to mount a small disk (root)");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, so that the folder can be removed whatever is still open.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Rows that no compression makes small.
fn csv(rows: std::ops::Range<u64>) -> String {
    let mut text = String::from("customer,activity,time,note\n");
    for row in rows {
        let chance = (row + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let when = 1_700_000_000 + row;
        writeln!(text, "c{},view,{when},{chance:016x}", row % 500).expect("in memory");
    }
    text
}

fn import(data: &Path, file: &Path) -> Result<ImportReport, Error> {
    // So few rows are held that the import spills too.
    let mut store = Store::open(data)?.with_limits(1_000, 10_000);
    store.import_events(&EventImport { files: vec![file.into()], ..EventImport::default() }, &())
}

#[test]
fn a_full_disk_is_said_the_old_version_stays_and_with_room_the_import_works() {
    let Some(disk) = Disk::mount() else { return };
    let files = tempfile::tempdir().expect("a folder");
    let file = |name: &str, rows: std::ops::Range<u64>| {
        let path = files.path().join(name);
        std::fs::write(&path, csv(rows)).expect("written");
        path
    };
    let (old, more) = (file("old.csv", 0..2_000), file("more.csv", 2_000..14_000));
    let data = disk.path("data");
    assert_eq!(import(&data, &old).expect("there is room").added, 2_000);
    let before = format!("{:?}", Store::open(&data).and_then(|s| s.events()).expect("read").time);
    // Somebody else's file takes most of the disk, each time a little less.
    let mut failures = 0;
    for taken in (0..SIZE).rev().step_by(32_768) {
        std::fs::write(disk.path("taken"), []).expect("emptied");
        let _ =
            std::fs::write(disk.path("taken"), vec![1_u8; usize::try_from(taken).expect("small")]);
        match import(&data, &more) {
            Ok(report) => {
                assert_eq!(report.added, 12_000);
                assert!(failures > 3, "it was full {failures} times only");
                let events = Store::open(&data).and_then(|s| s.events()).expect("read");
                assert_eq!(events.len(), 14_000);
                return;
            }
            Err(Error::User(full)) => {
                failures += 1;
                assert_eq!(full.code, "disk-full", "{}", full.message);
                let place = full.place.file.expect("a file is named");
                assert!(place.starts_with(&data.display().to_string()), "{place}");
                assert!(full.help.expect("advice").contains("make room"));
                let left = Store::open(&data).and_then(|s| s.events()).expect("read");
                assert_eq!(format!("{:?}", left.time), before);
                assert!(!data.join("importing").exists(), "leftovers fill the disk");
            }
            Err(other) => panic!("{other}"),
        }
    }
    panic!("there was never room");
}
