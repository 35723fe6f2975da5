//! Where the server listens.

use crate::shop::{empty, runtime};
use std::net::{Ipv4Addr, SocketAddr};
use wayline_server::serve::{Bound, Error};
use wayline_server::{Options, serve};

fn at(addr: SocketAddr) -> Options {
    Options { addr, ..Options::default() }
}

#[test]
fn it_listens_on_this_machine_unless_told_otherwise() {
    assert!(Options::default().addr.ip().is_loopback());
    runtime().block_on(async {
        let local = Bound::new(at((Ipv4Addr::LOCALHOST, 0).into())).await.expect("a free port");
        assert_ne!(local.addr().port(), 0);
        assert_eq!(local.url(), format!("http://127.0.0.1:{}/", local.addr().port()));
        assert_eq!(local.warning(), None);
        let open = Bound::new(at((Ipv4Addr::UNSPECIFIED, 0).into())).await.expect("a free port");
        assert!(open.warning().is_some_and(|words| words.contains("no sign-in")));
    });
}

#[test]
fn a_port_in_use_is_named_with_the_way_out() {
    runtime().block_on(async {
        let first = Bound::new(at((Ipv4Addr::LOCALHOST, 0).into())).await.expect("a free port");
        let second =
            serve(empty().project, at(first.addr()), |_| panic!("it has no address")).await;
        let error = second.expect_err("the port is taken");
        assert!(matches!(error, Error::PortInUse(_)));
        let words = error.to_string();
        assert!(words.contains(&first.addr().port().to_string()), "{words}");
        assert!(words.contains("--addr"), "{words}");
    });
}

#[test]
fn it_answers_on_its_socket_until_it_is_told_to_stop() {
    use std::io::{Read as _, Write as _};
    let shop = empty();
    runtime().block_on(async {
        let bound = Bound::new(at((Ipv4Addr::LOCALHOST, 0).into())).await.expect("a free port");
        let addr = bound.addr();
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(bound.run(shop.project.clone(), async {
            let _ = ended.await;
        }));
        let asked = tokio::task::spawn_blocking(move || {
            let mut socket = std::net::TcpStream::connect(addr)?;
            write!(socket, "GET /healthz HTTP/1.1\r\nhost: {addr}\r\nconnection: close\r\n\r\n")?;
            let mut answer = String::new();
            socket.read_to_string(&mut answer).map(|_| answer)
        });
        let answer = asked.await.expect("no panic").expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        end.send(()).expect("it still runs");
        server.await.expect("no panic").expect("no error");
    });
}
