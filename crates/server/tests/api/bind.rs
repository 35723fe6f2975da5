//! Where the server listens.

use crate::shop::{empty, runtime};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
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
    });
}

#[test]
fn an_address_that_others_can_reach_is_refused_with_the_way_out() {
    runtime().block_on(async {
        for ip in ["0.0.0.0", "192.168.1.5", "::", "::ffff:10.0.0.1", "2001:db8::1"] {
            let ip: IpAddr = ip.parse().expect("an address");
            let error = Bound::new(at((ip, 8470).into())).await.err().expect("refused");
            assert!(matches!(error, Error::OpenToAll(_)), "{error}");
            let words = error.to_string();
            for said in ["no accounts yet", "ssh -L 8470:localhost:8470", "proxy"] {
                assert!(words.contains(said), "{words}");
            }
        }
        for ip in ["127.0.0.1", "127.0.0.2", "::ffff:127.0.0.1"] {
            let ip: IpAddr = ip.parse().expect("an address");
            let refused = Bound::new(at((ip, 0).into())).await.err();
            assert!(!matches!(refused, Some(Error::OpenToAll(_))), "{ip}");
        }
    });
}

#[test]
fn a_project_that_another_server_has_open_is_refused() {
    let shop = empty();
    runtime().block_on(async {
        let bound = Bound::new(at((Ipv4Addr::LOCALHOST, 0).into())).await.expect("a free port");
        let ready = |_: &Bound| panic!("it does not serve");
        let second = bound.run(shop.project.clone(), ready, std::future::pending()).await;
        let words = second.expect_err("it is open").to_string();
        assert!(words.starts_with("another server has"), "{words}");
    });
}

#[test]
fn a_port_in_use_is_named_with_the_way_out() {
    let shop = empty();
    runtime().block_on(async {
        let first = Bound::new(at((Ipv4Addr::LOCALHOST, 0).into())).await.expect("a free port");
        let second =
            serve(shop.project.clone(), at(first.addr()), |_| panic!("it has no address")).await;
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
        shop.service.close().await;
        let until = async {
            let _ = ended.await;
        };
        let server = tokio::spawn(bound.run(shop.project.clone(), |_| {}, until));
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
