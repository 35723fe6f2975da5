import { useState } from "react";
import { Button } from "react-aria-components";
import { getPersona, putPersona, type TaggedPersona } from "../../api/live_api";
import { codeOf, type Trouble } from "../../api/problem";
import { useText } from "../../i18n/provider";
import { go } from "../../route";
import { TroubleLine, useDoing } from "../asked";
import { useSomebody } from "../somebody";
import { draftOf, fileNameOf, LISTS, personaOf, type Draft } from "./persona_form";
import { RuleField } from "./rule_field";

/** Whether somebody else wrote in the meantime. */
export function changedMeanwhile(trouble: Trouble | null): boolean {
  if (trouble?.kind === "strange") return trouble.status === 412 || trouble.status === 409;
  return trouble?.kind === "problem" && codeOf(trouble.problem) === "changed-meanwhile";
}

/** Writes a persona; what somebody else wrote meanwhile is never written over unseen. */
export function PersonaEditor(props: {
  /** The name of its file; `null` for a new one. */
  name: string | null;
  found: TaggedPersona | null;
  written: (persona: TaggedPersona) => void;
  close: (() => void) | null;
}) {
  const t = useText();
  const { name, found } = props;
  const [draft, setDraft] = useState<Draft>(() => {
    const draft = draftOf(found?.persona ?? null);
    return found === null && name !== null ? { ...draft, persona: name } : draft;
  });
  const [etag, setEtag] = useState(found?.etag ?? null);
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const file = name ?? fileNameOf(draft.persona);
  const persona = personaOf(draft);
  const save = () => {
    asSomebody(() => {
      void run(() => putPersona(file, persona, etag)).then((written) => {
        if (written === null) return;
        props.written(written);
        if (name === null) go({ page: "persona", name: file }, "replace");
      });
    });
  };
  const readTheirs = () => {
    void run(() => getPersona(file, new AbortController().signal)).then((theirs) => {
      if (theirs === null) return;
      setDraft(draftOf(theirs.persona));
      setEtag(theirs.etag);
    });
  };
  return (
    <article className="persona">
      <h1>{found === null ? t("personas-new") : (found.persona.name ?? found.persona.persona)}</h1>
      <form
        className="questions"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="two">
          <Word
            label={t("personas-name")}
            help={t("personas-name-help")}
            value={draft.persona}
            change={(persona) => {
              setDraft({ ...draft, persona });
            }}
          />
          <Word
            label={t("personas-shown-name")}
            help={t("personas-shown-name-help")}
            value={draft.name}
            change={(name) => {
              setDraft({ ...draft, name });
            }}
          />
        </div>
        <RuleField
          rule={draft.rule}
          change={(rule) => {
            setDraft({ ...draft, rule });
          }}
        />
        <div className="two">
          {LISTS.map((list) => (
            <label key={list} className="asking">
              <span className="asked">{t(`personas-${list}`)}</span>
              <span className="quiet">{t(`personas-${list}-help`)}</span>
              <textarea
                rows={4}
                value={draft.lists[list]}
                onChange={(event) => {
                  setDraft({ ...draft, lists: { ...draft.lists, [list]: event.target.value } });
                }}
              />
            </label>
          ))}
        </div>
        <TroubleLine trouble={doing.trouble} />
        {changedMeanwhile(doing.trouble) && (
          <p>
            <Button className="button" onPress={readTheirs}>
              {t("personas-read-theirs")}
            </Button>
          </p>
        )}
        <div className="buttons">
          <Button
            type="submit"
            className="button primary"
            isDisabled={doing.busy || persona.persona === "" || file === ""}
          >
            {t("personas-save")}
          </Button>
          {props.close !== null && (
            <Button className="button" onPress={props.close}>
              {t("pages-cancel")}
            </Button>
          )}
        </div>
      </form>
      {asking}
    </article>
  );
}

function Word(props: {
  label: string;
  help: string;
  value: string;
  change: (value: string) => void;
}) {
  return (
    <label className="asking">
      <span className="asked">{props.label}</span>
      <span className="quiet">{props.help}</span>
      <input
        type="text"
        maxLength={200}
        value={props.value}
        onChange={(event) => {
          props.change(event.target.value);
        }}
      />
    </label>
  );
}
