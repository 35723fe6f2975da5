import { useDesk, useMine } from "../desk";
import { EventsDialog } from "../evidence/events_dialog";
import { PasteDialog } from "../paste/paste_dialog";
import { ArcDialog } from "./arc_dialog";
import { FilterDialog } from "./filter_dialog";
import { LanesDialog } from "./lanes_dialog";
import { Palette } from "./palette";
import { Shortcuts } from "./shortcuts";
import { ViewDialog } from "./view_dialog";

/** The dialog that is open. */
export function Dialogs() {
  const desk = useDesk();
  const open = useMine((ui) => ui.dialog);
  const close = () => {
    desk.ui.set({ dialog: null });
  };
  switch (open?.dialog) {
    case undefined:
      return null;
    case "palette":
      return <Palette close={close} />;
    case "shortcuts":
      return <Shortcuts close={close} />;
    case "paste":
      return <PasteDialog text={open.text} close={close} />;
    case "events":
      return <EventsDialog step={open.step} close={close} />;
    case "arc":
      return <ArcDialog kind={open.kind} from={open.from} close={close} />;
    case "lanes":
      return <LanesDialog close={close} />;
    case "filter":
      return <FilterDialog close={close} />;
    case "view":
      return <ViewDialog close={close} />;
  }
}
