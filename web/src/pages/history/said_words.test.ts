import { expect, test } from "vitest";
import { fieldsOf } from "../../doc/schema";
import { apart, saidWords } from "./said_words";

const shown = {
  t: (key: string) => key,
  textOr: (key: string) => key,
};
const signed = (value: number) => (value > 0 ? `+${value}` : String(value));

function check(field: string, said: string | null, expected: string | null) {
  expect(saidWords("step", field, said, signed, shown)).toBe(expected);
}

test("a value is told in the reader's words", () => {
  check("action", "Types", "Types");
  check("action", null, null);
  check("optional", "yes", "history-said-yes");
  check("feel", "proud", "feel-proud");
  check("value", "2", "+2");
  check("value", "-1", "-1");
  check("value", "-0.1", "-0.1");
});

test("lanes are called as on the map, and a moment in milliseconds is not told", () => {
  const said = (field: string, value: string) => saidWords("map", field, value, signed, shown);
  expect(said("lanes", "flow, pain")).toBe("edit-lane-flow, edit-lane-pain");
  expect(said("timer", "1795942857753")).toBeNull();
});

test("what only programs read is not told", () => {
  const read = fieldsOf("pain").find(({ type }) => type === "claim");
  expect(read).toBeDefined();
  expect(saidWords("pain", read?.field ?? "", "{}", signed, shown)).toBeNull();
});

test("of two long texts only what differs is told, with what stands around it", () => {
  expect(apart("Pays", "Pays by card")).toEqual(["Pays", "Pays by card"]);
  const long = "x".repeat(200);
  const [from, to] = apart(`${long}one${long}`, `${long}two${long}`);
  expect([from, to]).toEqual([
    `…${"x".repeat(40)}one${"x".repeat(40)}…`,
    `…${"x".repeat(40)}two${"x".repeat(40)}…`,
  ]);
});
