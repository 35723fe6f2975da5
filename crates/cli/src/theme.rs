//! The colours of pictures, as an option of the commands that draw.

/// The colours of a picture.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Theme {
    Light,
    Dark,
    Print,
}

impl From<Theme> for wayline_render::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::Print => Self::Print,
        }
    }
}
