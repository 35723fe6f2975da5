import { useId, useState } from "react";
import { Button } from "react-aria-components";
import type { Edit } from "../../doc/edit";
import { useText } from "../../i18n/provider";
import { useDesk, useLayout } from "../desk";
import { itemsOf, titleOf } from "../kinds";
import { adding } from "../new_record";
import { ranksBetween } from "../places";
import { useField, type FieldProps } from "./field";

/** A list of names: added by typing, taken out by their buttons. Touchpoints and channels are those of the map, or new ones. */
export function SetField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const { label } = useField(props);
  const [typed, setTyped] = useState("");
  const id = useId();
  const items = itemsOf(record, field.field);
  const known =
    field.to === undefined
      ? []
      : [...layout.library.values()].filter(({ kind }) => kind === field.to);
  const nameOf = (item: string) => {
    const one = known.find((one) => one.id === item);
    return one === undefined ? item : titleOf(one);
  };
  const add = () => {
    const name = typed.trim();
    if (name === "") return;
    const edits: Edit[] = [];
    let item = name;
    if (field.to !== undefined) {
      const there = known.find((one) => titleOf(one).toLowerCase() === name.toLowerCase());
      if (there === undefined) {
        const made = adding(desk.live.snapshot(), layout.map.id, field.to, { name });
        edits.push(...made.edits);
        item = made.id;
      } else item = there.id;
    }
    setTyped("");
    if (items.includes(item)) return;
    const last = record.sets[field.field]?.at(-1)?.rank ?? null;
    const [rank = "V"] = ranksBetween(last, null, [item]);
    desk.change(
      [...edits, { edit: "put", id: record.id, field: field.field, item, rank }],
      "why-set",
    );
  };
  return (
    <div className="field" role="group" aria-labelledby={`${id}l`}>
      <span id={`${id}l`}>{label}</span>
      {items.length > 0 && (
        <ul className="tag-list">
          {items.map((item) => (
            <li key={item} className="chip">
              {nameOf(item)}
              <Button
                aria-label={t("edit-take-out", { name: nameOf(item) })}
                onPress={() => {
                  desk.change(
                    [{ edit: "take", id: record.id, field: field.field, item }],
                    "why-set",
                  );
                }}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      <span className="beside">
        <input
          value={typed}
          list={`${id}d`}
          maxLength={200}
          aria-label={t("edit-add-to", { field: label })}
          placeholder={t("edit-add-to", { field: label })}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
        />
        <Button className="button small" onPress={add} isDisabled={typed.trim() === ""}>
          {t("edit-add")}
        </Button>
      </span>
      <datalist id={`${id}d`}>
        {known
          .filter(({ id }) => !items.includes(id))
          .map((one) => (
            <option key={one.id} value={titleOf(one)} />
          ))}
      </datalist>
    </div>
  );
}
