import type { Rec, Value } from "../../doc/edit";
import type { Field } from "../../doc/schema";
import { useText, useTextOr } from "../../i18n/provider";
import { useDesk } from "../desk";

// What every field of a form has in common.

export interface FieldProps {
  record: Rec;
  field: Field;
}

/** The field's name in the reader's language, and how its value is set. */
export function useField({ record, field }: FieldProps): {
  label: string;
  set: (value: Value | null) => void;
} {
  const desk = useDesk();
  const t = useText();
  const textOr = useTextOr();
  return {
    // A field may be called otherwise on one kind of record.
    label: textOr(`edit-field-${record.kind}-${field.field}`, t(`edit-field-${field.field}`)),
    set: (value) => {
      if (value !== (record.values[field.field] ?? null))
        desk.change([{ edit: "set", id: record.id, field: field.field, value }], "why-set");
    },
  };
}
