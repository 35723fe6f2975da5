# Teksty strony. Te same klucze w każdym języku.

skip-to-map = Przejdź do treści
nav-label = Projekt
nav-maps = Mapy
nav-data = Czy moje dane wystarczą?
language = Język
sample-project = Przykładowa firma, dane zmyślone

loading = Wczytywanie …
try-again = Spróbuj ponownie
close = Zamknij
copy = Kopiuj
copied = Skopiowano

trouble-unreachable = Serwer nie odpowiada
trouble-unreachable-help = Być może został zatrzymany. Uruchom go ponownie poleceniem `wayline serve` i spróbuj jeszcze raz.
trouble-strange = Serwer odpowiedział w sposób niezrozumiały dla tej strony (status { $status })
trouble-strange-help = Strona i serwer mogą być w różnych wersjach: odśwież stronę.
trouble-unknown-map = Nie ma takiej mapy
trouble-unknown-key = Na mapie nie ma już tego elementu
trouble-no-events = Ten projekt nie ma jeszcze zdarzeń
trouble-map-unreadable = Nie można zrozumieć pliku mapy
trouble-refused = Na to nie można odpowiedzieć
trouble-busy = Zbyt wiele pytań naraz
trouble-too-slow = Odpowiedź trwała zbyt długo
trouble-data-damaged = Dane projektu są uszkodzone
trouble-io = Dysk odmówił
trouble-internal = Wayline popełnił błąd
trouble-bad-request = Nie można zrozumieć zapytania
trouble-unknown-page = Nie ma takiej strony
trouble-back = Do listy map

maps-title = Mapy
maps-steps =
    { $steps ->
        [one] { $steps } krok
        [few] { $steps } kroki
       *[many] { $steps } kroków
    } w { $stages ->
        [one] { $stages } etapie
       *[many] { $stages } etapach
    }
maps-none = Nie ma jeszcze mapy
maps-none-help = Utwórz pierwszą na podstawie zdarzeń i odśwież tę stronę:
data-none-help = Dodaj je i odśwież tę stronę:

kind-current_state = Stan obecny
kind-future_state = Stan przyszły
kind-day_in_the_life = Dzień z życia
kind-service_blueprint = Plan usługi
unit-customer = Klienci w tej podróży
unit-case = Sprawy w tej podróży
unit-account = Konta w tej podróży
unit-session = Sesje w tej podróży
unit-customer-sample = Klienci w próbie
unit-case-sample = Sprawy w próbie
unit-account-sample = Konta w próbie
unit-session-sample = Sesje w próbie
sampling-all = Wszystkie podróże
sampling-random = Próba losowa
sampling-outcome_selected = Próba dobrana według wyniku
sampling-unknown = Sposób doboru nieznany
tag-persona = Persona · { $name }
tag-span = { $from } – { $to }

health-label = Kondycja podróży i mapy
health-events = { $events } zdarzeń
health-customers = { $events } zdarzeń · { $customers } klientów
health-goal = Osiągają cel
health-claims = Poparte dowodami
health-claims-note = z { $claims } twierdzeń · { $assumptions ->
        [one] { $assumptions } założenie
        [few] { $assumptions } założenia
       *[many] { $assumptions } założeń
    }
health-no-claims = na mapie nie ma jeszcze twierdzeń
health-explained = Wyjaśnione przez mapę
health-lowest = Najgorszy moment
health-of = z { $n }
health-base = n = { $n }
health-range = { $low } – { $high }
health-unknown = jeszcze nie wiadomo

view-label = Sposoby czytania mapy
view-map = Mapa
view-table = Tabela
view-story = Opowieść
view-findings = Uwagi
export = Eksport
export-svg = Obraz (SVG)
export-png = Obraz (PNG)
export-pdf = Obraz (PDF)
export-pdf-a4 = Do druku na A4 (PDF)
export-pdf-a3 = Do druku na A3 (PDF)
export-html = Strona (HTML)
export-yaml = Postać tekstowa (journey.yaml)
export-json = Dane (JSON)
export-of = Tak jak na ekranie: { $what }

tags-label = O tej mapie
zoom-label = Wielkość mapy
zoom-in = Większa
zoom-out = Mniejsza
zoom-fit = Dopasuj do okna
map-grid = { $name }: strzałki przechodzą między elementami, Enter otwiera dowody
legend-label = Legenda
legend-supported = poparte danymi
legend-ageing = dowody się starzeją
legend-assumption = założenie
legend-contradicted = sprzeczne z danymi
notes-label = Warto wiedzieć

grade-assumption = Założenie
grade-supported = Poparte danymi
grade-ageing = Dowody się starzeją
grade-contradicted = Sprzeczne z danymi

evidence-panel = Dowody
evidence-loading = Sprawdzam, co za tym stoi …
evidence-claim = Twierdzenie
evidence-why = Skąd ta ocena
evidence-figures = Liczby
evidence-interval = przedział 95% od { $low } do { $high }
evidence-base = n = { $n }
evidence-low-base = mała podstawa
evidence-as-of = stan na { $day }
evidence-sources = źródło: { $sources }
evidence-unknown = Nie wiadomo
evidence-no-figures = Nie stoi za tym jeszcze żadna liczba.
evidence-csv = Liczby jako CSV
evidence-repeat = Zapytaj ponownie
evidence-command = W terminalu
evidence-question = Pytanie
evidence-verbatims = Co mówią klienci
evidence-more-verbatims = Jeszcze { $count }
evidence-journeys =
    { $count ->
        [one] Stoi za tym jedna podróż
       *[many] Podróże, które za tym stoją: { $shown } z { $count }
    }
evidence-more-events =
    { $count ->
        [one] i jeszcze { $count } zdarzenie
        [few] i jeszcze { $count } zdarzenia
       *[many] i jeszcze { $count } zdarzeń
    }
evidence-from-to = { $from } – { $to }

table-caption = { $map }: każdy krok z jego liczbami
table-lane = Tor
lane-action = Co robi klient
lane-count = { $unit ->
    [customer] Klienci
    [case] Sprawy
    [account] Konta
    [session] Sesje
   *[other] Podróże
 }
lane-left = Odeszli tutaj
lane-open = Jeszcze w toku
lane-wait = Oczekiwanie przed krokiem
lane-channels = Kanały
lane-department = Dział
lane-hand-overs = Przekazanie dalej
lane-tasks = Nasze zadanie
table-hand-over = do: { $to }{ $what }
hand-over-what = { " – " }{ $what }
emotion-value = { $value } w skali −2 … +2
nothing-known = –

counted = { $unit ->
    [customer] klienci – { $count }
    [case] sprawy – { $count }
    [account] konta – { $count }
    [session] sesje – { $count }
   *[other] podróże – { $count }
 }
story-steps = { $name }: { counted }
story-step-count = Liczba podróży, które przechodzą przez ten krok: { $count }.
story-step-taken = Przez ten krok przechodzą: { counted }.
story-step-uncounted = Z tym krokiem nie powiązano zdarzeń.
story-emotion = Odczucie: { $feel } { $value } (przedział 95% od { $low } do { $high }, n = { $n }).
story-no-emotion = Nikogo nie zapytano, co tu czuje.
story-left = Odchodzi tu { $share } ({ $low } – { $high }, n = { $n }).
story-left-unknown = Nie wiadomo, ilu tu odchodzi: { $why }.
story-paths = Drogi poza zwykłą kolejnością
story-path = { $from } → { $to }: { counted }
story-task = Nasze zadanie: { $task }.
story-department = Klienta obsługuje tu: { $department }.
story-ideas = Pomysły:
story-hand-overs = Przekazania między działami
story-hand-over = { $from } → { $to }{ $what }
story-hand-over-measured = { $from } → { $to }{ $what }. Mediana { $wait }, { counted }.
story-asks = Pytają: „{ $question }”
story-goal = Cel tej mapy: { $goal }.
story-reach = Osiąga go { $share } (razem: { counted }).
story-lowest = Najgorszy moment to „{ $step }” ({ $value } w skali od −2 do +2).
story-worst = Najbardziej boli przy „{ $step }”: { $pain }.
story-lost = Kosztuje to w przybliżeniu: { counted }.
story-claims = Twierdzenia na mapie: { $claims }, w tym { $what }.
story-supported = poparte danymi – { $count }
story-ageing = na starych dowodach – { $count }
story-assumption = założone – { $count }
story-contradicted = zaprzeczone przez dane – { $count }
story-touchpoints = Spotykają nas tu: { $what }.
story-channels = Przychodzą przez: { $what }.
story-needs = Potrzebują: { $what }.
story-thinks = Myślą: „{ $what }”
story-wait = Połowa dociera tu w ciągu { $wait } od poprzedniego kroku.
story-ends = Tu podróż się kończy.
story-emotion-bare = Odczucie: { $value } w skali od −2 do +2 (przedział 95% od { $low } do { $high }, n = { $n }).
story-emotion-assumed-bare = Zakładane odczucie: { $value } w skali od −2 do +2.
story-hurts = Co tu boli:
story-better = Co może być lepsze:
story-doing = Co się robi:
story-serve = Jak ich tu obsługujemy – { $what }.
story-effort = Nakład: { $weeks } osobotygodni.
story-due = termin { $day }
story-predict = Przewidywanie: { $predict }.

findings-title = Co jest nie tak z tą mapą
findings-none = Nie znaleziono żadnych błędów na tej mapie.
finding-edit = Zmień w edycji: { $name }
finding-edit-map = Otwórz mapę w edycji
finding-look = Pokaż na mapie
quoted = „{ $name }”
finding-about = { $what }: { $name }
finding-assumptions-instead-of-data = Większość tej mapy to założenia
finding-do-assumptions-instead-of-data = Daj problemowi twierdzenie, któremu dane mogą zaprzeczyć, powiąż krok ze zdarzeniami albo usuń stwierdzenie.
finding-one-touchpoint = Mapa patrzy tylko na jedno miejsce
finding-do-one-touchpoint = Spójrz, co dzieje się przed nim i po nim, i mierz cel od pierwszego etapu do ostatniego.
finding-one-department = Jeden dział stoi sam
finding-do-one-department = Zapytaj działy przed nim i po nim, która część jest ich, i narysuj, gdzie przekazują klienta.
finding-never-updated = Część dowodów jest zbyt stara
finding-do-never-updated = Wczytaj nowsze dane albo zapytaj klientów ponownie.
finding-no-action = Nic się nie robi z tym, co boli
finding-do-no-action = Dodaj do kroku szansę, a do niej działanie z właścicielem i terminem.
finding-no-action-planned = Nic się nie robi z tym, co mogłoby być lepsze
finding-do-no-action-planned = Dodaj do szansy działanie z właścicielem i terminem.
finding-no-action-overdue = Termin działania minął
finding-do-no-action-overdue = Oznacz je jako wdrożone lub zaniechane albo ustal inny termin.
finding-contradicted-claim = Dane mówią co innego
finding-do-contradicted-claim = Obejrzyj dowody, a potem popraw stwierdzenie albo je usuń.
finding-unknown-activity = Krok jest powiązany ze zdarzeniem, które nigdy nie zachodzi
finding-do-unknown-activity = Wybierz zdarzenia kroku ponownie z listy albo wczytaj brakujące dane.
finding-activity-matched-twice = Dwa kroki mają to samo zdarzenie
finding-do-activity-matched-twice = Zostaw zdarzenie przy jednym z nich: zdarzenie to jeden krok.
finding-unbound-step = Krok nie jest powiązany ze zdarzeniami
finding-do-unbound-step = Wybierz zdarzenia, które są tym krokiem; do tego czasu pozostaje pusty.
finding-unmatched-events = Dzieje się coś, czego nie ma na mapie
finding-do-unmatched-events = Dodaj dla tego krok albo powiąż z istniejącym.
finding-duplicate-step = Dwa kroki mają jedną nazwę
finding-do-duplicate-step = Nazwij jeden z nich inaczej.
finding-orphan-path = Droga prowadzi do kroku, którego nie ma
finding-do-orphan-path = Wybierz na obu końcach krok tej mapy.
finding-hand-over = Przekazanie między działami nie pasuje
finding-do-hand-over = Popraw dział albo narysuj przekazanie między tymi krokami.
finding-unknown-lane = Wiersz nie jest znany
finding-do-unknown-lane = Wybierz wiersze mapy na nowo.
finding-unreadable-limit = Nie można odczytać limitu czasu
finding-do-unreadable-limit = Napisz liczbę z jednostką: 45 s, 30 min, 2 h, 3 d.
severity-error = Błąd
severity-warning = Ostrzeżenie
severity-note = Uwaga

data-title = Czy moje dane wystarczą?
data-intro = Co dane mogą unieść i jakich wniosków nikt nie powinien z nich wyciągać.
data-facts = Co jest w danych
data-events = Zdarzenia
data-customers = Klienci
data-cases = Sprawy
data-journeys = Podróże
data-span = Okres
data-zone = Strefa czasowa
data-sampling = Jak dobrano próbę
data-cannot = Czego nie można wywnioskować
data-findings = Co budzi wątpliwości
data-activities = Czynności
data-activity = Czynność
data-imputed = Czas uzupełniony
data-attributes = Atrybuty
data-attribute = Atrybut
data-missing = Bez wartości
data-distinct = Różne wartości
data-feedback = Opinie
data-kind = Rodzaj
data-count = Liczba
data-with-text = Z tekstem
data-with-rating = Z oceną
data-sources = Źródła
data-source = Źródło
data-rows = Wczytane wiersze
data-added = Dodane
data-duplicates = Duplikaty
data-rejected = Odłożone

feel-delighted = zachwyt
feel-excited = ekscytacja
feel-proud = duma
feel-satisfied = zadowolenie
feel-hopeful = nadzieja
feel-calm = spokój
feel-curious = ciekawość
feel-wary = ostrożność
feel-confused = zagubienie
feel-impatient = zniecierpliwienie
feel-anxious = niepokój
feel-frustrated = frustracja
feel-angry = złość
