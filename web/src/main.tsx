import { beginEarly } from "./early";
import { loadTexts, readersLanguage } from "./i18n/messages";
import { loadAnew } from "./offline/load_anew";

// Where the page begins. It is small, so that what whoever edits waits for is on its way before the page itself is read.

loadAnew();
beginEarly();
// The page asks for them too, and hears why they are not there.
void loadTexts(readersLanguage()).catch(() => undefined);
void import("./page");
