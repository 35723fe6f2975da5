//! Which names the server answers to. A page of a foreign name that resolves to this machine (DNS rebinding)
//! would otherwise read the project through the visitor's browser.

use crate::options::Options;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// The names.
#[derive(Clone, Debug)]
pub(crate) struct Hosts(Arc<Vec<String>>);

impl Hosts {
    pub(crate) fn new(options: &Options) -> Self {
        let ip = options.addr.ip();
        let own = match ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let mut names: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].into_iter().map(Into::into).collect();
        names.push(own);
        names.extend(options.hosts.iter().map(|name| name.to_ascii_lowercase()));
        Self(Arc::new(names))
    }

    /// Whether a Host header names this server; the port does not matter.
    fn know(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let name = name.strip_suffix('.').unwrap_or(&name);
        self.0.iter().any(|known| known == name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|b| b.is_ascii_digit())
                && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}

/// Lets a request pass when it was meant for this server.
pub(crate) async fn check(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut given = request.headers().get_all(header::HOST).iter();
    let host = match (given.next(), given.next()) {
        (Some(one), None) => one.to_str().ok().map(str::to_owned),
        (None, None) => request.uri().authority().map(|authority| authority.as_str().to_owned()),
        _ => None,
    };
    match host {
        Some(host) if hosts.know(&host) => next.run(request).await,
        Some(host) => {
            let name: String = without_port(&host).chars().take(100).collect();
            Problem::new("foreign-host", format!("this server does not answer to `{name}`"))
                .help("open it by its address, or start it with `--host NAME`")
                .into_response()
        }
        None => {
            Problem::new("bad-request", "the request needs exactly one Host header").into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(addr: &str, host: &str, expect: bool) {
        let options = Options {
            addr: addr.parse().expect("an address"),
            hosts: vec!["Maps.example.org".into()],
            ..Options::default()
        };
        assert_eq!(Hosts::new(&options).know(host), expect, "{host} at {addr}");
    }

    #[test]
    fn this_machine_and_named_hosts_are_known_whatever_the_port() {
        for host in [
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1:8470",
            "[::1]:8470",
            "[::1]",
            "maps.example.org",
        ] {
            check("127.0.0.1:8470", host, true);
        }
        check("127.0.0.2:80", "127.0.0.2", true);
    }

    #[test]
    fn a_foreign_name_is_not_known() {
        for host in [
            "evil.example",
            "127.0.0.1.evil.example:8470",
            "localhost.evil.example",
            "192.168.1.5:8470",
            "",
            ":8470",
        ] {
            check("127.0.0.1:8470", host, false);
        }
    }
}
