//! How many cases of a law are tried.

use proptest::prelude::ProptestConfig;

/// So many cases, or as many as the environment variable `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig { cases: if is_asked { asked.cases } else { usual }, ..asked }
}
