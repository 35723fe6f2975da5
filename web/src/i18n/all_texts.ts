// Tests have the texts of every language from the beginning.
import { LANGUAGES, loadTexts } from "./messages";

await Promise.all(LANGUAGES.map(loadTexts));
