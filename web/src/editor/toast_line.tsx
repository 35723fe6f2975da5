import { useEffect } from "react";
import { Button } from "react-aria-components";
import { useText } from "../i18n/provider";
import { useDesk, useMine } from "./desk";

/** What just happened, with a way back. */
export function ToastLine() {
  const t = useText();
  const desk = useDesk();
  const toast = useMine((ui) => ui.toast);
  useEffect(() => {
    if (toast === null) return;
    const wait = setTimeout(() => {
      desk.ui.set({ toast: null });
    }, 8000);
    return () => {
      clearTimeout(wait);
    };
  }, [desk, toast]);
  if (toast === null) return null;
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          className="button small"
          onPress={() => {
            desk.live.undo();
            desk.ui.set({ toast: null });
          }}
        >
          {t("cmd-undo")}
        </Button>
      )}
      <Button
        className="button small"
        aria-label={t("close")}
        onPress={() => {
          desk.ui.set({ toast: null });
        }}
      >
        ✕
      </Button>
    </div>
  );
}
