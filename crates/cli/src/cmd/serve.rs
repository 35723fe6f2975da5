//! `wayline serve`: the page and the API.

use crate::failure::{Failure, Outcome};
use crate::{fonts, whereabouts};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use tracing_subscriber::EnvFilter;
use wayline_project::Project;
use wayline_server::Options;
use wayline_server::options::PORT;

/// Serves the project's maps as a page, with the API behind it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
WAYLINE_LOG says how much is logged to stderr: error, warn (the default), info, debug.
WAYLINE_FONTS names fonts for scripts that the embedded one lacks, as for `wayline render`.

Example:
  wayline serve --addr 127.0.0.1:8470")]
pub(crate) struct Args {
    /// Address and port; port 0 takes any free one. Only addresses that this machine alone can reach are taken: there are no accounts yet.
    #[arg(long, value_name = "ADDR", value_parser = address, default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT))]
    addr: SocketAddr,
    /// A name besides localhost under which it is reached, such as maps.example.org; may be repeated.
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
}

/// Serves until it is interrupted. What goes wrong meanwhile is logged to stderr.
pub(crate) fn run(project: Option<&Path>, args: &Args) -> Outcome {
    for name in &args.host {
        names_this_machine(name)?;
    }
    let project = whereabouts::project(project)?;
    page(project, args.addr, args.host.clone(), |_| {})
}

/// An address with its port. The parser of the library says only that there is something wrong.
fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| match text.parse::<u16>() {
        Ok(port) => format!("a port alone is no address; write 127.0.0.1:{port}"),
        Err(_) => format!("write an address and a port, such as 127.0.0.1:{PORT} or [::1]:{PORT}"),
    })
}

/// Refuses an address where a name is meant: whoever writes `--host 0.0.0.0` wants to be reached from elsewhere.
fn names_this_machine(name: &str) -> Outcome {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) if !address.is_loopback() => Err(Failure::refuse(
            "open-to-all",
            format!(
                "`--host {name}` does not open the server to others: without accounts it listens for this machine alone"
            ),
            "`--host` is for a name in the address bar, such as maps.example.org behind a proxy of your own; leave it out",
        )),
        _ => Ok(()),
    }
}

/// Serves a project's page; `then` is told its address once that has been printed.
pub(crate) fn page(
    project: Project,
    addr: SocketAddr,
    hosts: Vec<String>,
    then: impl FnOnce(&str),
) -> Outcome {
    let level = EnvFilter::try_from_env("WAYLINE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).init();
    let options = Options {
        addr,
        hosts,
        fonts: fonts::given()?,
        find_fonts: fonts::of_the_system,
        ..Options::default()
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| {
            Failure::refuse("io", format!("starting: {error}"), "check the limits of the system")
        })?;
    let name = project.settings().name.clone();
    let ready = move |bound: &wayline_server::serve::Bound| {
        let mut out = std::io::stdout().lock();
        // Without a reader the page is served all the same.
        let _ = writeln!(out, "{name} is served at {} (Ctrl-C ends it)", bound.url());
        let _ = out.flush();
        drop(out);
        then(&bound.url());
    };
    runtime.block_on(wayline_server::serve(project, options, ready)).map_err(|error| {
        let text = error.to_string();
        let (what, help) =
            text.split_once("; ").unwrap_or((&text, "choose another address with `--addr`"));
        let code = match error {
            wayline_server::Error::PortInUse(_) => "port-in-use",
            wayline_server::Error::OpenToAll(_) => "open-to-all",
            wayline_server::Error::Store(_) => "store",
            wayline_server::Error::Bind { .. } | wayline_server::Error::Stopped(_) => "serve",
        };
        Failure::refuse(code, what, help)
    })
}
