// @vitest-environment jsdom
import { press, problem, serving, show, sound, written, type Answers } from "./fake_server";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { forgetMaps } from "../api/all_maps";
import { aloneMap, begin } from "../doc/for_tests/alone";
import { openMapDoc } from "../doc/map_doc";
import { HistoryView } from "./history/history_view";
import { Library, LibraryView } from "./library/library_view";
import { MAPS, ME } from "./made_shop";
import { PersonaPage } from "./personas/persona_page";
import { PersonasPage } from "./personas/personas_page";
import { RuleField } from "./personas/rule_field";
import { ProposalsView } from "./proposals/proposals_view";
import { SearchBox } from "./search/search_box";

// Pages that people work on, by what a person sees and does.

beforeEach(() => {
  forgetMaps();
  history.replaceState(null, "", "#/maps/shop");
});

const VERSIONS = [
  {
    version: 2,
    name: "before restoring 1",
    at: "2026-03-02T10:00:00Z",
    by: ME,
    made: "before_restore",
    seq: 9,
  },
  { version: 1, name: "Workshop", at: "2026-03-01T10:00:00Z", by: ME, made: "by_hand", seq: 4 },
];
const HISTORY: Answers = {
  ...MAPS,
  "GET /api/v1/maps/shop/versions": { versions: VERSIONS },
  "GET /api/v1/maps/shop/history": {
    history: [
      {
        seq: 9,
        at: "2026-03-02T10:00:00Z",
        by: ME,
        why: "edit",
        what: [{ record: "p", kind: "pain", name: "Slow", field: "is" }],
      },
      { seq: 1, at: "2026-02-01T10:00:00Z", by: null, why: "new", what: [] },
    ],
  },
};

test("history: who did what; a version is restored only after it was asked", async () => {
  serving({ ...HISTORY, "POST /api/v1/maps/shop/versions/1/restore": { before: 3, seq: 10 } });
  const page = show(<HistoryView id="shop" seen={null} />);
  await screen.findByText("Workshop");
  expect((await screen.findByText("Slow")).closest("li")?.textContent).toContain("added");
  await sound(page);
  await press("Restore: Workshop");
  expect(written()).toEqual([]);
  await screen.findByText(/is kept first/);
  await press("Restore");
  await screen.findByText("Restored. The map as it was before is version 3.");
});

test("history: two ticked versions can be compared, and the present gets a name", async () => {
  serving({
    ...HISTORY,
    "POST /api/v1/maps/shop/versions": (body: { name: string }) => ({ ...VERSIONS[1], ...body }),
  });
  show(<HistoryView id="shop" seen={null} />);
  fireEvent.click(await screen.findByLabelText("Choose to compare: Workshop"));
  fireEvent.click(screen.getByLabelText("Choose to compare: As it was before a restore"));
  const link = screen.getByRole("link", { name: "Compare the two" });
  expect(link.getAttribute("href")).toBe("#/maps/shop?view=compare&with=%401..2");
  await press("Name the map as it is now");
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "Review" } });
  await press("Name it");
  await screen.findByText("The version “Review” is kept.");
  expect(written()).toMatchObject([{ body: { name: "Review" } }]);
});

test("history: a version is seen as a table", async () => {
  const map = {
    wayline: 1,
    map: "Garden shop",
    stages: [
      { stage: "Purchase", steps: [{ step: "Pays", pains: [{ pain: "Slow" }] }] },
      { stage: "Later", steps: [] },
    ],
  };
  serving({ ...HISTORY, "GET /api/v1/maps/shop/versions/seq-4": { map, records: {} } });
  const page = show(<HistoryView id="shop" seen="seq-4" />);
  await screen.findByRole("columnheader", { name: "Pays" });
  expect(screen.getByRole("row", { name: /Pain points/ }).textContent).toContain("Slow");
  screen.getByRole("heading", { name: "The map as it was: after change 4" });
  await sound(page);
});

test("proposals: one edit is accepted, one declined, and what cannot be made is said", async () => {
  const edits = [
    { edit: { edit: "remove", id: "p" }, says: "", state: "open" },
    { edit: {}, says: "Say that customers are frustrated", state: "open" },
  ];
  const proposal = {
    proposal: 7,
    from: "Assistant",
    why: "Reviews say so",
    at: "2026-03-01T10:00:00Z",
    edits,
  };
  const records = { p: { kind: "step", parent: "s", text: { name: "Calls" } } };
  serving({
    ...MAPS,
    "GET /api/v1/maps/shop/proposals": { proposals: [proposal] },
    "GET /api/v1/maps/shop/versions/now": { map: { stages: [] }, records },
    "POST /api/v1/maps/shop/proposals/7": (body: { accept: number[] }) => ({
      proposal: { ...proposal, edits: [edits[0], { ...edits[1], state: "declined" }] },
      refused: body.accept.map((edit) => ({ edit, detail: "it is gone" })),
    }),
  });
  const page = show(<ProposalsView id="shop" />);
  await screen.findByText("Calls");
  await sound(page);
  await press("Decline edit 2");
  await screen.findByText("declined");
  await press("Accept edit 1");
  expect((await screen.findByRole("alert")).textContent).toContain("it is gone");
  expect(written().map(({ body }) => body)).toEqual([
    { accept: [], decline: [1] },
    { accept: [0], decline: [] },
  ]);
});

const ANN = {
  wayline: 1,
  persona: "Busy parent",
  name: "Ann",
  needs: ["Calm"],
  rule: 'channel = "app"',
};
const PERSONAS: Answers = {
  ...MAPS,
  "GET /api/v1/personas": { personas: ["busy"] },
  "GET /api/v1/personas/busy": { persona: ANN, size: { journeys: 300, of: 1000 } },
  "POST /api/v1/ask": ({ where }: { where?: string }) =>
    where?.includes("wrong") === true
      ? problem(400, "refused", "there is no attribute `wrong`")
      : {
          journeys: where === undefined ? 1000 : 250,
          notes:
            where?.includes("iphone") === true
              ? ['no event has device = "iphone"; the data have values of device "ios"']
              : [],
        },
};

test("personas: a list with sizes and intervals", async () => {
  serving(PERSONAS);
  const page = show(<PersonasPage />);
  await screen.findByText("30%");
  expect(page.textContent).toContain("95% interval 27.2% to 32.9%");
  await sound(page);
});

test("personas: a value that no event has is told with those that there are", async () => {
  serving(PERSONAS);
  const page = show(<RuleField rule={'device = "iphone"'} change={() => undefined} name={null} />);
  await screen.findByText('No event has “iphone” as its device. The data have: "ios"');
  await sound(page);
});

test("personas: a rule is counted as it is typed, and saved with the tag that was read", async () => {
  serving({
    ...PERSONAS,
    "PUT /api/v1/personas/busy": { persona: ANN, size: { journeys: 250, of: 1000 } },
  });
  const page = show(<PersonaPage name="busy" />);
  await screen.findByRole("heading", { name: "Ann" });
  await sound(page);
  await press("Edit");
  const rule = screen.getByLabelText(/Which customers/);
  await screen.findByText("25%", undefined, { timeout: 3000 });
  fireEvent.change(rule, { target: { value: "wrong = 1" } });
  await screen.findByText(/no attribute/, undefined, { timeout: 3000 });
  await sound(page);
  await press("Save");
  await screen.findByRole("heading", { name: "Ann" });
  const put = written().find(({ what }) => what.startsWith("PUT"));
  expect(put?.headers.get("if-match")).toBe('"read"');
  expect(put?.body).toMatchObject({ persona: "Busy parent", rule: "wrong = 1", needs: ["Calm"] });
});

test("personas: what two people write at once is put together, and a field of both is chosen", async () => {
  const read = { persona: ANN, size: { journeys: 300, of: 1000 } };
  const theirs = { ...ANN, name: "Annie", needs: ["Calm", "Rest"] };
  let told = read;
  serving({
    ...PERSONAS,
    "GET /api/v1/personas/busy": () => told,
    "PUT /api/v1/personas/busy": () => {
      if (told !== read) return { ...read, persona: theirs };
      told = { ...read, persona: theirs };
      return problem(412, "changed-meanwhile", "changed since");
    },
  });
  const page = show(<PersonaPage name="busy" />);
  await press("Edit");
  const needs = screen.getByLabelText(/^Needs/);
  fireEvent.change(needs, { target: { value: "Calm\nMoney" } });
  fireEvent.change(screen.getByLabelText(/^Name for readers/), {
    target: { value: "Anna" },
  });
  await press("Save");
  const asked = await screen.findByRole("alert");
  expect(asked.textContent).toContain("Both of you changed these");
  expect(needs).toHaveProperty("value", "Calm\nRest\nMoney");
  await sound(page);
  fireEvent.click(within(asked).getByLabelText(/Theirs/));
  await press("Save");
  await screen.findByRole("heading", { name: "Annie" });
  const sent = written().filter(({ what }) => what.startsWith("PUT"));
  expect(sent.at(-1)?.body).toMatchObject({ name: "Annie", needs: ["Calm", "Rest", "Money"] });
});

test("personas: what is typed while a save is under way stays when somebody else wrote", async () => {
  const read = { persona: ANN, size: { journeys: 300, of: 1000 } };
  let told = read;
  let answer: (() => void) | null = null;
  serving({
    ...PERSONAS,
    "GET /api/v1/personas/busy": () => told,
    "PUT /api/v1/personas/busy": () =>
      new Promise((done) => {
        answer = () => {
          told = { ...read, persona: { ...ANN, name: "Annie", needs: ["Calm", "Rest"] } };
          done(problem(412, "changed-meanwhile", "changed since"));
        };
      }),
  });
  show(<PersonaPage name="busy" />);
  await press("Edit");
  const needs = screen.getByLabelText(/^Needs/);
  fireEvent.change(needs, { target: { value: "Calm\nMoney" } });
  await press("Save");
  await waitFor(() => {
    expect(answer).not.toBeNull();
  });
  fireEvent.change(needs, { target: { value: "Calm\nMoney\nTime" } });
  fireEvent.change(screen.getByLabelText(/^Name for readers/), { target: { value: "Anna" } });
  (answer as (() => void) | null)?.();
  const asked = await screen.findByRole("alert");
  expect(needs).toHaveProperty("value", "Calm\nRest\nMoney\nTime");
  expect(screen.getByLabelText(/^Name for readers/)).toHaveProperty("value", "Anna");
  expect(asked.textContent).toContain("Both of you changed these");
});

test("library: a new name stands for every step, and is taken back with one undo", async () => {
  const none = { gone: null, values: {}, sets: {} };
  const live = await aloneMap([
    { id: "map", kind: "map", parent: null, rank: "", text: {}, ...none },
    { id: "app", kind: "channel", parent: "map", rank: "1", text: { name: "App" }, ...none },
    { id: "s", kind: "stage", parent: "map", rank: "1", text: {}, ...none },
    {
      id: "pays",
      kind: "step",
      parent: "s",
      rank: "1",
      text: { name: "Pays" },
      ...none,
      sets: { channels: [{ item: "app", rank: "1" }] },
    },
  ]);
  const page = show(<Library live={live} id="shop" />);
  // A shelf that is empty says what belongs on it.
  expect(page.textContent).toContain("No touchpoint yet. A touchpoint is what the customer meets");
  const field = screen.getByLabelText("Name of App");
  expect(field.closest("li")?.textContent).toContain("1 step Pays");
  await sound(page);
  fireEvent.change(field, { target: { value: "Mobile app" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(live.snapshot().records.get("app")?.text.name).toBe("Mobile app");
  await press("Undo");
  expect(live.snapshot().records.get("app")?.text.name).toBe("App");
  live.close();
});

test("library: anybody reads it, and is asked for a name with the first change", async () => {
  const none = { gone: null, values: {}, sets: {} };
  const doc = await openMapDoc();
  begin(doc, [
    { id: "map", kind: "map", parent: null, rank: "", text: {}, ...none },
    { id: "app", kind: "channel", parent: "map", rank: "1", text: { name: "App" }, ...none },
  ]);
  const whole = doc.whole();
  serving({
    ...MAPS,
    "GET /api/v1/people/me": null,
    "GET /api/v1/maps/shop/document": () => new Response(whole.slice()),
  });
  const page = show(<LibraryView id="shop" />);
  const field = await screen.findByLabelText("Name of App");
  expect(screen.queryByRole("dialog")).toBeNull();
  await sound(page);
  fireEvent.change(field, { target: { value: "Mobile app" } });
  fireEvent.keyDown(field, { key: "Enter" });
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("textbox")).toBeTruthy();
  expect(written()).toEqual([]);
  doc.close();
});

test("library: why it cannot be read is what the server says", async () => {
  const document = "GET /api/v1/maps/shop/document";
  const gone = () => problem(404, "unknown-map", "there is no map shop");
  serving({ ...MAPS, "GET /api/v1/people/me": null, [document]: gone });
  show(<LibraryView id="shop" />);
  await screen.findByText("There is no such map");
  serving({
    ...MAPS,
    "GET /api/v1/people/me": null,
    [document]: () => new Response("away", { status: 503 }),
  });
  show(<LibraryView id="shop" />);
  await screen.findByRole("button", { name: "Try again" });
  expect(screen.queryByText("There is no such map")).toBeNull();
});

test("search: a slash focuses it, and a result opens its map at the part", async () => {
  serving(MAPS);
  const page = show(<SearchBox />);
  fireEvent.keyDown(document.body, { key: "/" });
  const box = screen.getByRole("combobox");
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: "fails ios" } });
  const option = await screen.findByRole("option", { name: /Fails on iOS/ });
  await sound(page);
  fireEvent.click(option);
  expect(location.hash).toBe("#/maps/shop?key=pain-Fails+on+iOS");
});
