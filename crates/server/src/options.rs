//! What a server is told when it starts.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Where the server listens and how much it takes on.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address and port; port 0 lets the system choose. There is no sign-in yet, so only addresses of this machine alone are taken.
    pub addr: SocketAddr,
    /// Names besides `localhost` and the address itself under which the server is reached, such as `maps.example.org`.
    pub hosts: Vec<String>,
    /// How long one question or map may take before the answer is `too-slow`.
    pub patience: Duration,
    /// How many questions and maps are computed at a time; others wait.
    pub at_once: usize,
    /// How often it is looked whether files of the data should be put together.
    pub upkeep: Duration,
    /// How long after the last edit a live map is written to its file and its figures are computed anew.
    pub settle: Duration,
    /// How often the file of a live map is looked at.
    pub look: Duration,
    /// How long a live map stays open after the last page has gone.
    pub linger: Duration,
    /// How many live maps are open at a time. For one more the one is closed that nobody has had open for the longest time, and it
    /// opens again when it is asked for; maps with people in them stay open, however many they are.
    pub rooms: usize,
    /// How many bytes a page of a live map may be behind before it is let go.
    pub behind: usize,
    /// TTF, OTF or TTC files for characters that the embedded font lacks.
    pub fonts: Vec<Arc<[u8]>>,
    /// Finds fonts that have these characters; asked once a map, when `fonts` is empty and the embedded font lacks some.
    pub find_fonts: fn(BTreeSet<char>) -> Vec<Arc<[u8]>>,
}

/// The port when none is given.
pub const PORT: u16 = 8470;

impl Default for Options {
    fn default() -> Self {
        Self {
            addr: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT),
            hosts: Vec::new(),
            patience: Duration::from_mins(2),
            at_once: 2,
            upkeep: Duration::from_secs(10),
            settle: Duration::from_secs(1),
            look: Duration::from_secs(2),
            linger: Duration::from_mins(1),
            rooms: 64,
            behind: 16 << 20,
            fonts: Vec::new(),
            find_fonts: |_| Vec::new(),
        }
    }
}
