//! Layout of the map to a Scene, and the Scene to formats.
