import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { InReadersLanguage } from "./i18n/provider";
import { loadAnew } from "./offline/load_anew";
import "./styles/page.css";

// Where the page begins.

loadAnew();
const page = document.getElementById("page");
if (page !== null)
  createRoot(page).render(
    <StrictMode>
      <InReadersLanguage>
        <App />
      </InReadersLanguage>
    </StrictMode>,
  );
