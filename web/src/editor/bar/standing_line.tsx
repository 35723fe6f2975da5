import { useEffect, useSyncExternalStore } from "react";
import { Button } from "react-aria-components";
import type { Standing } from "../../doc/live_map";
import { useText, useTextOr, type Text } from "../../i18n/provider";
import { useDesk } from "../desk";
import { JoinAgain } from "../join_again";
import { reasonOf, type TextOr } from "../panel/change_words";

// Whether what was written is safe, in words; and the way to what the server did not take.

export function StandingLine() {
  const t = useText();
  const textOr = useTextOr();
  const { live } = useDesk();
  const standing = useSyncExternalStore(live.subscribe, () => live.standing());
  const bad = standing.state === "refused" || standing.state === "outdated";
  useHeld(standing);
  return (
    <>
      <span
        className={`standing ${standing.state}`}
        role="status"
        aria-live={bad ? "assertive" : "polite"}
      >
        {wordsOf(standing, t, textOr)}
        {standing.unsafe !== undefined && (
          <span className="unsafe"> · {t(`edit-standing-unsafe-${standing.unsafe}`)}</span>
        )}
      </span>
      <Ways standing={standing} />
    </>
  );
}

/** What can be done about it. */
function Ways({ standing }: { standing: Standing }) {
  const t = useText();
  const { ui, live } = useDesk();
  const { aside = 0, state } = standing;
  const show = t(state === "refused" || aside === 0 ? "edit-aside-show" : "edit-aside-count", {
    count: aside,
  });
  const waits = waitingOf(standing) > 0;
  const kept =
    state === "outdated" || (waits && (state === "refused" || standing.unsafe !== undefined));
  return (
    <>
      {state === "outdated" && (
        <Button
          className="button small"
          onPress={() => {
            globalThis.location.reload();
          }}
        >
          {t("edit-standing-reload")}
        </Button>
      )}
      {state === "refused" && standing.code === "nobody" && <JoinAgain was={live.me} />}
      {(aside > 0 || kept) && (
        <Button
          className="button small standing-aside"
          onPress={() => {
            ui.set({ panel: "aside" });
          }}
        >
          {show}
        </Button>
      )}
    </>
  );
}

function waitingOf(standing: Standing): number {
  return "waiting" in standing ? standing.waiting : 0;
}

/** Where the browser keeps nothing, it asks before it closes a tab with what the server does not have. */
function useHeld(standing: Standing): void {
  const held = standing.unsafe !== undefined && waitingOf(standing) > 0;
  useEffect(() => {
    if (!held) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, [held]);
}

export function wordsOf(standing: Standing, t: Text, textOr: TextOr): string {
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
      return standing.unwelcome === true
        ? t("edit-standing-unwelcome", {
            why: textOr(`edit-unwelcome-${standing.code}`, standing.detail),
          })
        : t("edit-standing-refused", {
            count: standing.aside ?? 0,
            why: reasonOf(standing, { t, textOr }),
          });
    case "outdated":
      return t("edit-standing-outdated", { count: standing.waiting });
  }
}
