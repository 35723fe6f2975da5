import type { Rec } from "../../doc/edit";
import { fieldsOf } from "../../doc/schema";
import { ClaimField } from "../evidence/claim_field";
import { QuotesField } from "../evidence/quotes_field";
import { ChoiceField } from "./choice_field";
import { DurationField } from "./duration_field";
import { FlagField } from "./flag_field";
import { NumberField } from "./number_field";
import { RefField } from "./ref_field";
import { SetField } from "./set_field";
import { TextField } from "./text_field";
import { WordField } from "./word_field";
import type { FieldProps } from "./field";

/** Everything that can be said of a record, field by field as the schema has them. */
export function RecordForm({ record, skip }: { record: Rec; skip?: readonly string[] }) {
  return (
    <div className="form">
      {fieldsOf(record.kind)
        .filter(({ field }) => skip?.includes(field) !== true)
        .map((field) => (
          <AnyField key={`${record.id} ${field.field}`} record={record} field={field} />
        ))}
    </div>
  );
}

function AnyField(props: FieldProps) {
  if (props.field.field === "quotes") return <QuotesField {...props} />;
  switch (props.field.type) {
    case "text":
      return <TextField {...props} />;
    case "word":
      return props.field.field === "limit" ? (
        <DurationField {...props} />
      ) : (
        <WordField {...props} />
      );
    case "choice":
      return <ChoiceField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "flag":
      return <FlagField {...props} />;
    case "set":
      return <SetField {...props} />;
    case "ref":
      return <RefField {...props} />;
    case "claim":
      return <ClaimField {...props} claim />;
    case "question":
      return <ClaimField {...props} claim={false} />;
  }
}
