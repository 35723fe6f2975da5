import { expect, test } from "vitest";
import { editWords } from "./edit_words";

const records = {
  pays: { kind: "step", parent: "buy", text: { name: "Pays" } },
  app: { kind: "channel", parent: "map", text: { name: "App" } },
};

function check(edit: unknown, expected: string | null) {
  const words = editWords(edit, records);
  const said = words && [words.does, words.kind, words.name, words.field, words.says];
  expect(said === null ? null : said.filter(Boolean).join(" | ")).toBe(expected);
}

test("every edit is told in words, by the names that the records have now", () => {
  check(
    { edit: "add", id: "n", kind: "pain", parent: "pays", fields: { text: "Slow" } },
    "added | pain | Slow",
  );
  check(
    { edit: "write", id: "pays", field: "action", text: "types" },
    "changed | step | Pays | action | types",
  );
  check(
    { edit: "set", id: "pays", field: "value", value: -1 },
    "changed | step | Pays | value | -1",
  );
  check({ edit: "set", id: "pays", field: "feel", value: null }, "changed | step | Pays | feel");
  check(
    { edit: "put", id: "pays", field: "channels", item: "app" },
    "changed | step | Pays | channels | + App",
  );
  check(
    { edit: "take", id: "pays", field: "channels", item: "gone" },
    "changed | step | Pays | channels | − gone",
  );
  check({ edit: "move", id: "pays", parent: "app" }, "moved | step | Pays | App");
  check({ edit: "remove", id: "pays" }, "removed | step | Pays");
  check({ edit: "bring_back", id: "?" }, "brought-back");
});

test("what is no edit has no words", () => {
  check(null, null);
  check("add", null);
  check({ edit: "explode" }, null);
});
