//! How the words of charts are set.

use crate::palette::Ink;
use crate::typeset::Type;

pub(crate) const TITLE: Type = Type::NAME.size(19.0).tracking(-0.01);
pub(crate) const HEAD: Type = Type::LANE;
pub(crate) const NAME: Type = Type::CARD;
pub(crate) const BODY: Type = Type::BODY;
pub(crate) const SMALL: Type = Type::META;
pub(crate) const TINY: Type = Type::TINY;
pub(crate) const NOTE: Type = Type::HINT.fill(Ink::Second);
