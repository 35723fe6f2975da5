# Texts of the page. The same keys stand in every language.

skip-to-map = Skip to the content
nav-label = Project
nav-maps = Maps
nav-data = Is my data good enough?
language = Language
sample-project = Sample company, invented data

loading = Loading …
try-again = Try again
close = Close
copy = Copy
copied = Copied

trouble-unreachable = The server does not answer
trouble-unreachable-help = It may have been stopped. Start it again with `wayline serve`, then try again.
trouble-strange = The server answered in a way this page does not understand (status { $status })
trouble-strange-help = Page and server may be of different versions: reload the page.
trouble-unknown-map = There is no such map
trouble-unknown-key = The map no longer has this part
trouble-no-events = This project has no events yet
trouble-map-unreadable = The map's file cannot be understood
trouble-refused = This cannot be answered
trouble-busy = Too many questions at once
trouble-too-slow = The answer took too long
trouble-data-damaged = The project's data are damaged
trouble-io = The disk refused
trouble-internal = Wayline made a mistake
trouble-bad-request = The request cannot be understood
trouble-unknown-page = There is no such page
trouble-back = To the maps

maps-title = Maps
maps-steps =
    { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    } in { $stages ->
        [one] { $stages } stage
       *[other] { $stages } stages
    }
maps-none = No map yet
maps-none-help = Draft a first one from the events, then reload this page:
data-none-help = Add some, then reload this page:

kind-current_state = Current state
kind-future_state = Future state
kind-day_in_the_life = Day in the life
kind-service_blueprint = Service blueprint
unit-customer = Customers on this journey
unit-case = Cases on this journey
unit-account = Accounts on this journey
unit-session = Sessions on this journey
unit-customer-sample = Customers in the sample
unit-case-sample = Cases in the sample
unit-account-sample = Accounts in the sample
unit-session-sample = Sessions in the sample
sampling-all = All journeys
sampling-random = Random sample
sampling-outcome_selected = Sample chosen by outcome
sampling-unknown = Sampling not stated
tag-persona = Persona · { $name }
tag-span = { $from } – { $to }

health-label = Health of the journey and of the map
health-events = { $events } events
health-customers = { $events } events · { $customers } customers
health-goal = Reach the goal
health-claims = Backed by evidence
health-claims-note = of { $claims } claims · { $assumptions ->
        [one] { $assumptions } assumption
       *[other] { $assumptions } assumptions
    }
health-no-claims = no claims on the map yet
health-explained = Explained by the map
health-lowest = Lowest moment
health-of = of { $n }
health-base = n = { $n }
health-range = { $low } – { $high }
health-unknown = not known yet

view-label = Ways to read the map
view-map = Map
view-table = Table
view-story = Story
view-findings = Findings
export = Export
export-svg = Picture (SVG)
export-png = Picture (PNG)
export-pdf = Picture (PDF)
export-pdf-a4 = To print on A4 (PDF)
export-pdf-a3 = To print on A3 (PDF)
export-html = Page (HTML)
export-yaml = Text form (journey.yaml)
export-json = Data (JSON)
export-of = As on the screen: { $what }

tags-label = About this map
zoom-label = Size of the map
zoom-in = Larger
zoom-out = Smaller
zoom-fit = Fit to the window
map-grid = { $name }: arrow keys move between the parts, Enter opens the evidence
legend-label = Legend
legend-supported = backed by data
legend-ageing = evidence ageing
legend-assumption = assumption
legend-contradicted = contradicted
notes-label = Good to know

grade-assumption = Assumption
grade-supported = Backed by data
grade-ageing = Evidence is ageing
grade-contradicted = Contradicted by data

evidence-panel = Evidence
evidence-loading = Looking at what stands behind it …
evidence-claim = Claim
evidence-why = Why this grade
evidence-figures = Figures
evidence-interval = 95% interval { $low } to { $high }
evidence-base = n = { $n }
evidence-low-base = small base
evidence-as-of = as of { $day }
evidence-sources = from { $sources }
evidence-unknown = Not known
evidence-no-figures = No figure stands behind this yet.
evidence-csv = Figures as CSV
evidence-repeat = Ask again
evidence-command = On a terminal
evidence-question = The question
evidence-verbatims = What customers say
evidence-more-verbatims = { $count } more
evidence-journeys =
    { $count ->
        [one] One journey behind it
       *[other] { $shown } of { $count } journeys behind it
    }
evidence-more-events =
    { $count ->
        [one] and { $count } more event
       *[other] and { $count } more events
    }
evidence-from-to = { $from } – { $to }

table-caption = { $map }: every step with its figures
table-lane = Lane
lane-action = What the customer does
lane-count = { $unit ->
    [customer] Customers
    [case] Cases
    [account] Accounts
    [session] Sessions
   *[other] Journeys
 }
lane-left = Left here
lane-open = Still open
lane-wait = Wait before it
lane-channels = Channels
lane-department = Department
lane-hand-overs = Handed over
lane-tasks = Our task
table-hand-over = to { $to }{ $what }
hand-over-what = { ": " }{ $what }
emotion-value = { $value } of −2 … +2
nothing-known = –

counted = { $unit ->
    [customer] { $count } customers
    [case] { $count } cases
    [account] { $count } accounts
    [session] { $count } sessions
   *[other] { $count } journeys
 }
story-steps = { $name }: { counted }
story-step-count = { $count } journeys take this step.
story-step-taken = { counted } take this step.
story-step-uncounted = No events are bound to this step.
story-emotion = How it feels: { $feel } { $value } (95% interval { $low } to { $high }, n = { $n }).
story-no-emotion = Nobody was asked how this feels.
story-left = { $share } leave here ({ $low } – { $high }, n = { $n }).
story-left-unknown = How many leave here is not known: { $why }.
story-paths = Ways beside the plain order
story-path = { $from } → { $to }: { counted }
story-task = Our task: { $task }.
story-department = { $department } serves the customer here.
story-ideas = Ideas:
story-hand-overs = Hand-overs between departments
story-hand-over = { $from } → { $to }{ $what }
story-hand-over-measured = { $from } → { $to }{ $what }. Median { $wait }, { counted }.
story-asks = They ask: “{ $question }”
story-goal = The goal of this map: { $goal }.
story-reach = { $share } of { counted } reach it.
story-lowest = The lowest moment is “{ $step }” ({ $value } on a scale from −2 to +2).
story-worst = What hurts most, at “{ $step }”: { $pain }.
story-lost = It costs about { counted }.
story-claims = Of { $claims } statements on the map { $what }.
story-supported = { $count } are backed by data
story-ageing = { $count } rest on old evidence
story-assumption = { $count } are assumed
story-contradicted = { $count } are contradicted by the data
story-touchpoints = They meet us at: { $what }.
story-channels = They come through: { $what }.
story-needs = They need: { $what }.
story-thinks = They think: “{ $what }”
story-wait = Half of them come here within { $wait } of the step before.
story-ends = The journey ends here.
story-emotion-bare = How it feels: { $value } on a scale from −2 to +2 (95% interval { $low } to { $high }, n = { $n }).
story-emotion-assumed-bare = How it is assumed to feel: { $value } on a scale from −2 to +2.
story-hurts = What hurts here:
story-better = What could be better:
story-doing = What is being done:
story-serve = How we serve them here – { $what }.
story-effort = Effort: { $weeks } person-weeks.
story-due = due { $day }
story-predict = Predicted: { $predict }.

findings-title = What is wrong with this map
findings-none = Nothing was found that is wrong with this map.
finding-edit = Change it in Edit: { $name }
finding-edit-map = Open the map in Edit
finding-look = Show it on the map
quoted = “{ $name }”
finding-about = { $what }: { $name }
finding-assumptions-instead-of-data = Most of this map is assumed
finding-do-assumptions-instead-of-data = Give a pain a claim that the data can deny, bind a step to events, or take the statement off.
finding-one-touchpoint = The map looks at one place only
finding-do-one-touchpoint = Look at what comes before and after it, and measure the goal from the first stage to the last.
finding-one-department = One department stands alone
finding-do-one-department = Ask the departments before and after which part is theirs, and draw where they pass the customer on.
finding-never-updated = Some of the evidence is too old
finding-do-never-updated = Bring in newer data, or ask customers again.
finding-no-action = Nothing is being done about what hurts
finding-do-no-action = Add an opportunity to the step, and an action with an owner and a due day.
finding-no-action-planned = Nothing is being done about what could be better
finding-do-no-action-planned = Give an opportunity an action, with an owner and a due day.
finding-no-action-overdue = An action is past its due day
finding-do-no-action-overdue = Mark it as shipped or dropped, or give it another due day.
finding-contradicted-claim = The data say otherwise
finding-do-contradicted-claim = Look at the evidence, then correct the statement or take it off.
finding-unknown-activity = A step is bound to an event that never comes
finding-do-unknown-activity = Choose the step’s events again from the list, or bring in the missing data.
finding-activity-matched-twice = Two steps share one event
finding-do-activity-matched-twice = Leave the event with one of them: an event is one step.
finding-unbound-step = A step is bound to no events
finding-do-unbound-step = Choose the events that are this step; until then it stays hollow.
finding-unmatched-events = Something happens that is not on the map
finding-do-unmatched-events = Add a step for it, or bind it to one that is there.
finding-duplicate-step = Two steps have one name
finding-do-duplicate-step = Name one of them differently.
finding-orphan-path = A way leads to a step that is not there
finding-do-orphan-path = Choose a step of this map at both of its ends.
finding-hand-over = A hand-over between departments does not fit
finding-do-hand-over = Correct a department, or draw the hand-over between the two steps.
finding-unknown-lane = A lane is not known
finding-do-unknown-lane = Choose the lanes of the map anew.
finding-unreadable-limit = A time limit cannot be read
finding-do-unreadable-limit = Write a number with its unit: 45 s, 30 min, 2 h, 3 d.
severity-error = Error
severity-warning = Warning
severity-note = Note

data-title = Is my data good enough?
data-intro = What the data can carry, and what nobody should conclude from them.
data-facts = What is there
data-events = Events
data-customers = Customers
data-cases = Cases
data-journeys = Journeys
data-span = Time span
data-zone = Time zone
data-sampling = How the sample was chosen
data-cannot = What cannot be concluded
data-findings = What is doubtful
data-activities = Activities
data-activity = Activity
data-imputed = Time imputed
data-attributes = Attributes
data-attribute = Attribute
data-missing = Without a value
data-distinct = Different values
data-feedback = Feedback
data-kind = Kind
data-count = Count
data-with-text = With words
data-with-rating = With a rating
data-sources = Sources
data-source = Source
data-rows = Rows read
data-added = Added
data-duplicates = Duplicates
data-rejected = Set aside

feel-delighted = delighted
feel-excited = excited
feel-proud = proud
feel-satisfied = satisfied
feel-hopeful = hopeful
feel-calm = calm
feel-curious = curious
feel-wary = wary
feel-confused = confused
feel-impatient = impatient
feel-anxious = anxious
feel-frustrated = frustrated
feel-angry = angry
