# Teksty obrazów, których strona nie mówi albo mówi inaczej. Strona ich nie wczytuje.

picture-about = O mapie
picture-told = Mapa „{ $kind }”. Etapy: { $stages }, kroki: { $steps }, { $counted }, zdarzenia: { $events }.
picture-told-of = Mapa „{ $kind }”, { $dataset }. Etapy: { $stages }, kroki: { $steps }, { $counted }, zdarzenia: { $events }.
picture-goal = Cel · { $goal }
picture-personas = Persony · { $names }
picture-as-of = Stan na { $day }
picture-no-stages = Ta mapa nie ma jeszcze etapów
picture-stages = Etapy
picture-line-interaction = linia interakcji
picture-line-visibility = linia widoczności
picture-line-internal = linia interakcji wewnętrznej

# Kondycja
picture-explained = Wyjaśnione przez mapę
picture-claims =
    { $n ->
        [one] z { $n } twierdzenia
       *[other] z { $n } twierdzeń
    }
picture-claims-assumed =
    { $n ->
        [one] { $n } założenie
        [few] { $n } założenia
       *[other] { $n } założeń
    }
picture-claims-ageing = starzejące się: { $n }
picture-claims-contradicted = zaprzeczone: { $n }
picture-no-lowest = żaden krok nie ma dość ocen
picture-no-time = dane nie mają czasu
picture-not-known = nie wiadomo
picture-not-known-why = nie wiadomo: { $why }
picture-no-data = brak danych

# Liczby
picture-interval = 95% PU { $low }–{ $high }
picture-interval-wide = 95% PU { $low } … { $high }
picture-points = p.p.
picture-assumed = założone
picture-length-seconds = { $value } s
picture-length-minutes = { $value } min
picture-length-hours = { $value } godz.
picture-length-days = { $value } { $n ->
        [one] dzień
        [few] dni
        [many] dni
       *[other] dnia
    }
picture-length-months = { $value } { $n ->
        [one] miesiąc
        [few] miesiące
        [many] miesięcy
       *[other] miesiąca
    }
picture-length-years = { $value } { $n ->
        [one] rok
        [few] lata
        [many] lat
       *[other] roku
    }
picture-day = { $day } { $month } { $year }
picture-month-1 = sty
picture-month-2 = lut
picture-month-3 = mar
picture-month-4 = kwi
picture-month-5 = maj
picture-month-6 = cze
picture-month-7 = lip
picture-month-8 = sie
picture-month-9 = wrz
picture-month-10 = paź
picture-month-11 = lis
picture-month-12 = gru

# Tory: co stoi pod ich nazwami i co się mówi, gdy są puste
picture-lane-waits = Oczekiwanie
picture-hint-flow =
    { $unit ->
        [case] sprawy i gdzie odchodzą
        [account] konta i gdzie odchodzą
        [session] sesje i gdzie się kończą
       *[customer] klienci i gdzie odchodzą
    }
picture-hint-flow-sample =
    { $unit ->
        [case] sprawy w próbie; udziały nie są znane
        [account] konta w próbie; udziały nie są znane
        [session] sesje w próbie; udziały nie są znane
       *[customer] klienci w próbie; udziały nie są znane
    }
picture-hint-waits = mediana od poprzedniego kroku
picture-hint-emotion = −2 … +2, pas = przedział 95%
picture-hint-emotion-guessed = −2 … +2, pas = przedział 95%, pierścień = szacunek zespołu
picture-hint-think = co przechodzi przez myśl
picture-hint-need = czego chce klient
picture-hint-touchpoints = gdzie się spotykamy
picture-hint-pain = najgorszy pierwszy: #1
picture-hint-pain-unranked = bez kolejności: nic jeszcze nie zmierzono
picture-hint-pain-lost =
    { $unit ->
        [case] według straconych spraw
        [account] według straconych kont
        [session] według straconych sesji
       *[customer] według straconych klientów
    }
picture-hint-idea = co komuś przyszło na myśl
picture-hint-tasks = w etapie
picture-hint-evidence = co klient widzi i zachowuje
picture-hint-frontstage = nasi ludzie i ekrany, które spotyka klient
picture-hint-backstage = praca, której klient nie widzi
picture-hint-support = na czym opiera się praca
picture-hint-systems = narzędzia za krokiem
picture-hint-policies = zasady, które nas wiążą
picture-hint-training = co muszą wiedzieć nasi ludzie
picture-hint-ways = przekazania
picture-hint-ways-both = ciągłe: przekazania
picture-none = W tym torze nic jeszcze nie ma
picture-none-flow = Z tymi krokami nie powiązano jeszcze zdarzeń: przepływ nie jest znany
picture-none-emotion = Na tę mapę nie trafiły jeszcze oceny: nikogo nie zapytano, co czuje
picture-none-voice = Na tę mapę nie trafiły jeszcze niczyje słowa
picture-none-pain = Nie znaleziono ani nie narysowano jeszcze żadnego punktu bólu
picture-none-opportunity = Nie narysowano jeszcze żadnej szansy
picture-none-action = Nie narysowano jeszcze żadnego działania

# Znaki i karty
picture-stage = Etap: { $name }
picture-step = Krok: { $name }
picture-department = Dział: { $name }
picture-department-at = Dział: { $name }, krok { $from }
picture-department-over = Dział: { $name }, od { $from } do { $to }
picture-channels = Kanały: { $names }
picture-events = Zdarzenia: { $names }
picture-unbound = bez powiązanych zdarzeń
picture-optional = nieobowiązkowy
picture-repeats = powtarza się
picture-ends = kończy podróż
picture-ends-here = tu koniec
picture-opens = otwiera mapę
picture-in-sample = w próbie
picture-still-open = { $count } w toku
picture-open = { $count } w toku
picture-open-at = { $step }: { $counted }, wciąż w toku: ani nie odeszli, ani nie poszli dalej
picture-leave = { $share } odchodzi
picture-leave-at =
    { $unit ->
        [case] Odchodzące sprawy
        [account] Odchodzące konta
        [session] Kończące się sesje
       *[customer] Odchodzący klienci
    } przy „{ $step }”: { $share }; { $counted }
picture-sampled = próbę dobrano według tego, jak skończyły się podróże
picture-no-shares = Bez udziałów i strat: { $why }
picture-returns = wraca
picture-skips = pomija
picture-branches = odgałęzia się
picture-hand-over = przekazanie
picture-hand-over-from = Przekazanie: { $from }
picture-median = mediana { $wait }
picture-ways-left-out =
    { $n ->
        [one] Nie narysowano { $n } kolejnej drogi między krokami, najrzadziej wybieranej
       *[other] Nie narysowano { $n } kolejnych dróg między krokami, najrzadziej wybieranych
    }
picture-wait-before = Mediana oczekiwania przed „{ $step }”: { $wait }, { $base }
picture-emotion-at = Emocje przy „{ $step }”: { $value }
picture-emotion-unknown = Emocje przy „{ $step }”: nie wiadomo, { $why }
picture-estimate = { $step }: szacunek zespołu to { $value }
picture-the-lowest = najgorszy moment
picture-not-rated = bez ocen
picture-no-rating = żadna ocena nie dotyczy tego kroku
picture-of-ten = { $value } z 10
picture-thumbs-up = { $share } kciuków w górę
picture-by-text = tekst { $value }
picture-no-voice = Do tego kroku nie trafiły jeszcze niczyje słowa
picture-pain = Punkt bólu
picture-pain-ranked = Punkt bólu { $rank }
picture-opportunity = Szansa: { $title }. { $line }. { $grade }
picture-action = Działanie: { $title }. { $line }. { $grade }
picture-predicted = przewidywanie: { $what }
picture-due = termin { $day }
picture-idea = Pomysł: { $title }

# Strona HTML: panel, słowa i tabela
picture-skip = Pomiń obraz: mapa w słowach i jako tabela
picture-in-words = W słowach
picture-as-table = Jako tabela
picture-close = Zamknij dowody
picture-value = Wartość
picture-rests-on = Podstawa
picture-in-their-words = Ich słowami
picture-ask-again = Zapytaj ponownie
picture-more-events = {" "}→ … i jeszcze { $n }
picture-journeys-of = Podróże: { $shown } z { $n }
picture-story = { $map } to mapa ({ $kind }), { $dataset }. Etapy: { $stages }, kroki: { $steps }; narysowano ją na podstawie danych. Podróże: { $journeys }, zdarzenia: { $events }.
picture-story-goal = Cel osiąga { $share } z nich.
picture-story-goal-unknown = Nie wiadomo, ile osiąga cel: { $why }.
picture-story-claims = Twierdzenia: { $claims }, z tego poparte danymi: { $supported }, założenia: { $assumptions }, na starzejących się dowodach: { $ageing }, zaprzeczone: { $contradicted }.
picture-story-lowest = Najgorszy moment to „{ $step }”, z emocją { $value } w skali od −2 do +2 ({ $base }).
picture-story-hand-overs = Działy przekazują klienta dalej: { $told }.
picture-story-hand-over = { $of } → { $next } po „{ $from }”{ $what }
picture-story-hand-over-steps = „{ $from }” → „{ $to }”{ $what }
picture-story-pains = Co boli najbardziej:
picture-story-pain = { $pain } (przy „{ $step }”){ $detail } — { $grade }, { $why }.
picture-table-steps = Etapy i kroki od pierwszego do ostatniego
picture-table-ways = Przejścia poza zwykłą kolejnością
picture-stage-one = Etap
picture-step-one = Krok
picture-journeys = Podróże
picture-share = Udział
picture-from = Od
picture-to = Do
picture-passed-on = Co jest przekazywane
picture-time-between = Czas pomiędzy
picture-no-steps = jeszcze bez kroków
