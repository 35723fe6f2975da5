import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Scene } from "../../api/shapes";
import { SceneItems } from "../../map/scene_svg";
import { between, columnOf, depthOf, stepFrame, wholeFrame, type Frame } from "./camera";

// The map's picture, moved to a step.

const MOVE_MS = 520;

/** The picture, moved to a step; the words beside it say the same, so nobody needs to see it. */
export function Zoomed({ scene, column }: { scene: Scene; column: number | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [shape, setShape] = useState(1);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      if (element.clientHeight > 0) setShape(element.clientWidth / element.clientHeight);
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);
  const wanted = column === null ? wholeFrame(scene) : stepFrame(scene, column, shape);
  const frame = useMoved(wanted);
  const lit = column === null ? null : columnOf(scene, column);
  return (
    <div className="zoomed" ref={box} aria-hidden="true">
      <svg viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}>
        <SceneItems scene={scene} attributes={nothing} />
        {/* Below the story the picture goes on with words, which stand beside it. */}
        <rect
          className="paper"
          x={0}
          y={depthOf(scene)}
          width={scene.width}
          height={scene.height}
        />
        {lit !== null && <Dimmed scene={scene} {...lit} />}
      </svg>
    </div>
  );
}

/** Where the veil beside the column begins to thin, so that no word at its edge is cut. */
const SOFT = 110;

/** A veil over everything but one column. */
function Dimmed(props: { scene: Scene; left: number; right: number }) {
  const { scene, left, right } = props;
  const id = useId().replace(/[^a-z0-9]/gi, "");
  const veil = (side: string, clear: number, full: number) => (
    <linearGradient id={`${id}${side}`} gradientUnits="userSpaceOnUse" x1={clear} x2={full}>
      <stop offset={0} className="veil-clear" />
      <stop offset={1} className="veil-full" />
    </linearGradient>
  );
  return (
    <g className="shade">
      <defs>
        {veil("l", left, left - SOFT)}
        {veil("r", right, right + SOFT)}
      </defs>
      <rect width={left} height={scene.height} fill={`url(#${id}l)`} />
      <rect x={right} width={scene.width} height={scene.height} fill={`url(#${id}r)`} />
    </g>
  );
}

function nothing(): Record<string, unknown> {
  return { role: "none" };
}

/** Moves to a frame; at once for those who want nothing to move. */
function useMoved(wanted: Frame): Frame {
  const [frame, setFrame] = useState(wanted);
  const now = useRef(wanted);
  const { x, y, width, height } = wanted;
  useEffect(() => {
    const to = { x, y, width, height };
    const from = now.current;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const start = performance.now();
    let turn = 0;
    const draw = (time: number) => {
      const part = still ? 1 : Math.min(1, Math.max(0, (time - start) / MOVE_MS));
      now.current = between(from, to, part);
      setFrame(now.current);
      if (part < 1) turn = requestAnimationFrame(draw);
    };
    turn = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(turn);
    };
  }, [x, y, width, height]);
  return frame;
}
