//! The web application and the API.
