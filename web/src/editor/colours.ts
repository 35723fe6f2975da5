// Colours of people: eight to choose from, and the ink that can be read on any of them.

export const COLOURS = [
  "#2f5d8c",
  "#9a5b13",
  "#2e7d5b",
  "#a03c6e",
  "#6b4fa0",
  "#b03c32",
  "#0f7285",
  "#5b6472",
] as const;

/** Keys of their names in the locales, in the same order. */
export const COLOUR_NAMES = [
  "blue",
  "brown",
  "green",
  "raspberry",
  "violet",
  "red",
  "petrol",
  "grey",
] as const;

/** Black or white, whichever reads better on a colour (WCAG 2.2, relative luminance). */
export function inkOn(colour: string): string {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (hex === null) return "#ffffff";
  const [r = 0, g = 0, b = 0] = hex.slice(1).map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#1d2430";
}

/** Letters for a name: the first of the first and last word, or one sign of scripts without spaces. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = Array.from(words[0] ?? "")[0] ?? "?";
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toUpperCase();
}
