// Names of keys, as `Mod+Shift+Z`: Mod is Ctrl, and Cmd on Apple's machines.

export interface KeyPress {
  key: string;
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function onApple(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** The name of what was pressed. */
export function pressed(event: KeyPress, apple = onApple()): string {
  const mod = apple ? event.metaKey : event.ctrlKey;
  const ctrl = apple && event.ctrlKey;
  const parts = [mod && "Mod", ctrl && "Ctrl", event.altKey && "Alt"];
  const name = nameOf(event);
  // Signs that need Shift on some keyboards only are named without it.
  // And so are digits, where they need it.
  const sign = name.length === 1 && (!/[A-Z0-9]/.test(name) || /^[0-9]$/.test(event.key));
  if (event.shiftKey && !sign) parts.push("Shift");
  return [...parts.filter((part) => part !== false), name].join("+");
}

/** What Alt makes of plus and minus on some machines. */
const PLUS = ["+", "=", "±", "≠"];
const MINUS = ["-", "–", "—", "−"];

function nameOf({ key, code, altKey, shiftKey }: KeyPress): string {
  // With Alt, letters and digits are those of the key, whatever sign they would write.
  if (altKey && code !== undefined) {
    const plain = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
    if (plain !== undefined) return plain;
    if (PLUS.includes(key)) return "+";
    if (MINUS.includes(key)) return "-";
  }
  // Not where digits need Shift: there it writes one.
  const digit = /^Digit([01])$/.exec(code ?? "")?.[1];
  if (shiftKey && digit !== undefined && !/[0-9]/.test(key)) return digit;
  if (key === " ") return "Space";
  return key.length === 1 ? key.toUpperCase() : key;
}

/** Whether a key writes something. `Process` is an input method at work. */
export function writes(event: KeyPress): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.key === "Process" || (Array.from(event.key).length === 1 && event.key !== " ");
}

const SIGNS: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Delete: "Del",
  Escape: "Esc",
  ContextMenu: "Menu",
  "-": "−",
};

/** A key as people read it. */
export function shown(name: string, apple = onApple()): string {
  const parts = partsOf(name).map((part) => {
    if (part === "Mod") return apple ? "⌘" : "Ctrl";
    if (part === "Alt") return apple ? "⌥" : "Alt";
    if (part === "Shift") return apple ? "⇧" : "Shift";
    return SIGNS[part] ?? part;
  });
  return parts.join(apple ? "" : " + ");
}

/** The parts of a name; a plus at its end is the key itself. */
function partsOf(name: string): string[] {
  return name.endsWith("++") ? [...name.slice(0, -2).split("+"), "+"] : name.split("+");
}

/** A key as `aria-keyshortcuts` writes it. */
export function aria(name: string, apple = onApple()): string {
  return partsOf(name)
    .map((part) => (part === "+" ? "Plus" : part))
    .join("+")
    .replace("Mod", apple ? "Meta" : "Control");
}
