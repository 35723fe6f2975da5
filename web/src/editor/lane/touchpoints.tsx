import type { Rec } from "../../doc/edit";
import { useText } from "../../i18n/provider";
import { openNames } from "../acts/write";
import { Chips } from "../chips";
import { useMine, usePart } from "../desk";
import { itemsOf, titleOf } from "../kinds";
import { chipsHeight } from "../row_height";
import { cellSpot } from "../spots";
import { usePresent, useSpot, withPerson } from "../use_spot";
import type { Lane } from "./lane";

/** Over and under the chips of a cell. */
const AROUND = 20;

/** Where the customer meets us at a step, as chips; typed, with those of the map suggested. */
export const TOUCHPOINTS: Lane = {
  id: "touchpoints",
  kind: null,
  tone: "",
  from: "standard",
  Cell,
  typed: true,
  height: (_, room, { columns, library }) => {
    const heights = columns.map(({ step }) =>
      step === null ? 0 : chipsHeight(step, library, room, ["touchpoints"]),
    );
    return Math.ceil(Math.max(0, ...heights)) + AROUND;
  },
  open: (desk, step) => {
    openNames(desk, step, "touchpoints", cellSpot("touchpoints", step));
  },
};

function Cell({ step }: { step: Rec }) {
  const t = useText();
  const spot = cellSpot("touchpoints", step.id);
  const { focused } = useSpot(spot);
  const present = usePresent(spot);
  const library = usePart((layout) => layout.library);
  const writing = useMine(
    (ui) => ui.editing?.record === step.id && ui.editing.field === "touchpoints",
  );
  const names = itemsOf(step, "touchpoints").flatMap(
    (id) => titleOf(library.get(id) ?? null) || [],
  );
  const lane = t("edit-lane-touchpoints");
  return (
    <div
      className="touchpoints"
      role="group"
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
      aria-label={withPerson(
        names.length === 0 ? t("edit-empty-cell", { lane }) : `${lane}: ${names.join(", ")}`,
        present,
      )}
    >
      {(names.length > 0 || writing) && (
        <ul className="step-chips">
          <Chips step={step} field="touchpoints" />
        </ul>
      )}
    </div>
  );
}
