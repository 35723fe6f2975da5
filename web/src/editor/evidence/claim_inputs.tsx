import { useId, useState } from "react";
import { getActivities } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { isOp, OPS, type Claim, type ClaimFieldName } from "./claim";

/** What an operator is asked about: activities by their real names, and a window. */
export function ClaimInputs({ claim, say }: { claim: Claim; say: (claim: Claim) => void }) {
  const [activities] = useRemote(getActivities);
  const id = useId();
  const fields = isOp(claim.op) ? OPS[claim.op].fields : [];
  return (
    <>
      {fields.map((field) => (
        <Input key={`${claim.op} ${field}`} list={id} claim={claim} field={field} say={say} />
      ))}
      <datalist id={id}>
        {activities.state === "ready" &&
          activities.value.map(({ activity }) => <option key={activity} value={activity} />)}
      </datalist>
    </>
  );
}

function Input(props: {
  list: string;
  claim: Claim;
  field: ClaimFieldName;
  say: (claim: Claim) => void;
}) {
  const { claim, field, say } = props;
  const t = useText();
  const value = claim[field];
  const there = Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === null || typed.trim() === there) {
      setTyped(null);
      return;
    }
    const next = { ...claim };
    const words = typed.trim();
    if (field === "steps")
      next.steps = words.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
    else if (words === "" && (field === "about" || field === "within"))
      Reflect.deleteProperty(next, field);
    else next[field] = words;
    setTyped(null);
    say(next);
  };
  return (
    <label className="field">
      <span>{t(`edit-claim-${field}`)}</span>
      <input
        list={field === "within" || field === "steps" ? undefined : props.list}
        value={typed ?? there}
        spellCheck={false}
        placeholder={field === "within" ? "7d" : field === "steps" ? "view, cart, pay" : ""}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
        }}
      />
    </label>
  );
}
