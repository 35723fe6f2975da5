# Texts of pictures that the page does not say, or says in other words. The page does not load them.

picture-about = About the map
picture-told = { $kind } map: { $stages } stages, { $steps } steps, { $counted }, { $events } events.
picture-told-of = { $kind } map of { $dataset }: { $stages } stages, { $steps } steps, { $counted }, { $events } events.
picture-goal = Goal · { $goal }
picture-personas = Personas · { $names }
picture-as-of = As of { $day }
picture-no-stages = This map has no stages yet
picture-stages = Stages
picture-line-interaction = line of interaction
picture-line-visibility = line of visibility
picture-line-internal = line of internal interaction

# Health
picture-explained = Journeys the map explains
picture-claims =
    { $n ->
        [one] of { $n } claim
       *[other] of { $n } claims
    }
picture-claims-assumed =
    { $n ->
        [one] { $n } assumption
       *[other] { $n } assumptions
    }
picture-claims-ageing = { $n } ageing
picture-claims-contradicted = { $n } contradicted
picture-no-lowest = no step has enough ratings
picture-no-time = the data carry no time
picture-not-known = not known
picture-not-known-why = not known: { $why }
picture-no-data = no data

# Figures
picture-interval = 95% CI { $low }–{ $high }
picture-interval-wide = 95% CI { $low } … { $high }
picture-points = pt
picture-assumed = assumed
picture-length-seconds = { $value } s
picture-length-minutes = { $value } min
picture-length-hours = { $value } h
picture-length-days = { $value } { $n ->
        [one] day
       *[other] days
    }
picture-length-months = { $value } { $n ->
        [one] month
       *[other] months
    }
picture-length-years = { $value } { $n ->
        [one] year
       *[other] years
    }
picture-day = { $day } { $month } { $year }
picture-month-1 = Jan
picture-month-2 = Feb
picture-month-3 = Mar
picture-month-4 = Apr
picture-month-5 = May
picture-month-6 = Jun
picture-month-7 = Jul
picture-month-8 = Aug
picture-month-9 = Sep
picture-month-10 = Oct
picture-month-11 = Nov
picture-month-12 = Dec

# Lanes: what stands under their names, and what is said where they are empty
picture-lane-waits = Waits
picture-hint-flow =
    { $unit ->
        [case] cases, and where they leave
        [account] accounts, and where they leave
        [session] sessions, and where they leave
       *[customer] customers, and where they leave
    }
picture-hint-flow-sample =
    { $unit ->
        [case] cases in the sample; shares are not known
        [account] accounts in the sample; shares are not known
        [session] sessions in the sample; shares are not known
       *[customer] customers in the sample; shares are not known
    }
picture-hint-waits = median from the step before
picture-hint-emotion = −2 … +2, band = 95% interval
picture-hint-emotion-guessed = −2 … +2, band = 95% interval, ring = the team's estimate
picture-hint-think = what goes through the mind
picture-hint-need = what the customer wants
picture-hint-touchpoints = where we meet
picture-hint-pain = the worst first: #1
picture-hint-pain-unranked = not ranked: nothing is measured yet
picture-hint-pain-lost =
    { $unit ->
        [case] ranked by cases lost
        [account] ranked by accounts lost
        [session] ranked by sessions lost
       *[customer] ranked by customers lost
    }
picture-hint-idea = what came to somebody's mind
picture-hint-tasks = in the stage
picture-hint-evidence = what the customer sees and keeps
picture-hint-frontstage = our people and screens the customer meets
picture-hint-backstage = work the customer does not see
picture-hint-support = what carries the work
picture-hint-systems = tools behind the step
picture-hint-policies = rules that bind us
picture-hint-training = what our people must know
picture-hint-ways = hand-overs
picture-hint-ways-both = solid: hand-overs
picture-none = Nothing in this lane yet
picture-none-flow = No events are bound to these steps yet: the flow is not known
picture-none-emotion = No ratings reach this map yet: nobody has been asked how it felt
picture-none-voice = Nobody's words reach this map yet
picture-none-pain = No pain found or drawn yet
picture-none-opportunity = No opportunity drawn yet
picture-none-action = No action drawn yet

# Marks and cards
picture-stage = Stage: { $name }
picture-step = Step: { $name }
picture-department = Department: { $name }
picture-department-at = Department: { $name }, at { $from }
picture-department-over = Department: { $name }, from { $from } to { $to }
picture-channels = Channels: { $names }
picture-events = Events: { $names }
picture-unbound = no events are bound
picture-optional = optional
picture-repeats = repeats
picture-ends = ends the journey
picture-ends-here = ends here
picture-opens = opens a map
picture-in-sample = in the sample
picture-still-open = { $count } still open
picture-open = { $count } open
picture-open-at = { $step }: { $counted } still open, neither left nor gone on
picture-leave = { $share } leave
picture-leave-at =
    { $share } of { $unit ->
        [case] cases
        [account] accounts
        [session] sessions
       *[customer] customers
    } leave at { $step }: { $counted }
picture-sampled = the sample was chosen by how its journeys ended
picture-no-shares = No shares and no losses: { $why }
picture-returns = returns
picture-skips = skips
picture-branches = branches off
picture-hand-over = hand-over
picture-hand-over-from = Hand-over: { $from }
picture-median = median { $wait }
picture-ways-left-out =
    { $n ->
        [one] { $n } more way between steps, the least taken, is not drawn
       *[other] { $n } more ways between steps, the least taken, are not drawn
    }
picture-wait-before = Median wait before { $step }: { $wait }, { $base }
picture-emotion-at = Emotion at { $step }: { $value }
picture-emotion-unknown = Emotion at { $step }: not known, { $why }
picture-estimate = { $step }: the team's estimate is { $value }
picture-the-lowest = the lowest moment
picture-not-rated = not rated
picture-no-rating = no rating reaches this step
picture-of-ten = { $value } of 10
picture-thumbs-up = { $share } thumbs up
picture-by-text = text { $value }
picture-no-voice = Nobody's words reach this step yet
picture-pain = Pain
picture-pain-ranked = Pain { $rank }
picture-opportunity = Opportunity: { $title }. { $line }. { $grade }
picture-action = Action: { $title }. { $line }. { $grade }
picture-predicted = predicted { $what }
picture-due = due { $day }
picture-idea = Idea: { $title }

# The HTML page: panel, words and table
picture-skip = Skip the picture: the map in words and as a table
picture-in-words = In words
picture-as-table = As a table
picture-close = Close the evidence
picture-value = Value
picture-rests-on = Rests on
picture-in-their-words = In their words
picture-ask-again = Ask it again
picture-more-events = {" "}→ … { $n } more
picture-journeys-of = { $shown } of { $n } journeys
picture-story = { $map } is a { $kind } map of { $dataset } with { $stages } stages and { $steps } steps, drawn over { $journeys } journeys and { $events } events.
picture-story-goal = { $share } of them reach the goal.
picture-story-goal-unknown = How many reach the goal is not known: { $why }.
picture-story-claims = Of { $claims } claims, { $supported } are backed by data, { $assumptions } are assumptions, { $ageing } rest on evidence that is ageing and { $contradicted } are contradicted.
picture-story-lowest = The lowest moment is “{ $step }”, with an emotion of { $value } on a scale from −2 to +2 ({ $base }).
picture-story-hand-overs = Departments pass the customer on: { $told }.
picture-story-hand-over = { $of } to { $next } after “{ $from }”{ $what }
picture-story-hand-over-steps = “{ $from }” to “{ $to }”{ $what }
picture-story-pains = What hurts most:
picture-story-pain = { $pain } (at “{ $step }”){ $detail } — { $grade }, { $why }.
picture-table-steps = Stages and steps from first to last
picture-table-ways = Moves beside the plain order
picture-stage-one = Stage
picture-step-one = Step
picture-journeys = Journeys
picture-share = Share
picture-from = From
picture-to = To
picture-passed-on = What is passed on
picture-time-between = Time between
picture-no-steps = no steps yet
