//! `cargo xtask demo`: `wayline demo` from a bare checkout.

use crate::house::target;
use crate::stages::command;
use crate::test;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Longest wait for an answer of the page, which is on this machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Port to serve on.
    port: Option<u16>,
    /// Ask for the page once and end.
    once: bool,
}

impl Options {
    /// Reads `--port N` and `--once`.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--once" => options.once = true,
                "--port" => {
                    let Some(Ok(port)) = words.next().map(|port| port.parse()) else {
                        bail!("--port takes a number from 0 to 65535");
                    };
                    options.port = Some(port);
                }
                other => bail!("`{other}` is not an option of demo: it takes --port N and --once"),
            }
        }
        Ok(options)
    }
}

/// Builds page and binary, and runs `wayline demo` until it is stopped.
pub(crate) fn run(options: Options) -> Result<bool> {
    crate::setup::c_compiler()?;
    test::page()?;
    let binary = test::binary_alone()?;
    if options.once {
        once(&binary)?;
        return Ok(true);
    }
    let mut demo = demo(&binary)?;
    println!();
    if let Some(port) = options.port {
        demo.args(["--port", &port.to_string()]);
    }
    Ok(demo.status().context("wayline demo")?.success())
}

/// The whole way once, as `cargo xtask test` walks it: project, server, one look at the page.
pub(crate) fn once(binary: &Path) -> Result<()> {
    let mut demo = demo(binary)?;
    demo.args(["--small", "--no-open", "--port", "0"]);
    let server = Server::start(demo)?;
    let page = get(&server.address, "/")?;
    if !page.contains("<script") {
        bail!("{} answers without the page:\n{page}", server.address);
    }
    // The map that was drafted, with its figures; an error unless it can be resolved.
    get(&server.address, "/api/v1/maps/first-ad-to-invite")?;
    println!("the page is served at {}", server.address);
    Ok(())
}

/// `wayline demo` in a folder of its own, made anew: the binary may have changed.
fn demo(binary: &Path) -> Result<Command> {
    let folder = target()?.join("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut demo = command(binary);
    demo.arg("demo").arg("--dir").arg(&folder);
    Ok(demo)
}

/// A running `wayline demo`; it is ended with the value.
struct Server {
    child: Child,
    /// What it prints after its address: it may write as long as this is kept.
    _lines: std::io::Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Server {
    fn start(mut demo: Command) -> Result<Self> {
        let mut child = demo.stdout(Stdio::piped()).spawn().context("wayline demo")?;
        let stdout = child.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next().transpose()? {
            println!("{line}");
            if let Some(address) = address_in(&line) {
                return Ok(Self { child, _lines: lines, address: address.to_owned() });
            }
        }
        bail!("wayline demo ended with {} before it said where it serves", child.wait()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `… http://127.0.0.1:8470 …` → `http://127.0.0.1:8470`.
fn address_in(line: &str) -> Option<&str> {
    let at = line.find("http://")?;
    line[at..].split_whitespace().next().map(|word| word.trim_end_matches(['/', '.', ',', ')']))
}

/// The body of one GET; an error unless the status is 200.
fn get(address: &str, path: &str) -> Result<String> {
    let host = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).with_context(|| address.to_owned())?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) =
        answer.split_once("\r\n\r\n").context("the answer has no end of its head")?;
    let status = head.lines().next().unwrap_or_default();
    if !status.contains(" 200 ") {
        bail!("{address}{path} answers {status}");
    }
    Ok(body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn options_are_read_and_others_refused() {
        let read = |words: &[&str]| Options::read(words).ok();
        let once = Options { port: Some(80), once: true };
        assert_eq!(read(&["--port", "80", "--once"]), Some(once));
        assert_eq!(read(&["--port"]), None);
        assert_eq!(read(&["--port", "70000"]), None);
        assert_eq!(read(&["--fast"]), None);
    }

    #[test]
    fn the_address_is_found_in_what_the_server_says() {
        assert_eq!(
            address_in("serving maps on http://127.0.0.1:8470/ (Ctrl-C)"),
            Some("http://127.0.0.1:8470")
        );
        assert_eq!(address_in("loading"), None);
    }

    #[test]
    fn an_answer_other_than_200_is_an_error() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("it is bound"));
        let server = std::thread::spawn(move || {
            for (status, stream) in ["200 OK", "404 Not Found"].into_iter().zip(listener.incoming())
            {
                let mut stream = stream.expect("a connection");
                // To its end, for what is left unread resets the connection.
                let (mut asked, mut some) = (Vec::new(), [0; 1024]);
                while !asked.ends_with(b"\r\n\r\n") {
                    let count = stream.read(&mut some).expect("a request");
                    asked.extend_from_slice(&some[..count]);
                }
                write!(stream, "HTTP/1.1 {status}\r\n\r\nbody").expect("an answer");
            }
        });
        assert_eq!(get(&address, "/").expect("200"), "body");
        assert!(get(&address, "/no").is_err());
        server.join().expect("the server ends");
    }
}
