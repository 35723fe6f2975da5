import { useText } from "../../i18n/provider";
import type { Group } from "../command/command";
import { COMMANDS } from "../commands";
import { shown } from "../keys";
import { DialogBox } from "./dialog_box";

// The list of all keys.

const GROUPS: readonly Group[] = ["edit", "insert", "move", "evidence", "talk", "view"];

/** Keys of the grid that are no commands. */
const MOVING: readonly (readonly [string, readonly string[]])[] = [
  ["edit-key-arrows", ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]],
  ["edit-key-extend", ["Shift+ArrowRight"]],
  ["edit-key-ends", ["Home", "End", "Mod+Home", "Mod+End"]],
  ["edit-key-toggle", ["Shift+Space"]],
  ["edit-key-type", ["A … Z"]],
  ["edit-key-done", ["Enter"]],
  ["edit-key-next", ["Tab"]],
  ["edit-key-line", ["Shift+Enter"]],
  ["edit-key-leave", ["Escape"]],
  ["edit-key-feeling", ["+", "-"]],
  ["edit-key-feeling-open", ["Enter"]],
];

/** Every key and what it does. */
export function Shortcuts({ close }: { close: () => void }) {
  const t = useText();
  return (
    <DialogBox title={t("cmd-shortcuts")} className="wide" close={close}>
      <div className="shortcuts">
        <section>
          <h3>{t("edit-group-grid")}</h3>
          <dl>
            {MOVING.map(([key, keys]) => (
              <Keys key={key} text={t(key)} keys={keys} />
            ))}
          </dl>
        </section>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`edit-group-${group}`)}</h3>
            <dl>
              {COMMANDS.filter((one) => one.group === group && one.keys.length > 0).map((one) => (
                <Keys key={one.id} text={one.text(t)} keys={one.keys} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogBox>
  );
}

function Keys({ text, keys }: { text: string; keys: readonly string[] }) {
  return (
    <div>
      <dt>{text}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{shown(key)}</kbd>
        ))}
      </dd>
    </div>
  );
}
