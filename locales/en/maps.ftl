# A map as a whole: called otherwise, copied, removed and brought back.
maps-menu = Do with “{ $name }”
maps-rename = Rename this map
maps-copy = Copy this map
maps-remove = Remove this map
cmd-rename-map = Rename this map
cmd-copy-map = Copy this map
cmd-remove-map = Remove this map
maps-rename-title = Rename “{ $name }”
maps-copy-title = Copy “{ $name }”
maps-remove-title = Remove “{ $name }”?
maps-remove-text = It leaves the list of maps. Nothing of it is deleted: it comes back under “Removed maps” with its comments and its history. Whoever has it open is told.
maps-name = Name
maps-copy-name = { $name }, copy
maps-rename-it = Rename
maps-copy-it = Copy
maps-remove-it = Remove
maps-said-rename = “{ $name }” is the new name of the map.
maps-said-copy = Copied: “{ $name }” is open.
maps-said-remove = “{ $name }” was removed. It stands under “Removed maps”.
maps-said-back = “{ $name }” is back in the list of maps.
maps-removed = Removed maps: { $count }
maps-removed-help = Each comes back as it was, with everything that was written in it.
maps-bring-back = Bring back
maps-bring-back-one = Bring “{ $name }” back
unmeasured-steps = Steps
unmeasured-stages =
    { $count ->
        [one] in one stage
       *[other] in { $count } stages
    }
unmeasured-statements = Pains and opportunities
unmeasured-assumed = assumed, until there are data
unmeasured-none = There are no data behind this map yet.
unmeasured-how = How to bring some
data-none = This project has no events yet.
data-none-how = A table with who, what and when (CSV, Excel, Parquet, XES) is enough. Then bind steps to events in the editor, and every claim on the map can be weighed.
start-draft-no-events = Bring some with “wayline import events FILE”; a first map can then be discovered from them.
start-way-blank = A blank map
start-way-blank-help = One stage, one step, and the rest is yours
start-blank-about = The map begins with one stage and one step. Everything else is written on it: cards by typing, steps with “+”, a whole list by pasting.
start-blank-stage = First stage
start-blank-step = First step
story-emotion-assumed = How it is assumed to feel: { $feel }, { $value } on a scale from −2 to +2.
