//! The use cases: import, ask, bind, grade, draft, show, check.
