# Personas, saved views, verbatims, two sides of a map, libraries of all maps.
whose-all = All customers
whose-loading = Persona · { $name } · …
whose-of = Persona · { $name } · { $share } of { $unit ->
    [customer] customers
   *[other] journeys
}
whose-label = Whose journeys: { $now }
whose-clear = Show all customers
whose-said = Every figure is of { $name }: { $journeys } of { $of } { $unit ->
    [customer] customers
   *[other] journeys
}
whose-choose = Figures of a persona
whose-manage = Personas and their rules …
saved-now = Shown now
saved-filter = filtered
saved-lanes = { $count ->
    [one] { $count } lane
   *[other] { $count } lanes
}
saved-persona = persona { $name }
saved-title = Saved views
saved-help = A view keeps the filter, the lanes, the level of detail and the persona. It is there for everybody, and changes nothing on the map.
saved-none = No view is saved yet.
saved-use = Show
saved-use-one = Show { $name }
saved-rename = Name of the view { $name }
saved-over = Keep what is shown now
saved-over-one = Keep what is shown now as { $name }
saved-link = Copy link
saved-link-one = Copy the link to { $name }
saved-copied = The link is copied: { $link }
saved-delete-one = Delete the view { $name }
saved-shown = The view { $name } is shown
saved-new = Name for what is shown now
saved-gone = That view is not there any more
saved-manage = Save and manage views …
filter-lanes = Lanes that I see
filter-lanes-help = Only for you; the map keeps its own.
filter-matching = { $count ->
    [0] Nothing matches
    [one] { $count } card or step matches
   *[other] { $count } cards and steps match
}
said-quote = “{ $text }”
said-gone = These words are not here any more
said-loading = Looking for the words …
said-search = Search what was said
said-pick = Choose words of customers
said-add = Use these words
said-remove = Take these words out
said-none = Nobody said anything that matches.
said-found = { $shown } of { $total }
said-everywhere = Also at other steps
said-rating = rated { $rating }
sides-or = This map: personas, times, versions
sides-a = First side
sides-b = Second side
sides-whose = Whose journeys
sides-version = The map as it was
sides-now = as it is now
sides-until = Only what happened before
sides-until-of = before { $day }
sides-then = Data of that day too
sides-same = Both sides rest on the same journeys: what differs is what the map says of them. They are no sample of each other, so no difference has an interval or is told apart.
sides-alike = Both sides are the same. Choose another persona, time or version for one of them.
sides-rule = Told apart (●): the 95% interval of the difference has no zero in it, both sides have at least the minimum base, and of the { $family } differences looked at fewer than 5% are expected to be chance (Benjamini–Hochberg). Intervals: Newcombe’s method 10 and its extension. Customers on both sides make an interval wider than it need be, where both sides ask the same of them.
sides-told = { $count ->
    [0] No difference is told apart.
    [one] { $count } difference is told apart.
   *[other] { $count } differences are told apart.
}
sides-points = { $value } pt
sides-step = Step
sides-figure = Figure
sides-difference = Difference
sides-whole = The whole map
sides-only = only in: { $name }
sides-untold = Not told apart: { $reasons }.
sides-untold-zero = { $count } with zero in the interval
sides-untold-base = { $count } from too few journeys
sides-untold-chance = { $count } that may be chance among so many
sides-why-zero = zero is in the interval
sides-why-base = too few journeys
sides-why-chance = may be chance among so many
sides-q = q { $q }
sides-only-told = Only what is told apart
sides-is-told = told apart
sides-table = Figures of both sides, step by step
sides-figure-taken = come here
sides-figure-left = leave here
sides-figure-wait = wait (median)
sides-figure-emotion = emotion
sides-figure-goal = reach the goal
sides-figure-explained = explained by the map
shelves-title = Library of all maps
shelves-help = Touchpoints and channels of every map. A new name, or one for several, is written on all maps at once; you see what changes before it does, and can take it back map by map.
nav-library = Library
shelves-all-maps = Rename in all maps …
shelves-search = Search names
shelves-choose = Choose { $name }
shelves-none = No map names any yet.
shelves-unused = in no step
shelves-maps = { $count ->
    [one] { $count } map
   *[other] { $count } maps
}
shelves-alike = written otherwise: { $names }
shelves-to = New name for { $names }
shelves-name = Name
shelves-becomes = { $names } → { $to }
shelves-look = See what changes
shelves-do = { $count ->
    [one] Change { $count } map
   *[other] Change { $count } maps
}
shelves-would = would be changed
shelves-changed = changed
shelves-refused = not changed
shelves-back = taken back
shelves-left = { $count ->
    [one] { $count } change was changed again since, and stays
   *[other] { $count } changes were changed again since, and stay
}
shelves-not-back = Not taken back: { $why }
shelves-undo = Take back
shelves-undo-one = Take back on { $map }
shelves-undo-all = Take back on all { $count } maps
shelves-nothing = Nothing would change.
shelves-merges = becomes one with another
shelves-of-map = All maps at once: the library of the project
merge-theirs-came = Somebody else changed this persona meanwhile.
merge-done = What both of you changed is put together: look, and save again.
merge-both = Both of you changed these. Choose for each.
merge-mine = Mine
merge-theirs = Theirs
merge-was = It was: { $text }
merge-empty = nothing
merge-field-persona = What maps call it
merge-field-name = Name for the reader
merge-field-rule = Rule
merge-newer = Somebody else has just changed this persona. What you write is put together with theirs when you save.
merge-follows = { $count ->
    [one] { $count } map names it: it will follow the new name.
   *[other] { $count } maps name it: they will follow the new name.
}
merge-followed = Maps that follow the new name
merge-as-of = as of { $day }
list-search = Search maps
list-kind = Kind
list-all-kinds = all kinds
list-needs = Show
list-needs-all = all maps
list-needs-proposals = with open proposals
list-needs-comments = with open comments
list-needs-actions = with actions under way
list-needs-unbacked = less than half backed
list-count = { $shown } of { $all } { $all ->
    [one] map
   *[other] maps
}
list-nothing = No map matches.
list-waiting = Figures are being found …
portfolio-comments = Open comments
portfolio-proposals = Proposals
why-view-rename = View renamed
why-view-over = View saved again
