import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";

/** How every way to a map ends: what it is called, and the button that makes it. */
export function NameAndMake(props: {
  name: string;
  change: (name: string) => void;
  /** What it is called where nobody says. */
  otherwise: string;
  /** The words of the button. */
  act: string;
  disabled: boolean;
  children?: React.ReactNode;
}) {
  const t = useText();
  const { name, change, otherwise, act, disabled, children } = props;
  return (
    <>
      <label className="asking">
        <span className="asked">{t("start-ask-name")}</span>
        <input
          type="text"
          maxLength={200}
          placeholder={otherwise}
          value={name}
          onChange={(event) => {
            change(event.target.value);
          }}
        />
      </label>
      {children}
      <div className="buttons">
        <Button type="submit" className="button primary" isDisabled={disabled}>
          {act}
        </Button>
      </div>
    </>
  );
}

/** The name that was typed, else the other. */
export function nameOr(name: string, otherwise: string): string {
  return name.trim() === "" ? otherwise : name.trim();
}
