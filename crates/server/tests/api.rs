//! Every route of the API on a real project, without a socket.

#[path = "api/answers.rs"]
mod answers;
#[path = "api/bind.rs"]
mod bind;
#[path = "api/contract.rs"]
mod contract;
#[path = "api/refusals.rs"]
mod refusals;
#[path = "api/shop.rs"]
mod shop;
