import type { VersionLine } from "../../api/live_api";
import { useReader, useText } from "../../i18n/provider";
import { versionName } from "./told";

/** The versions that can be chosen, and the one that is chosen where it is none of them. */
export function VersionOptions(props: { versions: readonly VersionLine[]; other: string | null }) {
  const t = useText();
  const { format } = useReader();
  const { versions, other } = props;
  return (
    <>
      {versions.map((line) => (
        <option key={line.version} value={String(line.version)}>
          {versionName(String(line.version), line, t, format.day)} · {format.day(line.at)}
        </option>
      ))}
      {other !== null && (
        <option value={other}>{versionName(other, undefined, t, format.day)}</option>
      )}
    </>
  );
}
