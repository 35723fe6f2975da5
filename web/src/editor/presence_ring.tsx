import { inkOn } from "./colours";
import { usePresent } from "./use_spot";

/** A ring in the colour of whoever else is here, with their name. */
export function PresenceRing({ spot }: { spot: string }) {
  const present = usePresent(spot);
  if (present === null) return null;
  const { name, colour } = present.person;
  return (
    <span className="ring" aria-hidden="true" style={{ borderColor: colour }}>
      <span className="ring-name" style={{ background: colour, color: inkOn(colour) }}>
        {name}
      </span>
    </span>
  );
}
