import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { loadTexts, readersLanguage } from "./i18n/messages";
import { InReadersLanguage } from "./i18n/provider";
import "./styles/page.css";

// The page itself: drawn as soon as its code and its words are here.

const page = document.getElementById("page");
if (page !== null) {
  await loadTexts(readersLanguage());
  createRoot(page).render(
    <StrictMode>
      <InReadersLanguage>
        <App />
      </InReadersLanguage>
    </StrictMode>,
  );
}
