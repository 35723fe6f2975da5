import { getProject } from "./client";

// An import may bring events at any time, and nothing takes all of them away: only a yes is remembered.
let some = false;

/** Whether the project has events: nothing of them is asked of a project without. */
export async function hasEvents(signal: AbortSignal): Promise<boolean> {
  if (!some) some = (await getProject(signal)).events;
  return some;
}
