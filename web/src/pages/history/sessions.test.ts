import { expect, test } from "vitest";
import type { HistoryEvent } from "../../api/live_api";
import { sessionsOf } from "./sessions";

const ANN = { id: "a", name: "Ann", colour: "#123456" };
const BOB = { id: "b", name: "Bob", colour: "#654321" };

function event(
  seq: number,
  minute: number,
  by: HistoryEvent["by"],
  what: [string, string, string][],
  why = "edit",
): HistoryEvent {
  const at = new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();
  return {
    seq,
    at,
    by,
    why,
    what: what.map(([record, name, field]) => ({ record, kind: "step", name, field })),
  };
}

function check(events: HistoryEvent[], expected: string[]) {
  const lines = sessionsOf(events).map(
    ({ seq, by, touched }) =>
      `${seq} ${by?.name ?? "–"}: ${touched
        .map(({ name, became, fields }) => [became, name, ...fields].join(" "))
        .join(", ")}`,
  );
  expect(lines).toEqual(expected);
}

test("what one person did without a long pause is one thing, named by its last update", () => {
  check(
    [
      event(5, 9, ANN, [["x", "Pays by card", "name"]]),
      event(4, 8, ANN, [["x", "Pays by", "name"]]),
      event(3, 1, ANN, [
        ["x", "", "is"],
        ["x", "", "name"],
      ]),
    ],
    ["5 Ann: added Pays by card name"],
  );
});

test("somebody else, a long pause or another way begins something new", () => {
  check(
    [
      event(5, 50, ANN, [["x", "Pays", "feel"]]),
      event(4, 30, ANN, [["x", "Pays", "action"]]),
      event(3, 29, BOB, [["x", "Pays", "rank"]]),
      event(2, 28, BOB, [["y", "Waits", "gone"]], "restore"),
      event(1, 28, null, [], "new"),
    ],
    [
      "5 Ann: changed Pays feel",
      "4 Ann: changed Pays action",
      "3 Bob: moved Pays",
      "2 Bob: removed Waits",
      "1 –: ",
    ],
  );
});

test("what came and went in one sitting is not told", () => {
  check(
    [
      event(2, 2, ANN, [["x", "Oops", "gone"]]),
      event(1, 1, ANN, [
        ["x", "Oops", "is"],
        ["y", "Pays", "feel"],
      ]),
    ],
    ["2 Ann: changed Pays feel"],
  );
});

test("a new record that says of itself that it is not removed is new", () => {
  const fields = ["gone", "in", "is", "name", "rank"];
  check(
    [
      event(
        1,
        1,
        ANN,
        fields.map((field) => ["x", "App", field]),
      ),
    ],
    ["1 Ann: added App name"],
  );
});
