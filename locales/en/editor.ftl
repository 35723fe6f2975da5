# Texts of the editor. The same keys stand in every language.

view-edit = Edit

# Lanes
edit-lane-steps = Steps
edit-hint-steps = what the customer does
edit-lane-arcs = Other ways
edit-lane-flow = Flow
edit-hint-flow = customers, and where they leave
edit-lane-emotion = Emotion
edit-hint-emotion = −2 … +2, band = 95% interval
edit-lane-voice = Voice
edit-hint-voice = what they say
edit-lane-think = Thoughts
edit-hint-think = what goes through their mind
edit-lane-need = Needs
edit-hint-need = what they need here
edit-lane-pain = Pain points
edit-hint-pain = what hurts, and how sure we are
edit-lane-opportunity = Opportunities
edit-hint-opportunity = value × ease
edit-lane-action = Actions
edit-hint-action = who, and what it did
edit-lane-idea = Ideas
edit-hint-idea = not weighed yet
edit-lane-evidence = Physical evidence
edit-hint-evidence = what the customer can touch
edit-lane-frontstage = Frontstage
edit-hint-frontstage = what they see us do
edit-lane-backstage = Backstage
edit-hint-backstage = what we do out of sight
edit-lane-support = Support processes
edit-hint-support = what the rest rests on
edit-lane-systems = Systems
edit-hint-systems = tools we use
edit-lane-roles = Roles
edit-hint-roles = who does it
edit-lane-policies = Policies
edit-hint-policies = rules we follow
edit-lane-training = Training
edit-hint-training = what people must know
edit-line-interaction = Line of interaction
edit-line-visibility = Line of visibility
edit-line-internal = Line of internal interaction

# Kinds of records, one of them
edit-kind-map = Map
edit-kind-stage = Stage
edit-kind-step = Step
edit-kind-touchpoint = Touchpoint
edit-kind-channel = Channel
edit-kind-need = Need
edit-kind-think = Thought
edit-kind-pain = Pain point
edit-kind-opportunity = Opportunity
edit-kind-action = Action
edit-kind-idea = Idea
edit-kind-evidence = Physical evidence
edit-kind-frontstage = Frontstage
edit-kind-backstage = Backstage
edit-kind-support = Support process
edit-kind-systems = System
edit-kind-roles = Role
edit-kind-policies = Policy
edit-kind-training = Training
edit-kind-path = Way
edit-kind-hand_over = Hand-over
edit-kind-comment = Comment
edit-kind-vote = Vote
edit-kind-view = View

# Fields
edit-field-name = Name
edit-field-text = Text
edit-field-kind = Kind of map
edit-field-occasion = Occasion
edit-field-goal = Goal
edit-field-measure = Measure of success
edit-field-actors = Personas
edit-field-unit = One journey is
edit-field-where = Only journeys where
edit-field-question = The customer asks
edit-field-task = Our task
edit-field-id = Name in files
edit-field-match = Events that are this step
edit-field-optional = Not everybody takes it
edit-field-repeats = May come several times
edit-field-end = Ends the journey
edit-field-limit = Longest stay
edit-field-touchpoints = Touchpoints
edit-field-channels = Channels
edit-field-channel = Channel
edit-field-action = What the customer does
edit-field-feel = Feeling
edit-field-value = Emotion, −2 … +2
edit-field-from = From
edit-field-step-from = Where the emotion comes from
edit-field-to = To
edit-field-quotes = Quotes
edit-field-department = Department
edit-field-opens = Opens the map
edit-field-sort = Sort
edit-field-claim = What the data must say
edit-field-effort = Effort in person-weeks
edit-field-owner = Owner
edit-field-due = Until
edit-field-status = Status
edit-field-predict = What we expect
edit-field-experiment = Experiment
edit-field-when = When it is taken
edit-field-what = What is handed over
edit-not-said = not said
edit-add = Add
edit-add-to = Add to: { $field }
edit-take-out = Take out: { $name }
edit-number-bounds = A number from { $least } to { $most }
edit-feeling-off = { $value } is not on the scale from −2 to +2. The figure stays as it was.

# Values
edit-value-launch = A launch
edit-value-complaints = Complaints
edit-value-silent_leavers = Silent leavers
edit-value-aligning_teams = Aligning teams
edit-value-ending_guesses = Ending guesses
edit-value-customer = A customer
edit-value-case = A case
edit-value-account = An account
edit-value-session = A session
edit-value-stars = Stars
edit-value-nps = NPS
edit-value-csat = CSAT
edit-value-ces = CES
edit-value-ces2 = CES 2.0
edit-value-thumbs = Thumbs
edit-value-text = What was written
edit-value-estimate = An estimate
edit-value-social = Social media
edit-value-ads = Advertising
edit-value-search = Search
edit-value-site = Website
edit-value-app = App
edit-value-store = Store
edit-value-phone = Phone
edit-value-email = E-mail
edit-value-chat = Chat
edit-value-partner = Partner
edit-value-message = Message
edit-value-touchpoint = Touchpoint
edit-value-process = Process
edit-value-training = Training
edit-value-planned = planned
edit-value-running = running
edit-value-shipped = shipped
edit-value-dropped = dropped

# Grid
edit-grid = { $name }: arrow keys move, typing writes, ? lists the keys
edit-empty-cell = { $lane }: empty
edit-unnamed = Nothing written yet
edit-stage-unnamed = Unnamed stage
edit-step-unnamed = Unnamed step
edit-first-step = Add a first step
edit-write-here = Write here
edit-selected =
    { $count ->
        [one] { $count } selected
       *[other] { $count } selected
    }
edit-removed =
    { $count ->
        [one] { $count } removed
       *[other] { $count } removed
    }
edit-brought-back = Brought back
edit-undone = Undone
edit-redone = Done again
edit-copied = Copied: { $count }
edit-pasted = Pasted: { $count }
edit-paste-cut =
    { $count ->
        [one] { $count } character of the pasted text was left out: there is room for { $most }.
       *[other] { $count } characters of the pasted text were left out: there is room for { $most }.
    }
edit-paste-key = The browser keeps the clipboard to itself here: paste with the keyboard.
edit-dragging =
    { $count ->
        [one] { $count } card
       *[other] { $count } cards
    }
edit-cards =
    { $count ->
        [one] { $count } card
       *[other] { $count } cards
    }
edit-refused = This cannot be done: { $why }
edit-turn-in-use = “{ $card }” stays an opportunity: something is being done about it. Move its action to another opportunity first, or remove it.
edit-effort = effort { $weeks }
edit-lost = { $count } lost
edit-not-weighed = claim not weighed yet
edit-journeys =
    { $count ->
        [one] { $count } journey
       *[other] { $count } journeys
    }
edit-journeys-short = { $count } journeys
edit-leave = { $share } leave here
edit-unbound = No events bound yet
edit-no-feeling = nobody has said how this feels
edit-feeling-offer = Drag the point, or press Enter to choose
edit-feeling-choose = Choose…
edit-feeling = { $value }, { $feel }, an estimate
edit-feeling-measured = measured { $value }, from { $low } to { $high }, n = { $n }
edit-feeling-of = Emotion at { $step }
edit-assumed = assumed
edit-choose-feel = The word for it
edit-no-voice = No feedback reaches this step yet
edit-voices =
    { $count ->
        [0] No voices
        [one] { $count } voice
       *[other] { $count } voices
    }
edit-pin = Keep
edit-unpin = Kept
edit-arc = { $kind } from { $from } to { $to }: { $words }
edit-arcs-left-out =
    { $count ->
        [one] { $count } more, the least taken, is not drawn
       *[other] { $count } more, the least taken, are not drawn
    }
edit-votes =
    { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
edit-comments =
    { $count ->
        [one] { $count } open comment
       *[other] { $count } open comments
    }
edit-vote-given = Your dot is on it
edit-vote-taken = Your dot is off it
edit-vote-take = Take my dot off
edit-make-opportunity = Make it an opportunity
edit-empty-title = An empty map
edit-empty-help = Begin with a stage and write on, or paste a table or an outline that you have already.

# Commands
cmd-undo = Undo
cmd-redo = Redo
cmd-write = Write in it
cmd-cut = Cut
cmd-copy = Copy
cmd-paste = Paste
cmd-duplicate = Duplicate
cmd-delete = Remove
cmd-select-all = Select all in the cell, then in the lane
cmd-add-after = New one after this
cmd-add-step = New step
cmd-add-stage = New stage
cmd-add-action = Add an action to the opportunity
cmd-add-path = Add another way between steps
cmd-add-hand-over = Add a hand-over
cmd-make-journey = Make a journey of this step
cmd-open-journey = Open the journey in this step
cmd-add-card = New card: { $kind }
cmd-paste-map = Make a map from a table or outline
cmd-move-left = Move left
cmd-move-right = Move right
cmd-move-up = Move up
cmd-move-down = Move down
cmd-feeling-up = Emotion up by 0.1
cmd-feeling-down = Emotion down by 0.1
cmd-hide-lane = Hide this lane
cmd-turn = Turn into: { $kind }
cmd-events = Bind to events
cmd-claim = Say what the data must show
cmd-comment = Comments
cmd-vote = Vote
cmd-timer =
    { $minutes ->
        [one] Timer: { $minutes } minute
       *[other] Timer: { $minutes } minutes
    }
cmd-timer-stop = Stop the timer
cmd-palette = Commands
cmd-shortcuts = Keyboard shortcuts
cmd-search = Search
cmd-filter = Filter
cmd-clear-filter = Show everything
cmd-lanes = Lanes
cmd-save-view = Save this view
cmd-sketch = Sketch
cmd-standard = Standard
cmd-full = Full
cmd-zoom-in = Draw the map larger
cmd-zoom-out = Draw the map smaller
cmd-zoom-whole = Draw the map in its own size
cmd-zoom-fit = Fit the map to the window
zoom-said = Size of the map: { $percent } %
cmd-details = Details
cmd-bin = Bin
cmd-narrative = Read as a story
cmd-aside = Changes not taken
cmd-pointers-hide = Hide people’s pointers
cmd-pointers-show = Show people’s pointers
edit-group-edit = Edit
edit-group-insert = Insert
edit-group-move = Move
edit-group-evidence = Evidence
edit-group-talk = Together
edit-group-view = View
edit-group-grid = In the grid
edit-palette-search = What do you want to do?
edit-palette-none = There is no such command.
edit-key-arrows = Go to the next cell or card
edit-key-extend = Select more
edit-key-ends = To the ends of the lane, of the map
edit-key-toggle = Add to the selection, or take out
edit-key-type = Write in place of what stands there
edit-key-next = While writing: on to the next text
edit-key-feeling = On the emotion: up and down by 0.1
edit-key-leave = While writing: leave it as it was

# Bar
edit-bar = Tools of the editor
edit-menu-insert = Insert
edit-menu-edit = Edit
edit-menu-move = Arrange
edit-menu-view = More
edit-detail = Level of detail
edit-views = Views
edit-filter-on = Filtered
edit-found =
    { $count ->
        [one] { $count } found
       *[other] { $count } found
    }
edit-people =
    { $count ->
        [one] { $count } person here
       *[other] { $count } people here
    }
edit-you = { $name } (you)
edit-go-to = Go to { $name }
edit-live = Live
edit-updated = updated { $ago }
edit-opens = Opens the journey “{ $name }”
edit-journey-failed = The journey could not be made: { $why }
edit-channel-seen = seen in the events
edit-standing-opening = Opening …
edit-standing-kept = Saved
edit-standing-saving = Saving …
edit-standing-offline = Not connected; kept here
edit-standing-waiting =
    { $count ->
        [one] Not connected: { $count } change is kept here
       *[other] Not connected: { $count } changes are kept here
    }
edit-standing-unwelcome = Not saved: { $why }
edit-unwelcome-nobody = The server does not know who you are any more
edit-unwelcome-nobody-help = Join again. What you write is kept here.
edit-unwelcome-map-full = Too many pages have this map open
edit-unwelcome-map-full-help = Close some of them and load this page anew.
edit-unwelcome-not-yours = This copy of the map belongs to somebody else
edit-unwelcome-not-yours-help = Load the page anew.
edit-unwelcome-map-removed = This map was removed
edit-unwelcome-map-removed-help = It can be brought back under Maps, Removed maps. What you wrote is kept here until then.
edit-unwelcome-damaged = The page and the server did not understand each other
edit-unwelcome-damaged-help = Load the page anew. What was not sent stays in this browser.
edit-unwelcome-bad-message = The page and the server did not understand each other
edit-unwelcome-bad-message-help = Load the page anew. What was not sent stays in this browser.
edit-unwelcome-unknown-map = There is no such map
edit-unwelcome-unknown-map-help = It may have another name by now: look under Maps.
edit-unwelcome-map-unreadable = The map’s file cannot be understood
edit-unwelcome-map-unreadable-help = Mend it, or take an earlier one from the history of your folder; `wayline check` says where.
edit-unwelcome-too-many = The map has more cards than can be edited together
edit-unwelcome-too-many-help = Divide its file into several maps.
edit-unwelcome-busy = The server has too much to do at the moment
edit-unwelcome-busy-help = The page tries again by itself.
edit-unwelcome-io = The server’s disk refused
edit-unwelcome-io-help = Tell whoever runs it. What you wrote is kept here.
edit-unwelcome-document-damaged = What the server keeps of this map is damaged
edit-unwelcome-document-damaged-help = Tell whoever runs it. What you wrote is kept here.
edit-standing-refused =
    { $count ->
        [one] { $count } change was not taken: { $why }
       *[other] { $count } changes were not taken: { $why }
    }
edit-standing-outdated =
    { $count ->
        [0] Load the page anew: the server is newer
        [one] The server is newer than this page. { $count } change is kept in this browser
       *[other] The server is newer than this page. { $count } changes are kept in this browser
    }
edit-standing-reload = Load anew
edit-outdated-help = Load the page anew. What was not sent stays in this browser.
edit-standing-unsafe-none = this browser keeps nothing: stay until it is saved
edit-standing-unsafe-full = this browser’s store is full: stay until it is saved, or download it
edit-file-mistake-line = The file has a mistake in line { $row }: { $what }. What is written here is kept on the server, and the file follows once it is mended.
edit-file-mistake = The file cannot be read: { $what }. What is written here is kept on the server, and the file follows once it is mended.
edit-file-gone = The map’s file was taken away. What is on the map is kept on the server; the next change writes the file anew.
edit-timer-over = Time is up

# Dialogs
edit-done = Done
edit-save = Save
edit-show = Show
edit-hide = Hide
edit-lanes-help = For everybody who opens this map. Nothing that is hidden is lost.
edit-lanes-more = More lanes
edit-lane-up = { $lane }: up
edit-lane-down = { $lane }: down
edit-lane-hide = Hide { $lane }
edit-lane-show = Show { $lane }
edit-filter-text = With these words
edit-filter-grade = How well backed
edit-filter-all = all
edit-filter-talk = Talked about
edit-filter-votes = with votes
edit-filter-comments = with open comments
edit-filter-hide = Hide what does not match
edit-paste-help = Paste a table (steps across, or one step a row) or an indented list: stage, step, card
edit-paste-row = The row “{ $row }” is
edit-paste-no-lane = What has no name is
edit-paste-leave-out = left out
edit-paste-preview = Preview
edit-paste-lane = { $lane } ({ $count })
edit-paste-unknown = “{ $row }”: not understood, left out
edit-paste-unknown-line = No lane is named: left out
edit-paste-found =
    { $steps ->
        [one] { $steps } step
       *[other] { $steps } steps
    } in { $stages ->
        [one] { $stages } stage
       *[other] { $stages } stages
    }
edit-paste-read = Read: { $rows }
edit-paste-off-scale = Not on the scale from −2 to +2, left out: { $rows }. Change them in the text above to bring them in.
edit-paste-apply = Add to the map
edit-events-of = Events that are “{ $step }”
edit-events-search = Find an activity
edit-events-none = The events cannot be asked now. A name can be typed all the same.
edit-events-used = also { $step }
edit-events-never = never seen
edit-events-type = Bind “{ $name }”
edit-claim-op = Question
edit-claim-none = no claim: an assumption
edit-claim-unbound = The step is bound to no events.
edit-claim-quantity = Figure
edit-claim-side = Below or above
edit-claim-below = is below
edit-claim-above = is above
edit-claim-number = Threshold
edit-claim-where = Among journeys where
edit-claim-against = Compared with journeys where
edit-claim-about = Ratings about
edit-claim-from = From the activity
edit-claim-to = To the activity
edit-claim-steps = Activities in order
edit-claim-within = Within
edit-claim-goal = Goal: the activity to reach
edit-op-ratings = How it is rated
edit-op-dwell = How long it takes
edit-op-funnel = How many get through
edit-op-counts = How many leave, or do it
edit-op-drivers = What it does to the goal
edit-quantity-mean = mean
edit-quantity-median-s = median time
edit-quantity-rate = share
edit-quantity-count = count
edit-quantity-odds = odds
edit-quantity-difference = difference
edit-weighing = Weighing …
edit-cannot-weigh = What it is worth cannot be told now. The claim is kept.

# Panels
edit-bin-empty = Nothing was removed.
edit-bring-back = Bring back
edit-bring-back-one = Bring back: { $name }
edit-comments-open =
    { $count ->
        [0] Comment
        [one] { $count } comment
       *[other] { $count } comments
    }
edit-no-comments = Nobody has said anything yet.
edit-comment-write = Write a comment; @ names somebody
edit-comment-send = Send
edit-comment-sent = Sent
edit-mention = People to name
edit-mention-nobody = Nobody called “{ $name }” has joined here yet. Whoever opens a map to edit it gives their name once, and can then be named.
edit-resolve = Resolve
edit-reopen = Open again
edit-resolved =
    { $count ->
        [one] { $count } resolved
       *[other] { $count } resolved
    }
edit-somebody = Somebody
edit-tell-question = Customers ask: “{ $question }”
edit-tell-task = Our task: { $task }
edit-tell-where = This happens at { $where }
edit-tell-feeling = It feels { $feel } { $value }

# Joining
edit-join-title = Who is editing?
edit-join-help = Others see your name where you work. It is kept on this server only.
edit-join-before = What you wrote here as { $name } and did not send is kept in this browser, and is offered to you on the map after you join.
edit-join-name = Your name
edit-join-colour = Your colour
edit-join = Begin
edit-join-failed = The server did not answer. Try again.
edit-join-again = Join again
edit-cannot-open = The live map cannot be opened

# What the history says
why-add = Added
why-journey = Journey made of a step
why-write = Written
why-set = Changed
why-remove = Removed
why-bring-back = Brought back
why-move = Moved
why-turn = Turned into another kind
why-paste = Pasted
why-duplicate = Duplicated
why-lanes = Lanes chosen
why-feeling = Emotion set
why-quotes = Quotes chosen
why-match = Bound to events
why-vote = Voted
why-comment = Commented
why-timer = Timer set
why-view = View saved
why-undo = Undone
why-redo = Done again
why-again = Made again after it was not taken

# What the server did not take
edit-kept-since = As of { $when }
edit-aside-show = Show
edit-aside-count =
    { $count ->
        [one] { $count } change was not taken
       *[other] { $count } changes were not taken
    }
edit-aside-help = Nothing of this is lost: it lies aside in this browser until you discard it.
edit-aside-empty = Nothing lies aside: the server took everything.
edit-aside-elsewhere = Something lies aside of other maps too
edit-aside-unreadable = What it holds cannot be read here. Download it, and ask whoever runs the server.
edit-aside-unsent = Not on the server yet
edit-aside-unsent-help = Kept here, and sent as soon as the server takes it. You can download it as well.
edit-aside-again =
    { $count ->
        [one] Make { $count } change again
       *[other] Make { $count } changes again
    }
edit-aside-again-done = Made again: { $done } of { $count }
edit-aside-save-text = Download text
edit-aside-save-json = Download JSON
edit-aside-discard = Discard
edit-aside-discard-title = Discard for good?
edit-aside-discard-text =
    { $count ->
        [one] { $count } change is deleted from this browser. It cannot be brought back.
       *[other] { $count } changes are deleted from this browser. They cannot be brought back.
    }
edit-aside-discarded = Discarded
edit-aside-keep = Keep it
edit-aside-was = { $field }: before
edit-aside-now = { $field }: as you wrote it
edit-aside-nothing = (nothing)
edit-aside-yes = Yes
edit-aside-within = in { $name }
edit-aside-unfit-there = It is so on the map already.
edit-aside-unfit-gone = Cannot be made again: it was removed since.
edit-aside-unfit-no-place = Cannot be made again: what it lay in was removed since.
edit-aside-unfit-changed = Cannot be made again: somebody changed it since. Copy it, and write it by hand.
edit-aside-why-too-large = The change was too large to be taken at once.
edit-aside-why-too-many = The map would have had too many cards.
edit-aside-why-map-full = The map is full.
edit-aside-why-not-yours = It was made in the name of somebody else.
edit-aside-why-damaged = It arrived damaged.
edit-aside-why-bad-message = The page and the server did not understand each other. Load the page anew.
edit-aside-why-too-long = Something in it is too long.
edit-aside-why-wrong-value = A value in it does not fit its field.
edit-aside-why-wrong-place = Something in it cannot lie there.
edit-aside-why-not-an-update = It arrived damaged.
edit-aside-why-unknown-record = It is about something that is not on the map.
edit-aside-why-internal = The server could not take it. Tell whoever runs it.
edit-aside-why-not-a-map = It has no place in this version of the map.
edit-aside-why-other-map = The server began this map anew: this is what you had changed in the earlier one.
edit-aside-why-left-behind = It was written in this browser under the name you had before, and never sent.
edit-does-added = Added
edit-does-removed = Removed
edit-does-brought-back = Brought back
edit-does-moved = Moved
edit-does-changed = Changed

# What is told, and done by hand
edit-undone-what =
    Undone: { $what }{ $named ->
        [yes] {" “"}{ $name }”
       *[no] {""}
    }
edit-redone-what =
    Done again: { $what }{ $named ->
        [yes] {" “"}{ $name }”
       *[no] {""}
    }
edit-write-cancelled = Left as it was
edit-arc-added = { $kind } added: { $ends }
edit-added = Added: { $kind } “{ $name }”, { $where }
edit-moved-to =
    “{ $name }” moved to { $where }{ $more ->
        [0] {""}
       *[other] {", and "}{ $more } more
    }
edit-where-stage = place { $at } of { $of } among the stages
edit-where-step = { $stage }, step { $at } of { $of }
edit-where-card = { $step }, { $lane }, { $at } of { $of }
edit-where-lane = place { $at } of { $of } among the lanes
edit-turned =
    { $count ->
        [one] { $count } card is now: { $kind }
       *[other] { $count } cards are now: { $kind }
    }
edit-opportunity-for = Mend: { $pain }
edit-opportunities-made =
    { $count ->
        [one] An opportunity was added. The pain stays: “{ $pain }”
       *[other] { $count } opportunities were added. The pains stay.
    }
edit-cut =
    { $count ->
        [one] { $count } cut: paste it where it belongs
       *[other] { $count } cut: paste them where they belong
    }
edit-cannot-become = “{ $name }” cannot become: { $kind }. One of these lies in: { $above }. Make one there instead.
edit-cannot-hold = “{ $name }” cannot go there: the lane { $lane } holds no cards.
edit-no-word = no word for it
edit-feeling-set = Emotion at { $step }: { $value }
edit-feeling-none = Emotion at { $step }: none said
edit-feeling-clear = Say nothing
edit-is-selected = selected
edit-is-here = { $name } is here
edit-came = { $name } has opened the map
edit-left = { $name } has left
edit-taken-writing = { $who } removed: { $kind } “{ $name }”, while you were writing in it. Your letters are kept.
edit-taken-open = { $who } removed: { $kind } “{ $name }”, which you had open.
edit-taken-back = Bring it back
edit-mentioned = { $who } named you in a comment on “{ $name }”
edit-mentioned-show = Show
edit-mentions-unread =
    { $count ->
        [one] { $count } comment that names you is unread
       *[other] { $count } comments that name you are unread
    }
edit-mentions-read = Comments that name you
edit-mention-new = Unread
edit-comment-delete = Delete
edit-comment-deleted = Comment deleted
why-comment-removed = Comment deleted
edit-people-more =
    { $count ->
        [one] { $count } more person
       *[other] { $count } more people
    }
edit-colour-taken = { $names } already has this colour. You can take it; another is told apart better.
edit-colour-of = { $colour }, taken by { $names }
edit-written = Written: { $name }
edit-refused-opening = the map is still being opened
edit-refused-gone = it was removed meanwhile
edit-refused-wrong-place = it cannot lie there
edit-refused-wrong-value = this value does not fit its field
edit-refused-too-long = it has more than { $most } characters
edit-refused-too-many-items = it has more than { $most } entries
edit-refused-too-many = the map has { $most } cards, which is the most
edit-pointers-hidden = Pointers are hidden: yours from the others too
edit-pointers-shown = Pointers of all are shown
edit-theirs-added = { $who } added: { $kind } “{ $name }”
edit-theirs-removed = { $who } removed: { $kind } “{ $name }”
edit-theirs-moved = { $who } moved: { $kind } “{ $name }”
edit-theirs-changed = { $who } changed: { $kind } “{ $name }”
edit-theirs-commented = { $who } commented on: { $kind } “{ $name }”
edit-theirs-voted = { $who } voted for: { $kind } “{ $name }”
edit-theirs-many = { $who } made { $count } changes
edit-name-added = “{ $name }” added to { $to }
edit-lane-touchpoints = Touchpoints
edit-hint-touchpoints = where we meet
edit-menu-turn = Turn into
cmd-menu = What can be done here
cmd-add-touchpoint = New touchpoint of the step
cmd-add-channel = New channel of the step
why-cut = Cut
why-touchpoints = Touchpoints changed
why-channels = Channels changed
edit-key-done = While writing: done; where something new was written, on to the next
edit-key-line = While writing: a new line
edit-key-feeling-open = On the emotion: its figure by arrows or digits, and the word for it; Esc leaves
colour-blue = Blue
colour-brown = Brown
colour-green = Green
colour-raspberry = Raspberry
colour-violet = Violet
colour-red = Red
colour-petrol = Petrol
colour-grey = Grey
