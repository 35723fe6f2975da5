import { createPortal } from "react-dom";
import { useText } from "../i18n/provider";
import { useMine } from "./desk";

/** Where what is dragged would land, and what it is. */
export function DropLine() {
  const t = useText();
  const drag = useMine((ui) => ui.drag);
  if (drag === null) return null;
  const { drop } = drag;
  return (
    <>
      {drop !== null && (
        <div
          className="drop-line"
          style={{ left: drop.x, top: drop.y, width: drop.width, height: drop.height }}
        />
      )}
      {createPortal(
        <div className="drag-ghost" style={{ left: drag.x + 14, top: drag.y + 12 }}>
          {drag.count > 1 ? t("edit-dragging", { count: drag.count }) : drag.label}
        </div>,
        document.body,
      )}
    </>
  );
}
