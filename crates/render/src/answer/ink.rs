//! What the charts of answers are coloured with: the one place where their marks meet the style.

use crate::style;
use crate::typeset::Type;

pub(crate) const PAPER: &str = style::PAPER;
pub(crate) const CARD: &str = style::CARD;
pub(crate) const INK: &str = style::INK;
pub(crate) const QUIET: &str = style::INK_2;
pub(crate) const RULE: &str = style::RULE;
/// Axes: seen, but behind everything.
pub(crate) const AXIS: &str = style::ZERO;
/// Outline of what is unknown or empty.
pub(crate) const EMPTY: &str = style::EMPTY;
pub(crate) const CHIP: &str = style::CHIP;
/// What is counted.
pub(crate) const MAIN: &str = style::ACCENT;
/// What is counted, where words stand on it.
pub(crate) const LIGHT: &str = "#c9d7e6";
/// What was lost.
pub(crate) const LOST: &str = style::BAD;
pub(crate) const LOST_LIGHT: &str = style::BAD_RULE;
/// What reached its goal.
pub(crate) const REACHED: &str = style::GOOD;

pub(crate) const TITLE: Type = Type::NAME.size(19.0).tracking(-0.01);
pub(crate) const HEAD: Type = Type::LANE;
pub(crate) const NAME: Type = Type::CARD;
pub(crate) const BODY: Type = Type::BODY;
pub(crate) const SMALL: Type = Type::META;
pub(crate) const TINY: Type = Type::TINY;
pub(crate) const NOTE: Type = Type::HINT.fill(QUIET);
