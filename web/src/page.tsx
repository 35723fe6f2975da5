import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { InReadersLanguage } from "./i18n/provider";
import "./styles/page.css";

// The page itself: drawn as soon as its code is here.

const page = document.getElementById("page");
if (page !== null)
  createRoot(page).render(
    <StrictMode>
      <InReadersLanguage>
        <App />
      </InReadersLanguage>
    </StrictMode>,
  );
