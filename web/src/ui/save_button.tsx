import { Button } from "react-aria-components";

/** Gives the reader a file with what `content` makes. */
export function SaveButton(props: {
  label: string;
  name: string;
  type: string;
  content: () => string;
}) {
  return (
    <Button
      className="button small"
      onPress={() => {
        const address = URL.createObjectURL(new Blob([props.content()], { type: props.type }));
        const link = document.createElement("a");
        link.href = address;
        link.download = props.name;
        link.click();
        // The browser has begun to write by then.
        setTimeout(() => {
          URL.revokeObjectURL(address);
        }, 60_000);
      }}
    >
      {props.label}
    </Button>
  );
}
