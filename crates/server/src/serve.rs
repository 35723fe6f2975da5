//! From a project to a listening server, and back when it is told to stop.

use crate::app::Service;
use crate::options::Options;
use crate::store;
use crate::upkeep;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
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
    /// Others could reach it.
    #[error(
        "{0} can be reached from other machines, and there are no accounts yet: everybody there could read and change this \
         project; keep the default address and reach it through an SSH tunnel \
         (`ssh -L {port}:localhost:{port} THIS-MACHINE`), or put a proxy that signs people in on this machine, with `--host NAME`",
        port = .0.port()
    )]
    OpenToAll(SocketAddr),
    /// What is kept beside the project cannot be opened.
    #[error(transparent)]
    Store(#[from] store::Error),
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
    /// When others could reach the address, the port is in use, or the address cannot be had.
    pub async fn new(options: Options) -> Result<Self, Error> {
        let addr = options.addr;
        if !is_this_machine_alone(addr.ip()) {
            return Err(Error::OpenToAll(addr));
        }
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
        format!("http://{}/", self.addr)
    }

    /// Answers until `stop` is over, then lets running requests finish, and live maps be written to their files. `ready` is
    /// told the bound server before the first answer.
    ///
    /// # Errors
    /// When another server has the project open, or the socket fails.
    pub async fn run(
        self,
        project: Project,
        ready: impl FnOnce(&Self),
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let options = Options { addr: self.addr, ..self.options.clone() };
        let service = Service::open(project.clone(), &options).await?;
        ready(&self);
        // Ends with the server.
        let _upkeep = upkeep::start(project, options.upkeep);
        let served =
            axum::serve(self.listener, service.router()).with_graceful_shutdown(stop).await;
        service.close().await;
        served.map_err(Error::Stopped)
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
    bound.run(project, ready, stop).await
}

/// Whether an address can be reached from this machine only.
fn is_this_machine_alone(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
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
