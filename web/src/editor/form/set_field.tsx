import { useId, useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { addName, knownNames, takeName } from "../acts/names";
import { useDesk, useLayout } from "../desk";
import { itemsOf, titleOf } from "../kinds";
import { useField, type FieldProps } from "./field";

/** A list of names: added by typing, taken out by their buttons. Touchpoints and channels are those of the map, or new ones. */
export function SetField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const desk = useDesk();
  useLayout();
  const { label } = useField(props);
  const [typed, setTyped] = useState("");
  const id = useId();
  const items = itemsOf(record, field.field);
  const known = knownNames(desk, record, field.field);
  const nameOf = (item: string) => {
    const one = known.find((one) => one.id === item);
    return one === undefined ? item : titleOf(one);
  };
  const add = () => {
    addName(desk, record, field.field, typed, "why-set");
    setTyped("");
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
                  takeName(desk, record, field.field, item, "why-set");
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
