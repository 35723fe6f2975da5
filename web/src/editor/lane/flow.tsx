import { memo, useMemo, type CSSProperties } from "react";
import type { Rec } from "../../doc/edit";
import { useReader, useText } from "../../i18n/provider";
import { area, near, type Point } from "../curve";
import { useMine, usePart } from "../desk";
import type { Figures } from "../evidence/figures";
import { itemsOf } from "../kinds";
import type { Layout } from "../layout";
import { cellSpot } from "../spots";
import { usePresent, useSpot, withPerson } from "../use_spot";
import type { Lane, Spread } from "./lane";

/** How many take each step and where they leave, as measured; nobody can write here. */
export const FLOW: Lane = {
  id: "flow",
  kind: null,
  tone: "",
  from: "standard",
  Spread: memo(Picture),
  Cell,
};

const HEIGHT = 150;
const MIDDLE = 66;
const WIDEST = 108;
const TINTS = 5;

function Picture({ width, from, to }: Spread) {
  const columns = usePart((layout) => layout.columns);
  const stages = usePart((layout) => layout.stages);
  const figures = useMine((ui) => ui.figures);
  const river = useMemo(() => riverOf(columns, figures, width), [columns, figures, width]);
  if (figures === null || river === null) return null;
  const { most } = figures;
  const total = columns.length * width;
  const seen = (points: readonly Point[]) => near(points, from * width, to * width);
  const tintAt = (column: number) =>
    stages.findIndex(({ from, count }) => column >= from && column < from + count) % TINTS;
  return (
    <svg className="spread-picture flow-picture" width={total} height={HEIGHT} aria-hidden="true">
      <defs>
        <linearGradient id="editor-flow" gradientUnits="userSpaceOnUse" x1={0} x2={total}>
          {columns.map(({ key }, i) => (
            <stop key={key} offset={(i + 0.5) / columns.length} className={`water-${tintAt(i)}`} />
          ))}
        </linearGradient>
      </defs>
      {columns.map(({ step, key }, i) => {
        if (i < from || i >= to) return null;
        const left = step === null ? null : figures.steps.get(step.id);
        if (left?.left.value == null || left.count === null || i === columns.length - 1)
          return null;
        return (
          <path
            key={key}
            className="leak"
            d={leak((i + 0.5) * width, width, left.count / most, left.left.value)}
          />
        );
      })}
      <path
        d={area(seen(river.high), seen(river.low))}
        fill="url(#editor-flow)"
        className="water"
      />
    </svg>
  );
}

/** The edges of the river: from end to end of the map, as wide there as at the first and the last step. `null` where nobody was counted. */
function riverOf(
  columns: Layout["columns"],
  figures: Figures | null,
  width: number,
): { high: readonly Point[]; low: readonly Point[] } | null {
  const most = figures?.most ?? 0;
  if (figures === null || most === 0) return null;
  const high: Point[] = [];
  const low: Point[] = [];
  columns.forEach(({ step }, i) => {
    const count = step === null ? null : (figures.steps.get(step.id)?.count ?? null);
    if (count === null) return;
    const half = Math.max(0.8, (count / most) * (WIDEST / 2));
    const x = (i + 0.5) * width;
    high.push({ x, y: MIDDLE - half });
    low.push({ x, y: MIDDLE + half });
  });
  const whole = (points: readonly Point[]) => [
    { x: 0, y: points[0]?.y ?? MIDDLE },
    ...points,
    { x: columns.length * width, y: points.at(-1)?.y ?? MIDDLE },
  ];
  return { high: whole(high), low: whole(low) };
}

/** How wide the ribbon of those who leave is, where there is room for it. */
function ribbon(share: number, left: number): number {
  return Math.max(1.5, share * left * WIDEST);
}

/** The ribbon of those who leave after a step. */
function leak(x: number, width: number, share: number, left: number): string {
  const bottom = MIDDLE + share * (WIDEST / 2);
  const wide = Math.min(width * 0.4, ribbon(share, left));
  const from = x + width * 0.12;
  const to = from + width * 0.16;
  const foot = HEIGHT - 4;
  return (
    `M${from},${bottom - wide * 0.6}C${from + 20},${bottom - wide * 0.6} ${to},${bottom} ${to},${foot}` +
    `L${to + wide},${foot}C${to + wide},${bottom - 8} ${from + wide + 18},${bottom - wide} ${from + wide * 0.6},${bottom - wide}Z`
  );
}

/** Whether the river is too thin to write on. */
function thin(count: number, most: number): boolean {
  return (count / most) * WIDEST < 20;
}

function Cell({ step }: { step: Rec }) {
  const t = useText();
  const { format } = useReader();
  const spot = cellSpot("flow", step.id);
  const { focused } = useSpot(spot);
  const present = usePresent(spot);
  const figure = useMine((ui) => ui.figures?.steps.get(step.id) ?? null);
  const none = useMine((ui) => (ui.figures?.most ?? 0) === 0);
  const most = useMine((ui) => ui.figures?.most ?? 0);
  const left = figure?.left.value ?? null;
  const bound = itemsOf(step, "match");
  const leave = left === null ? "" : `; ${t("edit-leave", { share: format.percent(left) })}`;
  const said =
    figure?.count == null
      ? bound.join(", ") || t("edit-unbound")
      : `${t("edit-journeys", { count: figure.count })}${leave}`;
  return (
    <div
      className={none ? "flow none" : "flow"}
      role="group"
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
      aria-label={withPerson(`${t("edit-lane-flow")}: ${said}`, present)}
    >
      {figure?.count == null ? (
        <span className="flow-unbound">
          {bound.length > 0 ? bound.join(", ") : t("edit-unbound")}
        </span>
      ) : (
        <strong className={thin(figure.count, most) ? "flow-count thin" : "flow-count"}>
          {format.short(figure.count)}
        </strong>
      )}
      {left !== null && left >= 0.001 && (
        <span
          className={left >= 0.3 ? "flow-left bad" : "flow-left"}
          style={
            {
              "--ribbon": `${ribbon((figure?.count ?? 0) / Math.max(1, most), left)}px`,
            } as CSSProperties
          }
        >
          −{format.percent(left)}
        </span>
      )}
    </div>
  );
}
