// A Scene as SVG elements. Everything from the data arrives as text or number, nothing as markup.
import { memo, useId, type ReactNode } from "react";
import type {
  Scene,
  SceneGroup,
  SceneItem,
  SceneMove,
  ScenePaint,
  SceneStroke,
  SceneText,
} from "../api/shapes";

const FAMILY =
  "Inter, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const WEIGHTS = { regular: 400, medium: 500, semi_bold: 600, italic: 400 } as const;

/** The picture, drawn once a scene. */
export const SceneItems = memo(function SceneItems(props: {
  scene: Scene;
  attributes: (group: SceneGroup) => Record<string, unknown>;
}) {
  const prefix = useId().replace(/[^a-z0-9]/gi, "");
  const gradients: { id: string; paint: Across }[] = [];
  const paintOf = (paint: ScenePaint | null | undefined): string => {
    if (paint == null) return "none";
    if (typeof paint === "string") return paint;
    const id = `${prefix}-${gradients.length}`;
    gradients.push({ id, paint });
    return `url(#${id})`;
  };
  const draw = (item: SceneItem, key: number): ReactNode => {
    switch (item.item) {
      case "group":
        return (
          <g key={key} {...props.attributes(item)}>
            {item.items.map(draw)}
          </g>
        );
      case "rect":
        return item.top_radius === item.bottom_radius ? (
          <rect
            key={key}
            x={item.x}
            y={item.y}
            width={item.width}
            height={item.height}
            rx={item.top_radius}
            fill={paintOf(item.fill)}
            {...strokeOf(item.stroke)}
          />
        ) : (
          <path key={key} d={rounded(item)} fill={paintOf(item.fill)} {...strokeOf(item.stroke)} />
        );
      case "path":
        return (
          <path
            key={key}
            d={item.moves.map(moveOf).join("")}
            fill={paintOf(item.fill)}
            opacity={item.opacity}
            {...strokeOf(item.stroke)}
          />
        );
      case "circle":
        return (
          <circle
            key={key}
            cx={item.x}
            cy={item.y}
            r={item.radius}
            fill={paintOf(item.fill)}
            {...strokeOf(item.stroke)}
          />
        );
      case "text":
        return <Run key={key} run={item} />;
    }
  };
  const items = props.scene.items.map(draw);
  return (
    <>
      <defs>
        {gradients.map(({ id, paint }) => (
          <linearGradient
            key={id}
            id={id}
            gradientUnits="userSpaceOnUse"
            x1={paint.x1}
            x2={paint.x2}
            y1={0}
            y2={0}
          >
            {paint.stops.map(([offset, colour], i) => (
              <stop key={i} offset={offset} stopColor={colour} />
            ))}
          </linearGradient>
        ))}
      </defs>
      {items}
    </>
  );
});

type Across = Exclude<ScenePaint, string>;

/** One run of text where the server measured it. */
export function Run({ run }: { run: SceneText }) {
  return (
    <text
      x={run.x}
      y={run.y}
      fontFamily={FAMILY}
      fontSize={run.size}
      fontWeight={WEIGHTS[run.face]}
      fontStyle={run.face === "italic" ? "italic" : undefined}
      letterSpacing={run.spacing === 0 ? undefined : run.spacing}
      fill={run.fill}
      xmlSpace="preserve"
    >
      {/* The space keeps the words of neighbouring runs apart in what a screen reader says. */}
      {run.text + " "}
    </text>
  );
}

function strokeOf(stroke: SceneStroke | null | undefined) {
  if (stroke == null) return {};
  return {
    stroke: stroke.colour,
    strokeWidth: stroke.width,
    strokeDasharray: stroke.dash?.length ? stroke.dash.join(" ") : undefined,
  };
}

export function moveOf(move: SceneMove): string {
  if (move === "close") return "Z";
  if ("to" in move) return `M${move.to.join(" ")}`;
  if ("line" in move) return `L${move.line.join(" ")}`;
  return `C${move.curve.join(" ")}`;
}

type SceneRect = Extract<SceneItem, { item: "rect" }>;

/** A rectangle whose upper and lower corners differ. */
function rounded({ x, y, width, height, top_radius: top, bottom_radius: foot }: SceneRect): string {
  const right = x + width;
  const bottom = y + height;
  const corner = (radius: number, toX: number, toY: number) =>
    radius > 0 ? `A${radius} ${radius} 0 0 1 ${toX} ${toY}` : "";
  return [
    `M${x + top} ${y}H${right - top}`,
    corner(top, right, y + top),
    `V${bottom - foot}`,
    corner(foot, right - foot, bottom),
    `H${x + foot}`,
    corner(foot, x, bottom - foot),
    `V${y + top}`,
    corner(top, x + top, y),
    "Z",
  ].join("");
}
