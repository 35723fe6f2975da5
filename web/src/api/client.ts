// The only place that speaks to the server.
import createClient from "openapi-fetch";
import type { Language } from "../i18n/messages";
import { keepAnswer } from "./last_answers";
import { isProblem, TroubleError } from "./problem";
import type { paths } from "./schema";
import type {
  DataReport,
  Diagnostic,
  EvidenceDetail,
  MapLine,
  MapList,
  Mention,
  ProjectInfo,
  ResolvedMap,
  Scene,
} from "./shapes";

const client = createClient<paths>({ baseUrl: globalThis.location.origin });

/** The data of an answer; every failure becomes a `TroubleError`. */
async function answer<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let reply;
  try {
    reply = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new TroubleError({ kind: "unreachable" });
  }
  if (reply.data !== undefined && reply.response.ok) return reply.data;
  if (isProblem(reply.error)) throw new TroubleError({ kind: "problem", problem: reply.error });
  throw new TroubleError({ kind: "strange", status: reply.response.status });
}

export async function getProject(signal: AbortSignal): Promise<ProjectInfo> {
  const project = await answer(client.GET("/api/v1/project", { signal }));
  keepAnswer("project", project.name);
  return project;
}

/** The maps with what is known of each; `waiting` while more of it is being found. */
export function getMapList(signal: AbortSignal): Promise<MapList> {
  return answer(client.GET("/api/v1/maps", { signal }));
}

export async function getMaps(signal: AbortSignal): Promise<MapLine[]> {
  return (await answer(client.GET("/api/v1/maps", { signal }))).maps;
}

/** The open comments of others on one map that name whoever asks, the newest first. */
export async function getMentions(id: string, signal: AbortSignal): Promise<Mention[]> {
  const params = { path: { id } };
  return (await answer(client.GET("/api/v1/maps/{id}/mentions", { params, signal }))).mentions;
}

export function getMap(id: string, signal: AbortSignal): Promise<ResolvedMap> {
  return answer(client.GET("/api/v1/maps/{id}", { params: { path: { id } }, signal }));
}

/** Asks over the journeys of a persona, where one is named. */
function whose(persona: string | null | undefined): { persona?: string } {
  return persona == null ? {} : { persona };
}

/** The picture without its header in the reader's language, laid out for a width in CSS pixels; as it was in a version where one is named. */
export function getScene(
  id: string,
  width: number,
  signal: AbortSignal,
  persona?: string | null,
  detail: "sketch" | "standard" | "full" = "standard",
  theme: "light" | "dark" = "light",
  version?: string,
  lang: Language = "en",
): Promise<Scene> {
  const then = version === undefined ? {} : { version };
  const said = lang === "en" ? {} : { lang };
  const query = {
    width,
    parts: "lanes" as const,
    detail,
    theme,
    ...said,
    ...whose(persona),
    ...then,
  };
  const params = { path: { id }, query };
  // The client's mapped types lose the recursion of groups; the shape is that of the contract.
  return answer(
    client.GET("/api/v1/maps/{id}/scene", { params, signal }),
  ) as unknown as Promise<Scene>;
}

export function getEvidence(
  id: string,
  key: string,
  signal: AbortSignal,
  persona?: string | null,
): Promise<EvidenceDetail> {
  const params = { path: { id, key }, query: whose(persona) };
  return answer(client.GET("/api/v1/maps/{id}/evidence/{key}", { params, signal }));
}

export async function getFindings(
  id: string,
  signal: AbortSignal,
  persona?: string | null,
): Promise<Diagnostic[]> {
  const params = { path: { id }, query: whose(persona) };
  return (await answer(client.GET("/api/v1/maps/{id}/check", { params, signal }))).diagnostics;
}

export function getData(signal: AbortSignal): Promise<DataReport> {
  return answer(client.GET("/api/v1/data", { signal }));
}

function asked(query: Record<string, string>): string {
  const words = new URLSearchParams(query).toString();
  return words && `?${words}`;
}

/** Addresses of files that the browser downloads itself. */
export const files = {
  map: (
    id: string,
    name: "map.svg" | "map.png" | "map.pdf" | "map.html" | "map.journey.yaml",
    query: Record<string, string> = {},
  ) => {
    return `/api/v1/maps/${encodeURIComponent(id)}/${name}${asked(query)}`;
  },
  json: (id: string, query: Record<string, string> = {}) =>
    `/api/v1/maps/${encodeURIComponent(id)}${asked(query)}`,
  figures: (id: string, key: string, persona?: string | null) => {
    const whose = persona == null ? "" : `?persona=${encodeURIComponent(persona)}`;
    return `/api/v1/maps/${encodeURIComponent(id)}/evidence/${encodeURIComponent(key)}/figures.csv${whose}`;
  },
};
