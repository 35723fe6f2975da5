import { beginEarly } from "./early";
import { loadAnew } from "./offline/load_anew";

// Where the page begins. It is small, so that what whoever edits waits for is on its way before the page itself is read.

loadAnew();
beginEarly();
void import("./page");
