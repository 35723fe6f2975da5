import { useSyncExternalStore } from "react";

/** In which colours the reader's system shows pages: those of the pictures that are drawn for them. */
export function useTheme(): "light" | "dark" {
  return useSyncExternalStore(follow, read);
}

function read(): "light" | "dark" {
  return typeof matchMedia !== "undefined" && matchMedia(DARK).matches ? "dark" : "light";
}

function follow(changed: () => void): () => void {
  if (typeof matchMedia === "undefined") return () => undefined;
  const media = matchMedia(DARK);
  media.addEventListener("change", changed);
  return () => {
    media.removeEventListener("change", changed);
  };
}

const DARK = "(prefers-color-scheme: dark)";
