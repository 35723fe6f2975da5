import { expect, test } from "vitest";
import type { HistoryEvent, How } from "../../api/live_api";
import { grouped, sessionsOf, wantedOf } from "./sessions";

const ANN = { id: "a", name: "Ann", colour: "#123456" };
const BOB = { id: "b", name: "Bob", colour: "#654321" };

function event(
  seq: number,
  minute: number,
  by: HistoryEvent["by"],
  what: [string, string, string, How?][],
  why = "edit",
  said: string[] = [],
): HistoryEvent {
  const at = new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();
  return {
    seq,
    at,
    by,
    why,
    said,
    what: what.map(([record, name, field, how]) => ({ record, kind: "step", name, field, how })),
  };
}

function check(events: HistoryEvent[], expected: string[]) {
  const lines = sessionsOf(events).map(
    ({ seq, by, touched }) =>
      `${seq} ${by?.name ?? "–"}: ${touched
        .map(({ name, became, fields }) =>
          [became, name, ...fields.map(({ field }) => field).filter((one) => one !== "rank")].join(
            " ",
          ),
        )
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

test("what went, what came back and what has another name are told apart", () => {
  check([event(1, 1, ANN, [["x", "Pays", "gone", "removed"]])], ["1 Ann: removed Pays"]);
  check([event(1, 1, ANN, [["x", "Pays", "gone", "brought_back"]])], ["1 Ann: brought_back Pays"]);
  check([event(1, 1, ANN, [["x", "Pays", "name", "renamed"]])], ["1 Ann: renamed Pays name"]);
  check(
    [
      event(2, 2, ANN, [["x", "Pays", "gone", "brought_back"]]),
      event(1, 1, ANN, [
        ["x", "Pays", "gone", "removed"],
        ["y", "Waits", "name", "renamed"],
        ["y", "Waits", "feel", "changed"],
      ]),
    ],
    ["2 Ann: changed Waits name feel"],
  );
});

test("why is told once each, and not where the list of records says it", () => {
  const events = [
    event(3, 3, ANN, [["x", "Pays", "feel"]], "edit", ["undo", "paste"]),
    event(2, 2, ANN, [["x", "Pays", "feel"]], "edit", ["set", "paste"]),
    event(1, 1, ANN, [["x", "Pays", "feel"]], "edit", ["after the workshop"]),
  ];
  expect(sessionsOf(events)[0]?.said).toEqual(["after the workshop", "paste", "undo"]);
  expect(
    sessionsOf([{ ...event(1, 1, ANN, [["x", "Pays", "feel"]]), said: undefined }])[0]?.said,
  ).toEqual([]);
});

/** Changes of one step by Ann, the newest first, each `FIELD: FROM → TO`; and what is told of them. */
function told(events: [field: string, from: string | null, to: string | null][]): string[] {
  const [session] = sessionsOf(
    events.map(([field, from, to], i) => ({
      ...event(events.length - i, 1, ANN, []),
      what: [
        { record: "x", kind: "step", name: "Pays", field, how: howOf(field), from, to },
      ] satisfies HistoryEvent["what"],
    })),
  );
  return (session?.touched ?? []).flatMap(({ became, fields }) =>
    fields.map(({ field, from, to }) => `${became} ${field}: ${from ?? "–"} → ${to ?? "–"}`),
  );
}

function howOf(field: string): How {
  if (field === "name") return "renamed";
  return field === "in" || field === "rank" ? "moved" : "changed";
}

test("what was said first and what is said last is told of each field", () => {
  expect(
    told([
      ["name", "Pays by", "Pays by card"],
      ["name", "Pays", "Pays by"],
    ]),
  ).toEqual(["renamed name: Pays → Pays by card"]);
  expect(told([["action", null, "Types"]])).toEqual(["changed action: – → Types"]);
});

test("what was undone in the same sitting is not told as if it stood", () => {
  expect(
    told([
      ["rank", "Waits", "Looks"],
      ["rank", "Looks", "Waits"],
    ]),
  ).toEqual([]);
  expect(
    told([
      ["action", "Types", null],
      ["action", null, "Types"],
    ]),
  ).toEqual([]);
  // Of a long text the end was not kept: it may differ there.
  expect(told([["action", "a…", "a…"]])).toEqual(["changed action: a… → a…"]);
});

test("what lies in something else is told once, by what it lies in", () => {
  const [session] = sessionsOf([
    {
      ...event(1, 1, ANN, []),
      what: [
        { record: "x", kind: "step", name: "Pays", field: "in", how: "moved", from: "A", to: "B" },
        {
          record: "x",
          kind: "step",
          name: "Pays",
          field: "rank",
          how: "moved",
          from: "C",
          to: "D",
        },
      ],
    },
  ]);
  expect(session?.touched[0]?.fields.map(({ field }) => field)).toEqual(["in"]);
});

test("many of a kind that came in one go are told as one, others each for themselves", () => {
  const added = ["a", "b", "c"].map((id): [string, string, string] => [id, id, "is"]);
  const [session] = sessionsOf([event(1, 1, ANN, [...added, ["y", "Waits", "feel"]])]);
  const groups = grouped(session?.touched ?? []).map(
    ({ first, all }) => `${first.became} ${all.map(({ name }) => name).join("+")}`,
  );
  expect(groups).toEqual(["added a+b+c", "changed Waits"]);
});

test("only a person's changes, or only those of a kind of records", () => {
  const sessions = sessionsOf([
    event(2, 40, BOB, [["y", "Waits", "feel"]]),
    event(1, 1, null, [["x", "Pays", "feel"]], "file"),
  ]);
  const seqs = (who: string | null, kind: string | null) =>
    wantedOf(sessions, { who, kind }).map(({ seq }) => seq);
  expect(seqs(null, null)).toEqual([2, 1]);
  expect(seqs("b", null)).toEqual([2]);
  expect(seqs("file", null)).toEqual([1]);
  expect(seqs(null, "step")).toEqual([2, 1]);
  expect(seqs(null, "pain")).toEqual([]);
});

test("what was declined stands where it was declined, with what it would have changed", () => {
  const what = (record: string, from: string, to: string) => ({
    record,
    kind: "pain",
    name: to,
    field: "text",
    how: "changed" as const,
    from,
    to,
  });
  const by = { id: "bo", name: "Bo", colour: "#000000", joined: 0 };
  const event = (seq: number, at: string) => ({
    seq,
    at,
    by: null,
    why: "file",
    said: [],
    what: [what(`r${seq}`, "a", "b")],
  });
  const declined = (place: number, at: string, would: ReturnType<typeof what>[]) => ({
    proposal: 4,
    place,
    from: "drift",
    why: "",
    says: "Say it otherwise",
    by,
    at,
    would,
  });
  const sessions = sessionsOf(
    [event(2, "2026-03-01T12:00:00Z"), event(1, "2026-03-01T10:00:00Z")],
    [
      declined(1, "2026-03-01T11:00:01Z", []),
      declined(0, "2026-03-01T11:00:00Z", [what("x", "old", "new")]),
    ],
  );
  expect(sessions.map(({ why, seq }) => [why, seq])).toEqual([
    ["file", 2],
    ["declined", 1],
    ["file", 1],
  ]);
  const told = sessions[1];
  expect([told?.by?.name, told?.proposal?.proposal, told?.said]).toEqual([
    "Bo",
    4,
    ["Say it otherwise"],
  ]);
  expect(
    told?.touched.map(({ record, fields }) => [record, fields[0]?.from, fields[0]?.to]),
  ).toEqual([["x", "old", "new"]]);
});

test("who edits side by side is told each once, from the first words to the last", () => {
  const typed = (seq: number, by: HistoryEvent["by"], from: string, to: string): HistoryEvent => ({
    ...event(seq, 1, by, []),
    what: [{ record: "x", kind: "step", name: to, field: "name", how: "renamed", from, to }],
  });
  const sessions = sessionsOf([
    typed(4, BOB, "AA B", "AA BB"),
    typed(3, ANN, "A B", "AA B"),
    typed(2, BOB, "A", "A B"),
    typed(1, ANN, "", "A"),
  ]);
  expect(
    sessions.map(({ seq, by, touched }) => [
      seq,
      by?.name,
      touched[0]?.fields.map(({ from, to }) => [from, to]),
    ]),
  ).toEqual([
    [4, "Bob", [["A", "AA BB"]]],
    [3, "Ann", [["", "AA B"]]],
  ]);
  // Over what was not edited by hand nobody goes on.
  const restored = { ...event(2, 1, BOB, [["y", "Waits", "gone"]]), why: "restore" };
  expect(
    sessionsOf([typed(3, ANN, "A", "AA"), restored, typed(1, ANN, "", "A")]).map(({ seq }) => seq),
  ).toEqual([3, 2, 1]);
});

test("what was undone and done again leaves nothing to tell", () => {
  check(
    [
      event(2, 2, ANN, [["x", "Pays", "gone", "brought_back"]]),
      event(1, 1, ANN, [["x", "Pays", "gone", "removed"]]),
    ],
    [],
  );
});

test("what went is called as it was before its words went", () => {
  const record = { record: "x", kind: "pain", name: "O" };
  const [session] = sessionsOf([
    {
      ...event(1, 1, ANN, []),
      what: [
        { ...record, field: "gone", how: "removed" },
        { ...record, field: "text", how: "changed", from: "OFFLINE", to: "O" },
      ],
    },
  ]);
  expect(session?.touched.map(({ name, became }) => [name, became])).toEqual([
    ["OFFLINE", "removed"],
  ]);
});

test("a vote is told by what it is for, as that is called", () => {
  const vote = { record: "c.vote.a", kind: "vote", name: "", field: "is", how: "added" as const };
  const named = { record: "c", kind: "pain", name: "Card", field: "text", how: "added" as const };
  const votes = (...events: HistoryEvent[]) =>
    sessionsOf(events).flatMap(({ touched }) =>
      touched.filter(({ kind }) => kind === "vote").map(({ about }) => about),
    );
  const voted = { ...event(2, 2, BOB, []), what: [vote] };
  expect(votes(voted, { ...event(1, 1, ANN, []), what: [named] })).toEqual([
    { kind: "pain", name: "Card" },
  ]);
  expect(votes(voted)).toEqual([null]);
  // As the server kept it, whatever the card is called by now.
  const about = { record: "c", kind: "need", name: "Old" };
  const kept = { ...event(2, 2, BOB, []), what: [{ ...vote, about }] };
  expect(votes({ ...event(1, 1, ANN, []), what: [named] }, kept)).toEqual([about]);
});
