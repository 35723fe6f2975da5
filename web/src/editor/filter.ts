import type { Grade } from "../api/shapes";
import type { Rec } from "../doc/edit";
import { gradeOf, NO_VERDICTS, type Figures, type Verdicts } from "./evidence/figures";
import { fieldsOf } from "../doc/schema";
import { itemsOf, titleOf, wordOf } from "./kinds";
import type { Layout } from "./layout";

// Which cards somebody wants to see. The others are dimmed or hidden, never changed.

export interface Filter {
  text: string;
  grades: readonly Grade[];
  /** Id of a channel of the library, or the name of one that only the events have. */
  channel: string | null;
  department: string | null;
  /** Only what people voted for or talk about. */
  talk: "" | "votes" | "comments";
  hide: boolean;
}

export const NO_FILTER: Filter = {
  text: "",
  grades: [],
  channel: null,
  department: null,
  talk: "",
  hide: false,
};

export function isOn(filter: Filter): boolean {
  return (
    filter.text !== "" ||
    filter.grades.length > 0 ||
    filter.channel !== null ||
    filter.department !== null ||
    filter.talk !== ""
  );
}

/** Ids of cards and steps that do not match. */
export function dimmedBy(
  filter: Filter,
  search: string | null,
  layout: Layout,
  figures: Figures | null,
  verdicts: Verdicts = NO_VERDICTS,
): ReadonlySet<string> {
  const dimmed = new Set<string>();
  const words = [filter.text, search ?? ""].map(plain).filter((word) => word !== "");
  if (!isOn(filter) && words.length === 0) return NOTHING;
  for (const { step } of layout.columns) {
    if (step === null) continue;
    const out = !stepFits(step, filter, layout, figures);
    if (out || (words.length > 0 && !words.every((word) => hasWord(step, word))))
      dimmed.add(step.id);
  }
  for (const [key, cards] of layout.cells) {
    const step = layout.alive.get(key.split(" ")[1] ?? "");
    for (const card of cards) {
      const fits =
        step !== undefined &&
        (stepFits(step, filter, layout, figures) || isOf(card, step, filter, layout, figures)) &&
        words.every((word) => hasWord(card, word)) &&
        (filter.grades.length === 0 ||
          (hasGrade(card) && filter.grades.includes(gradeOf({ figures, verdicts }, card.id)))) &&
        talkFits(layout, card, filter);
      if (!fits) dimmed.add(card.id);
    }
  }
  return dimmed;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whether a kind of card has something that data can deny. */
export function hasGrade(card: Rec): boolean {
  return card.kind === "action" || fieldsOf(card.kind).some(({ type }) => type === "claim");
}

function stepFits(step: Rec, filter: Filter, layout: Layout, figures: Figures | null): boolean {
  return (
    usesChannel(step, filter.channel, layout, figures) &&
    (filter.department === null || wordOf(step, "department") === filter.department)
  );
}

/** Whether a card is of the wanted department itself, though its step is of another. */
function isOf(
  card: Rec,
  step: Rec,
  filter: Filter,
  layout: Layout,
  figures: Figures | null,
): boolean {
  return (
    filter.department !== null &&
    wordOf(card, "department") === filter.department &&
    usesChannel(step, filter.channel, layout, figures)
  );
}

/** Whether a step is drawn with a channel, or its events have it. */
function usesChannel(
  step: Rec,
  channel: string | null,
  layout: Layout,
  figures: Figures | null,
): boolean {
  if (channel === null) return true;
  const named = layout.library.get(channel);
  const name = plain(named === undefined ? channel : titleOf(named));
  return (
    itemsOf(step, "channels").includes(channel) ||
    channelNames(step, layout, figures).some((one) => plain(one) === name)
  );
}

function channelNames(step: Rec, layout: Layout, figures: Figures | null): string[] {
  const drawn = itemsOf(step, "channels").map((id) => {
    const record = layout.library.get(id);
    return record === undefined ? id : titleOf(record);
  });
  return [...drawn, ...(figures?.steps.get(step.id)?.channels ?? [])];
}

/** Channels that can be chosen, with their names: those of the library, and those that only the events have. */
export function channelsOf(layout: Layout, figures: Figures | null): [string, string][] {
  const known = [...layout.library.values()].filter(({ kind }) => kind === "channel");
  const options = known.map((one): [string, string] => [one.id, titleOf(one)]);
  const names = new Set(options.map(([, name]) => plain(name)));
  for (const { step } of layout.columns) {
    if (step === null) continue;
    for (const name of figures?.steps.get(step.id)?.channels ?? []) {
      if (names.has(plain(name))) continue;
      names.add(plain(name));
      options.push([name, name]);
    }
  }
  return options;
}

function talkFits(layout: Layout, card: Rec, filter: Filter): boolean {
  if (filter.talk === "") return true;
  const talk = layout.talk.get(card.id);
  return filter.talk === "votes" ? (talk?.votes ?? 0) > 0 : (talk?.open ?? 0) > 0;
}

/** Whether anything that is written in a record holds a word. */
export function hasWord(record: Rec, word: string): boolean {
  if (plain(titleOf(record)).includes(word)) return true;
  return (
    Object.values(record.text).some((text) => plain(text).includes(word)) ||
    Object.values(record.values).some(
      (value) => typeof value === "string" && plain(value).includes(word),
    )
  );
}

/** Without case and accents, as people search. */
export function plain(text: string): string {
  return text
    .trim()
    .toLocaleLowerCase()
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "");
}

/** Departments that are named on the map. */
export function departmentsOf(layout: Layout): string[] {
  const named = [...layout.alive.values()].map((record) => wordOf(record, "department"));
  return [...new Set(named.filter((name) => name !== ""))].sort();
}
