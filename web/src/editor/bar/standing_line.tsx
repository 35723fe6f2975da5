import { useSyncExternalStore } from "react";
import type { Standing } from "../../doc/live_map";
import { useText, type Text } from "../../i18n/provider";
import { useDesk } from "../desk";

/** Whether what was written is safe, in words. */
export function StandingLine() {
  const t = useText();
  const { live } = useDesk();
  const standing = useSyncExternalStore(live.subscribe, () => live.standing());
  const bad = standing.state === "refused" || standing.state === "outdated";
  return (
    <span
      className={`standing ${standing.state}`}
      role="status"
      aria-live={bad ? "assertive" : "polite"}
      title={bad ? standing.help : undefined}
    >
      {wordsOf(standing, t)}
      {standing.unsafe === true && <span className="unsafe"> · {t("edit-standing-unsafe")}</span>}
    </span>
  );
}

export function wordsOf(standing: Standing, t: Text): string {
  switch (standing.state) {
    case "opening":
      return t("edit-standing-opening");
    case "kept":
      return t("edit-standing-kept");
    case "saving":
      return t("edit-standing-saving");
    case "offline":
      return standing.waiting === 0
        ? t("edit-standing-offline")
        : t("edit-standing-waiting", { count: standing.waiting });
    case "refused":
      return t("edit-standing-refused", { why: standing.detail });
    case "outdated":
      return t("edit-standing-outdated");
  }
}
