import { useField, type FieldProps } from "./field";

/** Yes, or nothing said. */
export function FlagField(props: FieldProps) {
  const { record, field } = props;
  const { label, set } = useField(props);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={record.values[field.field] === true}
        onChange={(event) => {
          set(event.target.checked ? true : null);
        }}
      />
      {label}
    </label>
  );
}
