// The only place that speaks to the server.
import createClient from "openapi-fetch";
import { isProblem, TroubleError } from "./problem";
import type { paths } from "./schema";
import type {
  DataReport,
  Diagnostic,
  EvidenceDetail,
  MapLine,
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

export function getProject(signal: AbortSignal): Promise<ProjectInfo> {
  return answer(client.GET("/api/v1/project", { signal }));
}

export async function getMaps(signal: AbortSignal): Promise<MapLine[]> {
  return (await answer(client.GET("/api/v1/maps", { signal }))).maps;
}

export function getMap(id: string, signal: AbortSignal): Promise<ResolvedMap> {
  return answer(client.GET("/api/v1/maps/{id}", { params: { path: { id } }, signal }));
}

/** The picture without its header, laid out for a width in CSS pixels. */
export function getScene(id: string, width: number, signal: AbortSignal): Promise<Scene> {
  const params = { path: { id }, query: { width, parts: "lanes" as const } };
  // The client's mapped types lose the recursion of groups; the shape is that of the contract.
  return answer(
    client.GET("/api/v1/maps/{id}/scene", { params, signal }),
  ) as unknown as Promise<Scene>;
}

export function getEvidence(id: string, key: string, signal: AbortSignal): Promise<EvidenceDetail> {
  const params = { path: { id, key } };
  return answer(client.GET("/api/v1/maps/{id}/evidence/{key}", { params, signal }));
}

export async function getFindings(id: string, signal: AbortSignal): Promise<Diagnostic[]> {
  const params = { path: { id } };
  return (await answer(client.GET("/api/v1/maps/{id}/check", { params, signal }))).diagnostics;
}

export function getData(signal: AbortSignal): Promise<DataReport> {
  return answer(client.GET("/api/v1/data", { signal }));
}

/** Addresses of files that the browser downloads itself. */
export const files = {
  map: (
    id: string,
    name: "map.svg" | "map.png" | "map.pdf" | "map.html" | "map.journey.yaml",
    query: Record<string, string> = {},
  ) => {
    const asked = new URLSearchParams(query).toString();
    return `/api/v1/maps/${encodeURIComponent(id)}/${name}${asked && `?${asked}`}`;
  },
  json: (id: string) => `/api/v1/maps/${encodeURIComponent(id)}`,
  figures: (id: string, key: string) =>
    `/api/v1/maps/${encodeURIComponent(id)}/evidence/${encodeURIComponent(key)}/figures.csv`,
};
