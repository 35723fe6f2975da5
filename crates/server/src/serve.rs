//! From a project to a listening server, and back when it is told to stop.

use crate::app;
use crate::options::Options;
use crate::upkeep;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use wayline_project::Project;

/// Why a server does not start or stops.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else listens there.
    #[error(
        "port {} of {} is in use; choose another with `--addr {}:PORT`, or 0 as PORT for any free one",
        .0.port(), .0.ip(), .0.ip()
    )]
    PortInUse(SocketAddr),
    /// The address is not this machine's, or the port needs more rights.
    #[error("cannot listen on {addr}: {source}; choose another address with `--addr`")]
    Bind {
        /// Where it was to listen.
        addr: SocketAddr,
        /// Why it cannot.
        source: io::Error,
    },
    /// The socket failed while serving.
    #[error("the server stopped: {0}")]
    Stopped(io::Error),
}

/// A server that has its socket but does not answer yet.
pub struct Bound {
    listener: TcpListener,
    addr: SocketAddr,
    options: Options,
}

impl Bound {
    /// Takes the address of `options`.
    ///
    /// # Errors
    /// When the port is in use or the address cannot be had.
    pub async fn new(options: Options) -> Result<Self, Error> {
        let addr = options.addr;
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => Error::PortInUse(addr),
            _ => Error::Bind { addr, source },
        };
        let listener = TcpListener::bind(addr).await.map_err(refused)?;
        let addr = listener.local_addr().map_err(|source| Error::Bind { addr, source })?;
        Ok(Self { listener, addr, options })
    }

    /// Where it really listens: with the port the system chose.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What a person opens in a browser.
    pub fn url(&self) -> String {
        let ip = self.addr.ip();
        if ip.is_unspecified() {
            format!("http://localhost:{}/", self.addr.port())
        } else {
            format!("http://{}/", self.addr)
        }
    }

    /// What must be said before others can reach the server; `None` when only this machine can.
    pub fn warning(&self) -> Option<String> {
        (!self.addr.ip().is_loopback()).then(|| {
            format!(
                "everybody who can reach {} can read this project: there is no sign-in; \
                 the default address 127.0.0.1 keeps it on this machine",
                self.addr
            )
        })
    }

    /// Answers until `stop` is over, then lets running requests finish.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn run(
        self,
        project: Project,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let options = Options { addr: self.addr, ..self.options };
        // Ends with the server.
        let _upkeep = upkeep::start(project.clone(), options.upkeep);
        let service = app::router(project, &options);
        axum::serve(self.listener, service)
            .with_graceful_shutdown(stop)
            .await
            .map_err(Error::Stopped)
    }
}

/// Serves a project until Ctrl-C. `ready` is told the bound server once it has its address, before the first answer.
///
/// # Errors
/// As [`Bound::new`] and [`Bound::run`].
pub async fn serve(
    project: Project,
    options: Options,
    ready: impl FnOnce(&Bound),
) -> Result<(), Error> {
    let bound = Bound::new(options).await?;
    // Listened to before anybody is told the address: who stops it at once finds it listening.
    let stop = told_to_stop();
    ready(&bound);
    bound.run(project, stop).await
}

/// Over when the process is interrupted or asked to end. Signals count from this call on.
#[cfg(unix)]
fn told_to_stop() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        let [interrupt, end] = signals;
        match (interrupt, end) {
            (Ok(mut interrupt), Ok(mut end)) => {
                tokio::select! { _ = interrupt.recv() => (), _ = end.recv() => () }
            }
            (Ok(mut only), Err(_)) | (Err(_), Ok(mut only)) => {
                only.recv().await;
            }
            (Err(_), Err(_)) => std::future::pending().await,
        }
    }
}

/// Over when the process is interrupted.
#[cfg(not(unix))]
async fn told_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
