//! A page on a slow line is heard while much goes out to it.

use crate::page::{Page, hello, large, pain, text, update};
use crate::served::{Served, options};
use futures_util::SinkExt as _;
use tokio::net::TcpSocket;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use wayline_doc::Room;
use wayline_server::Options;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_takes_long_to_read_a_document_is_heard_meanwhile() {
    let mut served = Served::start().await;
    served.stop().await;
    // Where others are heard before the document goes out, it waits beside what they say.
    let behind = Options::default().behind;
    served.again_with(Options { behind, ..options() }).await;
    let ana = served.join("Ana").await;
    let mut one = Page::open(&served, &ana, 11).await;
    let step = one.id("step", "Sees");
    // More than the buffers of the system hold, of letters that cannot be packed.
    for round in 0..13 {
        let number = one.edit(&large(round, &step)).await;
        one.until_kept(number).await;
    }

    // It asks for the document, and reads none of it.
    let line = TcpSocket::new_v4().expect("a socket");
    line.set_recv_buffer_size(4_096).expect("a small one");
    let line = line.connect(served.addr).await.expect("it listens");
    let address = format!("ws://{}/api/v1/maps/buying/live", served.addr);
    let mut request = address.into_client_request().expect("an address");
    request.headers_mut().insert("cookie", ana.parse().expect("a header"));
    let (mut slow, _) = client_async(request, line).await.expect("let in");
    slow.send(hello(12, &[0])).await.expect("sent");
    one.until_said("here").await;
    let whole = one.copy.snapshot().expect("a document");
    assert!(whole.len() > 5_000_000, "{}", whole.len());
    let mut copy = Room::open(&whole, 12).expect("a document");
    let made = copy.edit(&pain("heard", &step, "On a slow line")).expect("an edit").update;
    slow.send(update(1, &made)).await.expect("sent");
    one.until(|records| text(records, "heard").is_some()).await;
}
