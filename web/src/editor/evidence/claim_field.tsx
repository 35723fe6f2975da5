import { useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk, useLayout } from "../desk";
import { useField, type FieldProps } from "../form/field";
import { itemsOf, wordOf } from "../kinds";
import { firstClaim, isOp, missingIn, OPS, readClaim, type Claim, type Op } from "./claim";
import { BEGUN } from "./begun_claims";
import { ClaimInputs } from "./claim_inputs";
import { ScopeField } from "./scope_field";
import { ThresholdField } from "./threshold_field";
import { Weighing } from "./weighing";

/** What the data must say for a card to hold, with what it is worth as it is written; a question where there is nothing to hold. */
export function ClaimField(props: FieldProps & { claim: boolean }) {
  const { record, field } = props;
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const { label, set } = useField(props);
  const there = wordOf(record, field.field);
  // What is not whole yet stays beside the map: only what can be asked goes into it.
  const place = `${desk.id} ${record.id} ${field.field}`;
  const [begun, setState] = useState<Claim | null>(() => BEGUN.get(place) ?? null);
  const setBegun = (next: Claim | null) => {
    if (next === null) BEGUN.delete(place);
    else BEGUN.set(place, next);
    setState(next);
  };
  const kept = readClaim(there);
  const claim = begun ?? kept;
  const step = layout.stepOf.get(record.id) ?? null;
  const stepRecord = step === null ? undefined : layout.alive.get(step);
  const bound = stepRecord === undefined ? [] : itemsOf(stepRecord, "match");

  const say = (next: Claim) => {
    if (missingIn(next).length > 0) {
      setBegun(next);
      return;
    }
    setBegun(null);
    set(JSON.stringify(next));
  };
  const choose = (op: string) => {
    if (op === "") {
      setBegun(null);
      set(null);
      return;
    }
    if (!isOp(op)) return;
    const next = firstClaim(op, bound);
    if (!props.claim) delete next.is;
    say(next);
  };
  const scope = (claim: Claim, field: "where" | "against") => (
    <ScopeField
      key={field}
      label={t(`edit-claim-${field}`)}
      example={field === "where" ? 'channel = "app"' : 'channel = "web"'}
      there={typeof claim[field] === "string" ? claim[field] : ""}
      say={(filter) => {
        const next = { ...claim };
        if (filter === "") Reflect.deleteProperty(next, field);
        else next[field] = filter;
        say(next);
      }}
    />
  );
  const known = claim !== null && isOp(claim.op);
  return (
    <fieldset className="field claim-field" data-field={field.field}>
      <legend>{label}</legend>
      <select
        value={claim?.op ?? ""}
        aria-label={t("edit-claim-op")}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">{t("edit-claim-none")}</option>
        {(Object.keys(OPS) as Op[]).map((op) => (
          <option key={op} value={op}>
            {t(`edit-op-${op}`)}
          </option>
        ))}
        {claim !== null && !known && <option value={claim.op}>{claim.op}</option>}
      </select>
      {claim !== null && known && (
        <>
          <ClaimInputs claim={claim} say={say} />
          {props.claim && (
            <ThresholdField
              key={claim.op}
              op={claim.op as Op}
              is={claim.is}
              say={(is) => {
                say({ ...claim, is });
              }}
            />
          )}
          {scope(claim, "where")}
          {props.claim && scope(claim, "against")}
        </>
      )}
      {claim !== null && !known && <code className="claim-code">{there}</code>}
      {begun !== null && (
        <p className="quiet" role="status">
          {t(kept === null ? "edit-claim-open" : "edit-claim-open-kept", {
            missing: missingIn(begun)
              .map((one) => t(`edit-claim-missing-${one}`))
              .join(", "),
          })}
        </p>
      )}
      {props.claim && claim !== null && begun === null && (
        <Weighing map={desk.id} step={step} card={record.id} claim={there} />
      )}
      {bound.length === 0 && step !== null && claim !== null && (
        <p className="quiet">
          {t("edit-claim-unbound")}{" "}
          <Button
            className="button small"
            onPress={() => {
              desk.ui.set({ dialog: { dialog: "events", step } });
            }}
          >
            {t("cmd-events")}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
