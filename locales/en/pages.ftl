# Texts of the pages around the map. The same keys stand in every language.

# Everywhere
pages-cancel = Cancel
nav-new = New map
nav-portfolio = Portfolio
nav-personas = Personas
view-summary = Summary
view-present = Present
view-compare = Compare
view-history = History
view-proposals = Proposals
view-library = Library
views-working = Work on the map
pages-open = Open
pages-somebody = somebody
pages-file = the map’s file
pages-goal = Goal
trouble-changed-meanwhile = Somebody changed it in the meantime
trouble-unknown-persona = There is no such persona
trouble-unknown-version = There is no such version

# Start
start-title = A new map
start-first-title = Draw the first map
start-intro = Ten minutes to a first map. It may be all assumptions: Wayline shows them as such until data or a test back them.
start-ways = Ways to begin
start-way-questions = Answer four questions
start-way-questions-help = Five stages with first steps to rename
start-way-template = Take a template
start-way-template-help = A map that others began with
start-way-paste = Paste a table
start-way-paste-help = From a spreadsheet, a whiteboard or a list
start-way-draft = Draft it from data
start-way-draft-help = Stages, steps and pains found in the events
start-ask-occasion = 1. Why do you draw it?
start-occasion-launch = We launch something
start-occasion-launch-help = All assumptions, with a plan to test them
start-occasion-complaints = Customers complain
start-occasion-complaints-help = Find where it hurts, and how many
start-occasion-silent_leavers = Customers leave silently
start-occasion-silent_leavers-help = See where they stop coming back
start-occasion-aligning_teams = Teams see different journeys
start-occasion-aligning_teams-help = One picture for everybody
start-occasion-ending_guesses = Nobody really knows
start-occasion-ending_guesses-help = End the guessing
start-ask-actor = 2. Who walks this journey?
start-actor-example = Busy parent, first-time buyer
start-ask-goal = 3. What is to get better, or be found out?
start-goal-example = More of those who begin to pay finish paying
start-ask-data = 4. Do you have data about it?
start-data-here = Yes, in this project
start-data-here-help = Nothing is imported yet
start-data-events = { $events } events are here
start-data-elsewhere = Yes, somewhere else
start-data-elsewhere-help = Import a CSV later with “wayline import”
start-data-none = Not yet
start-data-none-help = Everything begins as an assumption
start-ask-name = What is the map called?
start-name-plain = Customer journey
start-name-of = Journey: { $actor }
start-strip = What the map begins with
start-strip-help = All of it can be renamed, moved and removed.
start-make = Make the map
start-making = The map is being made …
start-draft-instead = Or draft it from the data
start-templates-none = There is no template here
start-templates-none-help = This server has none. The four questions give a map of five stages.
start-use-template = Begin with “{ $name }”
start-paste-label = Your table or list
start-paste-help = A column for each step with lanes as rows, a row for each step, or a list with steps set in under stages.
start-paste-example =
    Awareness
      Hears of us
    Purchase
      Chooses
      Pays
start-paste-unknown = left out, as nobody knows these rows: { $rows }
start-unnamed = Unnamed
start-draft-from = From { $events } events of { $journeys } journeys: stages, steps, branches, emotions and pains, each with its evidence.
start-draft-limits =
    { $count ->
        [one] { $count } thing cannot be concluded from them
       *[other] { $count } things cannot be concluded from them
    }
start-draft = Draft the map
start-stage-awareness = Awareness
start-stage-consideration = Consideration
start-stage-purchase = Purchase
start-stage-retention = Retention
start-stage-advocacy = Advocacy
start-question-awareness = Who are you?
start-question-consideration = Should I go with them?
start-question-purchase = Let’s do it
start-question-retention = Do I stay or leave?
start-question-advocacy = You must try this
start-task-awareness = Be found, and say in one sentence what it is for
start-task-consideration = Answer every doubt honestly
start-task-purchase = Make it easy to say yes
start-task-retention = Keep the promise, and help at once
start-task-advocacy = Give them something worth telling
start-step-awareness-1 = Hears of us
start-step-consideration-1 = Looks closer
start-step-consideration-2 = Compares
start-step-purchase-1 = Chooses
start-step-purchase-2 = Pays
start-step-retention-1 = Uses it for the first time
start-step-retention-2 = Needs help
start-step-advocacy-1 = Tells a friend

# Summary
pages-more = and { $count } more
summary-print = Print on one page
summary-no-goal = No goal is written on this map yet
summary-feeling = How it feels
summary-lowest = Lowest
summary-highest = Highest
summary-pains = The three worst pains
summary-no-pains = No pain is written on this map yet.
summary-lost = { counted } lost
summary-hit = how many are lost is not known; measured on { $count }
summary-unmeasured = not measured
summary-wins = Quick wins
summary-no-wins = No opportunity is written on this map yet.
summary-wins-are = Of an effort of at most { $weeks } person-weeks.
summary-no-quick = No opportunity has a known effort of at most { $weeks } person-weeks.
summary-ideas = Other opportunities
summary-effort = { $weeks ->
        [one] { $weeks } person-week
       *[other] { $weeks } person-weeks
    }
summary-effort-unknown = effort not said
summary-doing = What is being done
summary-nothing-done = Nothing yet: a map without actions changes nothing.
summary-no-owner = nobody owns it
summary-no-due = no date
summary-assumed = What is still assumed
summary-nothing-assumed = Every claim on this map has evidence behind it.
summary-sort-pain = Pain point
summary-sort-opportunity = Opportunity
summary-sort-emotion = An estimate of how it feels

# Presentation
present-slide = Slide { $number } of { $all }
present-step = Step { $number } of { $all }
present-next = Next slide
present-before = Slide before
present-full = Full screen
present-leave = End
present-keys = ← → Space to move, F for full screen, Esc to end
present-customers = take this step
present-leaving = leave here
present-feeling = how it feels
present-waiting = wait before it
present-pains = Where it hurts
present-pains-title = What hurts most
present-done = What is done about it
present-unknown = not known
present-said-by = one of { $count }

# Comparing
compare-title = Side by side
compare-with = Compare this map with
compare-choose = Choose a map or a version
compare-choose-help = Lay the current state beside the future, or today beside an earlier version. Two personas, two days or two versions of this map are chosen from the same list.
compare-maps = Maps
compare-versions = Versions of this map
compare-two-versions = { $from } and { $to }
compare-times = Two times of this map: days or versions
times-day = at the end of a day
times-which-day = Day
times-alike = Both times are the same. Choose a day or a version for one of them.
times-end-of = end of { $day }
compare-since = What changed since { $name }
compare-tally = { $same } steps are the same, { $changed } differ, { $added } only there, { $removed } only here
compare-changes =
    { $count ->
        [one] { $count } change
       *[other] { $count } changes
    }
compare-journeys = { $count } journeys
compare-only = Only what differs
compare-nothing = Nothing differs
compare-no-steps = No steps
compare-method = Steps are the same when they are called the same or are the same events. Figures differ only when their 95% intervals do not overlap; whatever else differs may be chance.
compare-versions-method = Versions keep what was written on the map, not its figures: those are always of today’s data.
compare-same = the same
compare-changed = differs
compare-added = new
compare-removed = gone
compare-elsewhere = there it stands in { $stage }
compare-counts = journeys: { $counts }
compare-beside = beside
compare-higher = higher
compare-lower = lower
compare-unclear = no clear difference
compare-unknown = cannot be compared
compare-better = better
compare-worse = worse
compare-figure-left = Leave here
compare-figure-wait = Wait before it
compare-figure-emotion = Emotion
compare-figure-goal = Reach the goal
compare-figure-explained = Journeys the map explains
compare-figure-lowest = Lowest moment
compare-sort-name = name
compare-sort-action = what the customer does
compare-sort-channel = channel
compare-sort-touchpoint = touchpoint
compare-sort-need = need
compare-sort-think = thought
compare-sort-pain = pain point
compare-sort-opportunity = opportunity
compare-sort-act = action
compare-sort-idea = idea
compare-sort-evidence = physical evidence
compare-sort-frontstage = frontstage
compare-sort-backstage = backstage
compare-sort-support = support process
compare-sort-systems = system
compare-sort-roles = role
compare-sort-policies = policy
compare-sort-training = training

# Portfolio
portfolio-title = Portfolio
portfolio-loading = Looking at every map …
portfolio-caption = Every map by its health. A press on a head puts the rows in its order.
portfolio-unreadable = The map cannot be read.
portfolio-name = Map
portfolio-journeys = Journeys
portfolio-goal = Reach the goal
portfolio-backed = Backed by evidence
portfolio-explained = Explained
portfolio-lowest = Lowest moment
portfolio-changed = Last change
portfolio-actions = Open actions
portfolio-shapes = The shape of each journey
portfolio-shapes-help = Bars: how many take each step. Curve: how it feels, from −2 to +2, with its interval. Hollow: a small base, or assumed.
portfolio-feeling = Lowest: { $low } { $lowest } · highest: { $high } { $highest }
portfolio-no-feeling = Nobody was asked how this feels.

# Search
search-label = Search all maps
search-placeholder = Search maps
search-none = Nothing has these words.
search-found = { $count } found
search-found-more = { $count } found, the best { $shown } shown

# History
history-title = History
history-versions = Versions with a name
history-no-versions = No version has a name yet. Name one before a workshop or a review, to come back to it.
history-name-now = Name the map as it is now
history-name-it = Name it
history-name-label = What is this version called?
history-name-label-then = What is the version after change { $seq } called?
history-name-example = Before the June workshop
history-named = The version “{ $name }” is kept.
history-number = Version { $version }
history-before-restore = As it was before a restore
history-see = See
history-after = after change { $seq }
history-then = The map as it was: { $version }
history-compare-now = Compare with now
history-compare-two = Compare the two
history-choose = Choose to compare: { $name }
history-choose-two = Tick two versions to compare them.
history-restore = Restore
history-restore-title = Bring “{ $name }” back?
history-restore-text = The map as it is now is kept first, as a version of its own, so nothing is lost. Everybody who has the map open will see it change. Comments stay.
history-restored = Restored. The map as it was before is version { $version }.
history-take-back = Take the restore back
history-became-added = added
history-became-removed = removed
history-became-brought_back = brought back
history-became-renamed = renamed
history-became-moved = moved
history-became-changed = changed
history-voted = voted for
history-unvoted = vote taken off
history-events = What happened
history-no-events = Nothing has been changed yet.
history-before = What was before
history-why-file = the file was changed
history-why-restore = a version was restored
history-why-proposal = a proposal was accepted
history-why-declined = a proposal was declined
history-proposal = Proposal { $number }
history-would = It would have changed:
history-why-push = pushed from the command line
history-why-by_hand = changed without opening the map
history-why-library = a name was changed in several maps
history-why-program = edits of a program
history-why-new = the map came into being
history-filter-who = Who
history-filter-what = What
history-everybody = Everybody
history-everything = Everything
history-shown = { $count } of { $of } shown
history-lies-in = in { $name }
history-lies-after = after { $name }
history-lies-first = first
history-said-nothing = nothing
history-said-yes = yes
why-rename = Renamed
why-sort = Sort said
why-merge = Made one

# Proposals
proposals-title = Proposals
proposals-help = An assistant or another program proposes; only a person applies. What you accept goes onto the map under your name and can be undone in its history.
proposals-none = Nothing is proposed for this map
proposals-none-help = Assistants that read the map can propose changes. They wait here until somebody decides.
proposals-from-whom = From { $from }
proposals-open =
    { $count ->
        [one] { $count } open
       *[other] { $count } open
    }
proposals-accept = Accept
proposals-decline = Decline
proposals-accept-one = Accept edit { $number }
proposals-decline-one = Decline edit { $number }
proposals-accept-all = Accept all { $count }
proposals-decline-all = Decline all
proposals-accepted = accepted
proposals-declined = declined
proposals-refused = This cannot be done on the map as it is now: { $why }
proposals-does-added = Add
proposals-does-removed = Remove
proposals-does-moved = Move
proposals-does-changed = Change
proposals-does-brought-back = Bring back

# Personas
personas-intro = Two or three are enough. Each is real only as far as a rule says which customers it is.
personas-none = No persona yet
personas-none-help = A persona says who walks the journey: what they need, what stands in their way, and which customers they are.
personas-new = New persona
personas-edit = Edit
personas-save = Save
personas-only-named = A map names it; nobody has described it yet.
personas-called = Maps call it { $name }
personas-how-many = How many they are
personas-size = { $count } of { $of } journeys
personas-size-unknown = How many they are is not known.
personas-counting = Counting …
personas-rule = Which customers they are
personas-rule-help = A filter over the events; the number of journeys follows as you type.
personas-name = Name on maps
personas-name-help = Short: what they do or want
personas-shown-name = Name for readers
personas-shown-name-help = A person’s name, if it helps
personas-needs = Needs
personas-needs-help = One on each line
personas-goals = Goals
personas-goals-help = What they want to reach, one on each line
personas-frustrations = Frustrations
personas-frustrations-help = What stands in their way, one on each line
personas-quotes = Quotes
personas-quotes-help = Ids of what customers said, one on each line
personas-channels = Preferred channels
personas-channels-help = One on each line
personas-nothing = nothing written yet
personas-maps = On these maps
personas-no-maps = No map names this persona yet.
nobody-title = No customer on this map fits “{ $name }”
nobody-help = So there are no figures to show. Loosen the rule, or look at all customers.
nobody-without-rule = Nobody has said which customers “{ $name }” is
nobody-without-rule-help = A persona has figures once a rule says whose journeys are theirs.
nobody-change = Change the rule
nobody-write = Write the rule
whose-nobody = Persona · { $name } · nobody
rule-words = Customers for whom { $what }.
rule-and = {" and "}
rule-is = the first { $name } is “{ $value }”
rule-is-not = the first { $name } is not “{ $value }”
rule-less = the first { $name } is less than { $value }
rule-at-most = the first { $name } is at most { $value }
rule-more = the first { $name } is more than { $value }
rule-at-least = the first { $name } is at least { $value }
rule-like = the first { $name } contains “{ $value }”
rule-did = “{ $activity }” happened
rule-did-not = “{ $activity }” never happened
rule-wrong-help = A rule compares an attribute (channel = "app"), or says what happened (did("Pays")); join several with and, or.
rule-nobody = No customer fits this rule. Loosen it: take a condition away, or write a value as the data have it.
rule-everybody = Every customer fits: the rule tells nobody apart.
rule-not-there = The data have no “{ $said }”.
rule-did-you-mean = Did you mean “{ $meant }”?
rule-not-of = No event has “{ $said }” as its { $name }.
rule-there = The data have: { $values }
overlap-none = No customer is of another persona, too.
overlap-some = { $count } are also “{ $name }”: figures of both count them twice.
personas-typed-since = Saved. What you typed while it was being saved is not yet: save once more.
personas-name-missing = Give it a name to save it.

# Library
library-title = Touchpoints and channels
library-help = Each is said once and used by many steps: a new name stands everywhere at once, for everybody.
library-read = You can look without a name. Whoever changes something is asked for one first.
library-channels = Channels
library-touchpoints = Touchpoints
library-empty-channel = No channel yet. A channel is the way on which a step happens, such as the app, the web or a shop. Write its name below; then choose it at the steps that use it.
library-empty-touchpoint = No touchpoint yet. A touchpoint is what the customer meets at a step, such as a checkout page or a letter. Write its name below; then choose it at the steps that use it.
library-new-channel = New channel
library-new-touchpoint = New touchpoint
library-name-of = Name of { $name }
library-sort-of = Sort of { $name }
library-no-sort = sort not said
library-uses =
    { $count ->
        [one] { $count } step
       *[other] { $count } steps
    }
library-remove = Remove
library-remove-one = Remove { $name }
library-clear = Remove all { $count } that no step uses
library-double = Another one is called “{ $name }” too.
library-merge = Make them one
library-found = Channels that the events name
library-found-help = Nobody wrote them on a map: they stand at steps because the channel of these steps’ events says so. Write one on the map to rename it, to give it a sort, or to keep it without data.
library-write = Write on the map
library-write-one = Write on the map: { $name }
library-done = Done on the whole map.
