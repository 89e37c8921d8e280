//! In which order words stand, by the rules of a language.
//!
//! Æ Ø Å come last in Norwegian and Danish, Å Ä Ö in Swedish and Finnish; `Aa`
//! is an Å in Danish and Norwegian; `A-2` stands before `A-10` everywhere. Views
//! sort rows with it. Nothing else may: who gets money never hangs on a name or
//! an id.

mod order;

pub use order::{Collation, Key};
