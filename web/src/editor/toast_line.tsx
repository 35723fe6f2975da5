import { useEffect, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { Button } from "react-aria-components";
import { useText } from "../i18n/provider";
import { undoDeed } from "./acts/undo";
import { useDesk, useMine } from "./desk";
import { elementAt } from "./go_to";

/** What just happened, with a way back as long as nothing else was done. */
export function ToastLine() {
  const t = useText();
  const desk = useDesk();
  const toast = useMine((ui) => ui.toast);
  const last = useSyncExternalStore(
    desk.live.subscribe,
    () => desk.live.undoable()?.number ?? null,
  );
  const deed = toast?.undo ?? false;
  const over = deed !== false && deed !== last;
  const back = () => {
    desk.ui.set({ toast: null });
    elementAt(desk.ui.get().focus)?.focus();
  };
  useEffect(() => {
    if (toast === null) return;
    if (over) {
      desk.ui.set({ toast: null });
      return;
    }
    const wait = setTimeout(
      () => {
        desk.ui.set({ toast: null });
      },
      toast.offers === undefined ? 8_000 : 60_000,
    );
    return () => {
      clearTimeout(wait);
    };
  }, [desk, toast, over]);
  if (toast === null || over) return null;
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {deed !== false && (
        <Button
          className="button small"
          onPress={() => {
            flushSync(() => {
              undoDeed(desk, deed);
            });
            back();
          }}
        >
          {t("cmd-undo")}
        </Button>
      )}
      {toast.offers !== undefined && (
        <Button
          className="button small"
          onPress={() => {
            desk.ui.set({ toast: null });
            toast.offers?.run();
          }}
        >
          {toast.offers.label}
        </Button>
      )}
      <Button className="button small" aria-label={t("close")} onPress={back}>
        ✕
      </Button>
    </div>
  );
}
