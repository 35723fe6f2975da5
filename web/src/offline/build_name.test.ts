import { expect, test } from "vitest";
import { buildName, type Built } from "./build_name";

const FILES: readonly Built[] = [
  { path: "/", content: "<title>Wayline</title>" },
  { path: "/assets/page-1.js", content: null },
  { path: "/fonts/a.woff2", content: new Uint8Array([1, 2]) },
  { path: "/icon.svg", content: "<svg/>" },
];

test("the same files are the same build, in whatever order they come", () => {
  expect(buildName([...FILES].reverse())).toBe(buildName(FILES));
});

test.each([
  ["the page", "/", { path: "/", content: "<title>Maps</title>" }],
  ["a built file", "/assets/page-1.js", { path: "/assets/page-2.js", content: null }],
  ["a font", "/fonts/a.woff2", { path: "/fonts/a.woff2", content: new Uint8Array([1, 3]) }],
  ["the icon", "/icon.svg", { path: "/icon.svg", content: "<svg />" }],
])("another content of %s is another build", (_, path, other) => {
  const changed = FILES.map((file) => (file.path === path ? other : file));
  expect(buildName(changed)).not.toBe(buildName(FILES));
});
