//! The colours of a picture, one palette a theme. Words keep a contrast of at least 4.5 : 1 to every ground they may
//! stand on (WCAG 2.2, 1.4.3), and nothing is told by colour alone: shape, weight, border or words differ as well.

use crate::style::Theme;

/// Colours by what they are for, `#rrggbb`.
#[derive(Debug)]
pub(crate) struct Palette {
    /// The ground of the picture.
    pub(crate) paper: &'static str,
    /// The ground of cards.
    pub(crate) card: &'static str,
    /// Names and figures.
    pub(crate) ink: &'static str,
    /// Sentences.
    pub(crate) ink_2: &'static str,
    /// Hints; on paper, cards and nothing else.
    pub(crate) ink_3: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) zero: &'static str,
    /// Broken borders of what is only assumed or empty.
    pub(crate) empty: &'static str,
    pub(crate) faint: &'static str,
    pub(crate) chip: &'static str,
    pub(crate) accent: &'static str,
    /// Bars and bands of what a chart counts; words may stand on it.
    pub(crate) bar: &'static str,
    /// What falls away from one bar of a chart to the next; words may stand on it.
    pub(crate) fall: &'static str,
    /// Bands of a chart to where journeys are over; words may stand on it.
    pub(crate) over: &'static str,
    pub(crate) good: &'static str,
    pub(crate) good_bg: &'static str,
    pub(crate) good_rule: &'static str,
    pub(crate) bad: &'static str,
    /// For words: strong enough to read on paper and on `bad_bg`.
    pub(crate) bad_ink: &'static str,
    pub(crate) bad_bg: &'static str,
    pub(crate) bad_rule: &'static str,
    pub(crate) warn: &'static str,
    /// For words: strong enough to read on paper.
    pub(crate) warn_ink: &'static str,
    pub(crate) idea_bg: &'static str,
    pub(crate) idea_rule: &'static str,
    /// Backgrounds of the stages, taken in turn.
    pub(crate) stages: [&'static str; 5],
    /// The river under the stages, taken in turn.
    pub(crate) water: [&'static str; 5],
    /// The river when its width says nothing about people.
    pub(crate) still_water: &'static str,
    /// Lines across still water.
    pub(crate) hatch: &'static str,
    /// Line around areas, where the theme has no tinted grounds to tell them apart.
    pub(crate) outline: Option<&'static str>,
    /// Width of thin lines.
    pub(crate) thin: f64,
}

/// Opacity of a chart's bands from one position to the next.
pub(crate) const BAND: f64 = 0.6;
/// Opacity of a chart's bands to where journeys are over.
pub(crate) const OVER: f64 = 0.5;
/// Opacity of the interval around a curve.
pub(crate) const INTERVAL: f64 = 0.2;
/// Opacity of the paper under words that stand on lines.
pub(crate) const VEIL: f64 = 0.82;

/// What words are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Names and figures.
    First,
    /// Sentences.
    Second,
    /// Hints.
    Third,
    /// The wordmark.
    Accent,
    /// What goes wrong.
    Bad,
    /// What asks for care.
    Warn,
}

impl Palette {
    /// The palette of a theme.
    pub(crate) fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
            Theme::Print => &PRINT,
        }
    }

    pub(crate) fn ink(&self, ink: Ink) -> &'static str {
        match ink {
            Ink::First => self.ink,
            Ink::Second => self.ink_2,
            Ink::Third => self.ink_3,
            Ink::Accent => self.accent,
            Ink::Bad => self.bad_ink,
            Ink::Warn => self.warn_ink,
        }
    }
}

static LIGHT: Palette = Palette {
    paper: "#fbfaf7",
    card: "#ffffff",
    ink: "#1d2430",
    ink_2: "#58616f",
    ink_3: "#676f7c",
    rule: "#e7e3da",
    zero: "#cfc9bc",
    empty: "#d6d0c4",
    faint: "#8f97a3",
    chip: "#f1efe9",
    accent: "#2f5d8c",
    bar: "#c9d7e6",
    fall: "#f6dfdb",
    over: "#d6d0c4",
    good: "#2e8b62",
    good_bg: "#e9f5ef",
    good_rule: "#c4e2d3",
    bad: "#c2483d",
    bad_ink: "#b23b31",
    bad_bg: "#fbecea",
    bad_rule: "#efc9c4",
    warn: "#b7791f",
    warn_ink: "#85560f",
    idea_bg: "#f1edf9",
    idea_rule: "#d8cdec",
    stages: ["#d9e6f2", "#dcebe4", "#f6e9c9", "#f3dcd2", "#e6dff1"],
    water: ["#8fb3d4", "#8fc0a9", "#e2c477", "#dd9c84", "#b5a3d6"],
    still_water: "#c9ccd0",
    hatch: "#ffffff",
    outline: None,
    thin: 1.0,
};

static DARK: Palette = Palette {
    paper: "#14181f",
    card: "#1c222b",
    ink: "#eef1f5",
    ink_2: "#bcc4cf",
    ink_3: "#9aa3b0",
    rule: "#323b47",
    zero: "#566170",
    empty: "#566170",
    faint: "#8891a0",
    chip: "#2a313c",
    accent: "#7fb2e5",
    bar: "#345678",
    fall: "#4a2725",
    over: "#566170",
    good: "#4fb889",
    good_bg: "#183227",
    good_rule: "#2f644b",
    bad: "#e8746a",
    bad_ink: "#f5a19a",
    bad_bg: "#3a2021",
    bad_rule: "#743a36",
    warn: "#d9a04a",
    warn_ink: "#e3b467",
    idea_bg: "#2a2540",
    idea_rule: "#544a7c",
    stages: ["#22364a", "#1f3a30", "#433717", "#472b22", "#352d4d"],
    water: ["#3f6b94", "#3d7a61", "#8a6d26", "#94543f", "#6a579a"],
    still_water: "#565f6b",
    hatch: "#14181f",
    outline: None,
    thin: 1.0,
};

static PRINT: Palette = Palette {
    paper: "#ffffff",
    card: "#ffffff",
    ink: "#000000",
    ink_2: "#2b2b2b",
    ink_3: "#474747",
    rule: "#8c8c8c",
    zero: "#5a5a5a",
    empty: "#5a5a5a",
    faint: "#5a5a5a",
    chip: "#ececec",
    accent: "#1d3f66",
    bar: "#bcbcbc",
    fall: "#e4e4e4",
    over: "#8a8a8a",
    good: "#1e6b48",
    good_bg: "#ffffff",
    good_rule: "#1e6b48",
    bad: "#9c2a20",
    bad_ink: "#9c2a20",
    bad_bg: "#ffffff",
    bad_rule: "#9c2a20",
    warn: "#7a4d0c",
    warn_ink: "#6b430a",
    idea_bg: "#ffffff",
    idea_rule: "#5a4a8a",
    stages: ["#ffffff"; 5],
    water: ["#d6d6d6", "#c4c4c4", "#d6d6d6", "#c4c4c4", "#cdcdcd"],
    still_water: "#d0d0d0",
    hatch: "#ffffff",
    outline: Some("#3c3c3c"),
    thin: 1.25,
};

/// Relative luminance and contrast of two colours (WCAG 2.2).
#[cfg(test)]
pub(crate) mod wcag {
    pub(crate) fn channels(colour: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0
        })
    }

    fn luminance(colour: [f64; 3]) -> f64 {
        let [r, g, b] = colour.map(|part| {
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    pub(crate) fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `over` at this opacity on `under`.
    pub(crate) fn blend(over: [f64; 3], under: [f64; 3], opacity: f64) -> [f64; 3] {
        std::array::from_fn(|i| over[i] * opacity + under[i] * (1.0 - opacity))
    }
}

#[cfg(test)]
mod tests {
    use super::wcag::{blend, channels, contrast};
    use super::*;

    #[test]
    fn every_ink_reads_on_every_ground_it_may_stand_on() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            let p = Palette::of(theme);
            let read = |ink: Ink, ground: [f64; 3], name: &str| {
                let found = contrast(channels(p.ink(ink)), ground);
                assert!(found >= 4.5, "{theme:?}: {ink:?} on {name} has {found:.2} : 1");
            };
            let flat = [("paper", p.paper), ("card", p.card)];
            let tinted = [
                ("chip", p.chip),
                ("pain", p.bad_bg),
                ("idea", p.idea_bg),
                ("act", p.good_bg),
                ("fall", p.fall),
            ];
            for (name, ground) in flat {
                for ink in [Ink::First, Ink::Second, Ink::Third, Ink::Accent, Ink::Bad, Ink::Warn] {
                    read(ink, channels(ground), name);
                }
            }
            for (name, ground) in tinted {
                for ink in [Ink::First, Ink::Second, Ink::Bad] {
                    read(ink, channels(ground), name);
                }
            }
            for ground in p.stages {
                read(Ink::First, channels(ground), "stage");
                read(Ink::Second, channels(ground), "stage");
            }
            // Counts stand on the water, which lets the paper through, and on a core over it.
            let waters = p.water.into_iter().chain([p.still_water]);
            for water in waters.map(channels) {
                let body = blend(water, channels(p.paper), 0.42);
                for ground in [blend(water, channels(p.paper), 0.85), body, blend(water, body, 0.9)]
                {
                    read(Ink::First, ground, "water");
                }
            }
            // Words of charts stand beside bars and over what runs there: bands to the next position and bands of
            // those who are over, one or two of them, the band of a curve, and a veil over an arrow.
            let paper = channels(p.paper);
            let twice = |colour: &str, opacity: f64| {
                let once = blend(channels(colour), paper, opacity);
                [once, blend(channels(colour), once, opacity)]
            };
            for ground in twice(p.bar, BAND).into_iter().chain(twice(p.over, OVER)) {
                for ink in [Ink::First, Ink::Second] {
                    read(ink, ground, "a band");
                }
            }
            read(Ink::First, blend(channels(p.accent), paper, INTERVAL), "an interval");
            for under in [p.accent, p.bar, p.ink_3] {
                read(Ink::First, blend(paper, channels(under), VEIL), "a veil");
            }
        }
    }

    #[test]
    fn points_curves_and_outlines_of_a_chart_stand_out_from_their_ground() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            let p = Palette::of(theme);
            // WCAG 2.2, 1.4.11. Bands and falls are paler.
            for mark in [p.accent, p.ink_2, p.ink_3, p.bad, p.good] {
                for ground in [p.paper, p.card] {
                    let found = contrast(channels(mark), channels(ground));
                    assert!(found >= 3.0, "{theme:?}: {mark} on {ground} has {found:.2} : 1");
                }
            }
            let found = contrast(channels(p.accent), channels(p.bar));
            assert!(found >= 3.0, "{theme:?}: the line of a bar has {found:.2} : 1");
        }
    }
}
