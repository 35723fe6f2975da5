import { post } from "./ask";
import { getData } from "./client";
import { hasEvents } from "./has_events";
import type { DataReport } from "./shapes";

// What is known of the data, for who picks instead of writing: properties of the events and the values that they have.

export interface Attribute {
  name: string;
  /** How many different values it has; `null` where they were too many to count. */
  distinct: number | null;
}

/** A value of an attribute with the journeys that begin with it. */
export interface ValueCount {
  value: string | number | boolean;
  journeys: number;
}

/** More values than these are not read from a list. */
const MOST_VALUES = 200;

/** What the data can carry; `null` for a project without events. */
export async function dataIfAny(signal: AbortSignal): Promise<DataReport | null> {
  return (await hasEvents(signal)) ? getData(signal) : null;
}

/** Every property of the events. */
export async function getAttributes(signal: AbortSignal): Promise<Attribute[]> {
  const data = await dataIfAny(signal);
  return (data?.attributes ?? []).map(({ attribute, distinct }) => ({ name: attribute, distinct }));
}

/** The values of a property, the most frequent first; none where they are too many to choose from. */
export async function getValues(of: Attribute, signal: AbortSignal): Promise<ValueCount[]> {
  if (of.distinct === null || of.distinct > MOST_VALUES) return [];
  const answer = await post<{ answer: { groups?: { value: unknown; journeys: number }[] } }>(
    "/api/v1/ask",
    { op: "counts", by: of.name },
    signal,
  );
  return (answer.answer.groups ?? [])
    .flatMap(({ value, journeys }) =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [{ value, journeys }]
        : [],
    )
    .toSorted((a, b) => b.journeys - a.journeys);
}
